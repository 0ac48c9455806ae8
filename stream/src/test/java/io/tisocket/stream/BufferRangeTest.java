// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BufferRangeTest {

    private final Buffer source = Bytes.buffer(1, 2, 3, 4, 5);
    private final Buffer target = Bytes.buffer(9, 9, 9, 9, 9, 9, 9);

    @ParameterizedTest(name = "offset {0}, length {1}")
    @DisplayName("1.7: a source range beyond a source of 5 bytes is refused and changes nothing")
    @CsvSource({"0, 6", "5, 1", "3, 5", "4, 2", "-1, 2", "0, -1", "6, 0", "2147483647, 2147483647", "1, 2147483647"})
    void sourceRangeIsChecked(int offset, int length) {
        refused(() -> target.append(source, offset, length));
        refused(() -> target.insert(source, 0, offset, length));
        refused(() -> target.copyFrom(source, 0, offset, length));
        refused(() -> source.copy(offset, length));
        refused(() -> source.fill(0, offset, length));
        refused(() -> source.view(offset, length));

        assertThat(Bytes.unsigned(target)).containsExactly(9, 9, 9, 9, 9, 9, 9);
        assertThat(Bytes.unsigned(source)).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    @DisplayName("1.7: 2 bytes at 3 of a source of 5 bytes are within it")
    void sourceRangeAtTheEndIsLegal() {
        assertThat(target.append(source, 3, 2)).isEqualTo(2);
        assertThat(target.append(source, 5, 0)).isZero();
    }

    @ParameterizedTest
    @DisplayName("1.7: insert outside 0 to the length is refused")
    @CsvSource({"-1", "8", "2147483647"})
    void insertPositionIsChecked(int offset) {
        refused(() -> target.insert(source, offset));

        assertThat(target.length()).isEqualTo(7);
    }

    @ParameterizedTest
    @DisplayName("1.7: copy that does not fit is refused and copies nothing")
    @CsvSource({"-1", "3", "7", "2147483647"})
    void copyTargetIsChecked(int offset) {
        refused(() -> target.copyFrom(source, offset));

        assertThat(Bytes.unsigned(target)).containsOnly(9);
    }

    @ParameterizedTest
    @DisplayName("1.7: an index outside the buffer is refused")
    @CsvSource({"-1", "5", "2147483647"})
    void indexIsChecked(int index) {
        refused(() -> source.get(index));
        refused(() -> source.set(index, 0));
    }

    @Test
    @DisplayName("1.7: room beyond the length is not part of the buffer")
    void roomIsNotPartOfTheBuffer() {
        target.append(source);

        refused(() -> target.get(12));
        refused(() -> target.view(11, 2));
    }

    @Test
    @DisplayName("E6: the message names the operation, the values and what would be legal")
    void messageSaysWhatWouldBeLegal() {
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> target.append(source, 3, 5))
                .withMessageContainingAll("append", "offset 3", "length 5", "at most 5");
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> source.get(5))
                .withMessageContainingAll("get", "index 5", "0 to 4");
    }

    private static void refused(Runnable call) {
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(call::run);
    }
}

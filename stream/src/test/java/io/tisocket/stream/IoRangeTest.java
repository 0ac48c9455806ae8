// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IoRangeTest {

    private final TaskQueue queue = new TaskQueue();

    @ParameterizedTest(name = "offset {0}, length {1} of 5 bytes: {2}")
    @CsvSource({"0, 5, 5", "0, 0, 0", "5, 0, 0", "4, 1, 1", "4, 2, 1", "0, 6, 5", "1, 2147483647, 4"})
    @DisplayName("D21: a length past the end of the buffer is shortened to it")
    void lengthIsClamped(int offset, int length, int expected) {
        assertThat(IoRange.clamp("read", Buffer.allocate(5), offset, length)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "offset {0}, length {1} of 5 bytes")
    @CsvSource({"-1, 1", "0, -1", "-2147483648, 0", "6, 0", "5, 1", "2147483647, 1"})
    @DisplayName(
            "D21: a negative number, or an offset past the last byte, throws at once, in the asynchronous forms too")
    void badRangesThrow(int offset, int length) {
        Buffer buffer = Buffer.allocate(5);
        BufferStream in = BufferStream.open(Buffer.allocate(9), StreamMode.READ, queue);
        BufferStream out = BufferStream.open(Buffer.allocate(9), StreamMode.WRITE, queue);

        refused(() -> IoRange.clamp("read", buffer, offset, length));
        refused(() -> in.readAsync(buffer, offset, length, event -> fail("called back")));
        refused(() -> in.readAsync(buffer, offset, length));
        refused(() -> out.writeAsync(buffer, offset, length, event -> fail("called back")));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> in.read(buffer, offset, length));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> out.write(buffer, offset, length));
        assertThat(queue.waiting()).isZero();
    }

    @Test
    @DisplayName("E6: the message names the operation, the values and what would be legal")
    void messageSaysWhatWouldBeLegal() {
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> IoRange.clamp("read", Buffer.allocate(5), 7, 2))
                .withMessageContainingAll("read", "offset 7", "length 2", "5 bytes", "below 5");
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> IoRange.clamp("write", Buffer.allocate(0), 0, 1))
                .withMessageContainingAll("write", "0 with length 0");
    }

    private static void refused(Runnable call) {
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(call::run);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BufferCreationTest {

    @Test
    @DisplayName("1.7: a buffer is made of that many zero bytes")
    void allocatedBufferIsZero() {
        assertThat(Bytes.unsigned(Buffer.allocate(3))).containsExactly(0, 0, 0);
        assertThat(Buffer.allocate(0).length()).isZero();
    }

    @Test
    @DisplayName("1.7: a negative length is refused")
    void negativeLengthIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Buffer.allocate(-1))
                .withMessageContaining("-1")
                .withMessageContaining("0 to");
    }

    @Test
    @DisplayName("1.7: a length that memory cannot hold is refused, and the program goes on")
    void hugeLengthIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Buffer.allocate(Integer.MAX_VALUE));
        assertThatIllegalArgumentException().isThrownBy(() -> Buffer.allocate(Buffer.MAX_LENGTH));
    }

    @Test
    @DisplayName("1.7: a text is encoded in the charset given")
    void textIsEncoded() {
        assertThat(Bytes.unsigned(Buffer.of("é", StandardCharsets.UTF_8))).containsExactly(0xC3, 0xA9);
        assertThat(Bytes.unsigned(Buffer.of("é", StandardCharsets.ISO_8859_1))).containsExactly(0xE9);
    }

    @Test
    @DisplayName("1.7: a text of 18 bytes in a buffer of 100 is followed by zeros")
    void textIsPaddedToTheLength() {
        Buffer buffer = Buffer.of("eighteen bytes it.", StandardCharsets.UTF_8, 100);

        assertThat(buffer.length()).isEqualTo(100);
        assertThat(buffer.toString()).isEqualTo("eighteen bytes it." + "\0".repeat(82));
    }

    @Test
    @DisplayName("1.7: a text longer than the length given is refused")
    void textThatDoesNotFitIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Buffer.of("abc", StandardCharsets.UTF_8, 2))
                .withMessageContaining("2 bytes");
    }

    @Test
    @DisplayName("1.7: a number takes the width of its type, in the byte order given")
    void numberTakesItsWidth() {
        assertThat(Bytes.unsigned(Buffer.of(0xFE, NumberType.BYTE, ByteOrder.BIG_ENDIAN)))
                .containsExactly(0xFE);
        assertThat(Bytes.unsigned(Buffer.of(1, NumberType.INT, ByteOrder.BIG_ENDIAN)))
                .containsExactly(0, 0, 0, 1);
        assertThat(Bytes.unsigned(Buffer.of(1, NumberType.SHORT, ByteOrder.LITTLE_ENDIAN)))
                .containsExactly(1, 0);
    }

    @Test
    @DisplayName("A wrapped array is shared, not copied")
    void wrappedArrayIsShared() {
        byte[] bytes = {1, 2};

        Buffer.wrap(bytes).set(0, 9);

        assertThat(bytes).containsExactly(9, 2);
    }
}

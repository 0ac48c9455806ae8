// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BufferLengthTest {

    @Test
    @DisplayName("1.7: a greater length adds zeros")
    void growingAddsZeros() {
        Buffer buffer = Bytes.buffer(1, 2);

        buffer.length(4);

        assertThat(Bytes.unsigned(buffer)).containsExactly(1, 2, 0, 0);
    }

    @Test
    @DisplayName("1.7: a smaller length drops the tail")
    void shrinkingDropsTheTail() {
        Buffer buffer = Bytes.buffer(1, 2, 3);

        buffer.length(2);

        assertThat(Bytes.unsigned(buffer)).containsExactly(1, 2);
    }

    @Test
    @DisplayName("1.7: bytes dropped by a smaller length do not come back with a greater one")
    void shrinkThenGrowYieldsZeros() {
        for (int kept = 0; kept < 10; kept++) {
            Buffer buffer = Buffer.allocate(10);
            buffer.fill(7);

            buffer.length(kept);
            buffer.length(12);

            for (int i = 0; i < 12; i++) {
                assertThat(buffer.get(i)).isEqualTo(i < kept ? 7 : 0);
            }
        }
    }

    @Test
    @DisplayName("1.7: room left by appending is zero when the length takes it in")
    void roomOfAppendIsZero() {
        Buffer buffer = Buffer.allocate(0);
        for (int i = 0; i < 100; i++) {
            buffer.append(Bytes.buffer(5));
        }
        buffer.length(50);

        buffer.append(Bytes.buffer(6));
        buffer.length(100);

        assertThat(buffer.get(50)).isEqualTo(6);
        assertThat(buffer.get(51)).isZero();
        assertThat(buffer.get(99)).isZero();
    }

    @Test
    @DisplayName("1.7: a length that is negative or too great is refused and changes nothing")
    void illegalLengthChangesNothing() {
        Buffer buffer = Bytes.buffer(1, 2);

        assertThatIllegalArgumentException().isThrownBy(() -> buffer.length(-1)).withMessageContaining("-1");
        assertThatIllegalArgumentException().isThrownBy(() -> buffer.length(Integer.MAX_VALUE));
        assertThatIllegalArgumentException().isThrownBy(() -> buffer.length(Buffer.MAX_LENGTH));

        assertThat(Bytes.unsigned(buffer)).containsExactly(1, 2);
    }

    @Test
    @DisplayName("1.7: clear zeroes all bytes and keeps the length; release sets the length to 0")
    void clearAndRelease() {
        Buffer buffer = Bytes.buffer(1, 2);

        buffer.clear();
        assertThat(Bytes.unsigned(buffer)).containsExactly(0, 0);

        buffer.release();
        assertThat(buffer.length()).isZero();
        assertThat(buffer.toString()).isEmpty();
    }

    @Test
    @DisplayName("1.7: a released buffer can be used on")
    void releasedBufferGrowsAgain() {
        Buffer buffer = Bytes.buffer(1, 2);
        buffer.release();

        buffer.append(Bytes.buffer(3));

        assertThat(Bytes.unsigned(buffer)).containsExactly(3);
    }

    @Test
    @DisplayName("A view shares the bytes of its range and shows nothing beyond it")
    void viewIsShared() {
        Buffer buffer = Bytes.buffer(1, 2, 3, 4);

        ByteBuffer view = buffer.view(1, 2);
        view.put(0, (byte) 9);
        buffer.set(2, 8);

        assertThat(Bytes.unsigned(buffer)).containsExactly(1, 9, 8, 4);
        assertThat(view.get(1)).isEqualTo((byte) 8);
        assertThat(view.capacity()).isEqualTo(2);
    }

    @Test
    @DisplayName("A million appends of one byte reallocate a few dozen times only")
    void appendingIsAmortised() {
        Buffer buffer = Buffer.allocate(0);
        Buffer one = Bytes.buffer(1);
        byte[] array = {};
        int moves = 0;

        for (int i = 0; i < 1_000_000; i++) {
            buffer.append(one);
            byte[] now = buffer.view(0, 1).array();
            moves += now == array ? 0 : 1;
            array = now;
        }

        assertThat(buffer.length()).isEqualTo(1_000_000);
        assertThat(moves).isLessThan(50);
    }
}

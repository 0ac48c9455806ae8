// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Buffers that are sent again and again, and keep their bytes outside of the heap too. */
class BufferMirrorTest {

    private final HeldMemory memory = new HeldMemory(new byte[] {7, 7, 7, 7});
    private final Buffer buffer = Bytes.buffer(1, 2, 3);

    static Stream<Named<Consumer<Buffer>>> changes() {
        return BufferMemoryTest.changes();
    }

    @Test
    @DisplayName("the second sending is noticed")
    void sentTwice() {
        assertThat(buffer.noteSending()).isFalse();
        assertThat(buffer.noteSending()).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    @DisplayName("a change between two sendings makes the second a first one")
    void sentAfterAChange(Consumer<Buffer> change) {
        buffer.noteSending();

        change.accept(buffer);

        assertThat(buffer.noteSending()).isFalse();
    }

    @Test
    @DisplayName("a buffer that has given a view away may change unseen: no sending of it is a second one")
    void sentAfterAView() {
        ByteBuffer view = buffer.view(0, 3);
        buffer.noteSending();
        view.put(0, (byte) 9);

        assertThat(buffer.noteSending()).isFalse();
    }

    @Test
    @DisplayName("nor is one that has taken over the content of a buffer with a view")
    void sentAfterTakingOverAView() {
        buffer.view(0, 3);
        Buffer other = Buffer.allocate(0);
        other.takeOver(buffer);
        other.noteSending();

        assertThat(other.noteSending()).isFalse();
    }

    @Test
    @DisplayName("a mirror holds the bytes of the buffer from its beginning on")
    void mirrorHoldsTheBytes() {
        buffer.mirror(memory);

        assertThat(buffer.memory()).isSameAs(memory);
        assertThat(new byte[] {
                    memory.bytes().get(0), memory.bytes().get(1), memory.bytes().get(2)
                })
                .containsExactly(1, 2, 3);
        assertThat(memory.bytes().position()).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    @DisplayName(
            "1.7: a change reaches a mirrored buffer as it would any other, and not the mirror, which it lets go of")
    void changesStayWithTheBuffer(Consumer<Buffer> change) {
        Buffer any = Bytes.buffer(1, 2, 3);
        change.accept(any);
        buffer.mirror(memory);

        change.accept(buffer);

        assertThat(Bytes.unsigned(buffer)).isEqualTo(Bytes.unsigned(any));
        assertThat(memory.bytes().get(0)).isEqualTo((byte) 1);
        assertThat(memory.holders()).isZero();
        assertThat(buffer.memory()).isNull();
    }

    @Test
    @DisplayName("a mirror that is too small is refused, and nothing has changed")
    void tooSmall() {
        Buffer longer = Bytes.buffer(1, 2, 3, 4, 5);

        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> longer.mirror(memory));
        assertThat(longer.memory()).isNull();
        assertThat(memory.bytes().get(0)).isEqualTo((byte) 7);
    }

    @Test
    @DisplayName("released, it lets go of its mirror and can be used on")
    void released() {
        buffer.mirror(memory);

        buffer.release();
        buffer.append(Bytes.buffer(8));

        assertThat(memory.holders()).isZero();
        assertThat(Bytes.unsigned(buffer)).containsExactly(8);
    }
}

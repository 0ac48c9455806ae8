// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteOrder;
import java.nio.ReadOnlyBufferException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Buffers whose bytes lie in memory that others hold too. */
class BufferMemoryTest {

    private final HeldMemory memory = new HeldMemory(new byte[] {1, 2, 3, 4});
    private final Buffer buffer = Buffer.of(memory, 3);

    static Stream<Named<Consumer<Buffer>>> changes() {
        return Stream.of(
                Named.of("set", buffer -> buffer.set(0, 9)),
                Named.of("append", buffer -> buffer.append(Bytes.buffer(9))),
                Named.of("append itself", buffer -> buffer.append(buffer)),
                Named.of("insert", buffer -> buffer.insert(Bytes.buffer(9), 0)),
                Named.of("copyFrom", buffer -> buffer.copyFrom(Bytes.buffer(9))),
                Named.of("fill", buffer -> buffer.fill(9, 0, 1)),
                Named.of("clear", Buffer::clear),
                Named.of("a shorter length", buffer -> buffer.length(1)),
                Named.of("a greater length", buffer -> buffer.length(4)),
                Named.of("a view", buffer -> buffer.view(0, 1).put((byte) 9)),
                Named.of("room", buffer -> buffer.room(0, 1).put((byte) 9)),
                Named.of(
                        "a number", buffer -> Codec.encodeNumber(9, buffer, NumberType.BYTE, 0, ByteOrder.BIG_ENDIAN)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    @DisplayName("1.7: a change reaches the buffer as it would any other, and not the memory")
    void changesStayWithTheBuffer(Consumer<Buffer> change) {
        Buffer any = Bytes.buffer(1, 2, 3);
        change.accept(any);

        change.accept(buffer);

        assertThat(Bytes.unsigned(buffer)).isEqualTo(Bytes.unsigned(any));
        assertThat(memory.bytes().get(0)).isEqualTo((byte) 1);
        assertThat(memory.bytes().get(3)).isEqualTo((byte) 4);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    @DisplayName("a changed buffer lets go of the memory, once")
    void changesLetGo(Consumer<Buffer> change) {
        change.accept(buffer);
        change.accept(buffer);
        buffer.release();

        assertThat(memory.holders()).isZero();
        assertThat(buffer.memory()).isNull();
    }

    static Stream<Named<Consumer<Buffer>>> looks() {
        return Stream.of(
                Named.of("get", buffer -> assertThat(buffer.get(1)).isEqualTo(2)),
                Named.of(
                        "copy",
                        buffer -> assertThat(Bytes.unsigned(buffer.copy(1, 2))).containsExactly(2, 3)),
                Named.of(
                        "toByteArray",
                        buffer -> assertThat(buffer.toByteArray()).containsExactly(1, 2, 3)),
                Named.of(
                        "toBlob", buffer -> assertThat(buffer.toBlob().length()).isEqualTo(3)),
                Named.of("toString", buffer -> assertThat(buffer.toString()).isEqualTo("\1\2\3")),
                Named.of(
                        "contentEquals",
                        buffer -> assertThat(buffer.contentEquals(Bytes.buffer(1, 2, 3)))
                                .isTrue()),
                Named.of(
                        "contentEquals of another",
                        buffer -> assertThat(Bytes.buffer(1, 2, 4).contentEquals(buffer))
                                .isFalse()),
                Named.of(
                        "a number",
                        buffer -> assertThat(Codec.decodeNumber(buffer, NumberType.SHORT, 1, ByteOrder.BIG_ENDIAN))
                                .isEqualTo(0x0203)),
                Named.of(
                        "borrow",
                        buffer -> assertThat(buffer.borrow(1, 2).getShort()).isEqualTo((short) 0x0203)),
                Named.of("append to another", buffer -> {
                    Buffer other = Bytes.buffer(9);
                    other.append(buffer, 1, 2);
                    assertThat(Bytes.unsigned(other)).containsExactly(9, 2, 3);
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("looks")
    @DisplayName("1.7: looking at the bytes shows them where they are")
    void looksLeaveThemThere(Consumer<Buffer> look) {
        look.accept(buffer);

        assertThat(buffer.memory()).isSameAs(memory);
        assertThat(memory.holders()).isOne();
    }

    @Test
    @DisplayName("what is borrowed cannot be changed")
    void borrowedBytesCannotBeChanged() {
        assertThatExceptionOfType(ReadOnlyBufferException.class)
                .isThrownBy(() -> buffer.borrow(0, 3).put((byte) 9));
    }

    @Test
    @DisplayName("released twice, it lets go once")
    void releasedTwice() {
        memory.hold();

        buffer.release();
        buffer.release();

        assertThat(memory.holders()).isOne();
        assertThat(buffer.length()).isZero();
    }

    @Test
    @DisplayName("a buffer that takes its content over holds the memory in its place")
    void takenOver() {
        Buffer other = Buffer.allocate(0);

        other.takeOver(buffer);
        buffer.release();

        assertThat(other.memory()).isSameAs(memory);
        assertThat(memory.holders()).isOne();
        assertThat(Bytes.unsigned(other)).containsExactly(1, 2, 3);
    }

    @Test
    @DisplayName("a buffer longer than its memory is refused")
    void longerThanTheMemory() {
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> Buffer.of(memory, 5));
    }
}

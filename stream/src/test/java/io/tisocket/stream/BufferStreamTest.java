// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BufferStreamTest {

    private final TaskQueue queue = new TaskQueue();

    @EachChunkSize
    @DisplayName("1.6: reading copies from the cursor to the end, then reports -1")
    void readsToTheEnd(int chunk) throws IOException {
        byte[] content = Bytes.pattern(10_000);
        BufferStream stream = reading(Buffer.wrap(content));
        Buffer piece = Buffer.allocate(Math.min(chunk, 20_000));
        ByteArrayOutputStream read = new ByteArrayOutputStream();

        for (int n = stream.read(piece); n >= 0; n = stream.read(piece)) {
            assertThat(n).isPositive();
            read.write(piece.toByteArray(), 0, n);
        }

        assertThat(read.toByteArray()).isEqualTo(content);
        assertThat(stream.read(piece)).isEqualTo(-1);
        assertThat(stream.isReadable()).isTrue();
    }

    @Test
    @DisplayName("1.6: a read puts its bytes at the offset and leaves the rest of the buffer alone")
    void readsIntoARange() throws IOException {
        Buffer buffer = Bytes.buffer(9, 9, 9, 9);

        int count = reading(Bytes.buffer(1, 2, 3)).read(buffer, 1, 2);

        assertThat(count).isEqualTo(2);
        assertThat(Bytes.unsigned(buffer)).containsExactly(9, 1, 2, 9);
    }

    @Test
    @DisplayName("D20: a read or write of zero bytes returns 0, at the end of the stream too")
    void zeroLengthIsLegal() throws IOException {
        assertThat(reading(Buffer.allocate(0)).read(Buffer.allocate(3), 3, 0)).isZero();
        assertThat(reading(Buffer.allocate(0)).read(Buffer.allocate(0))).isZero();
        assertThat(writing(Buffer.allocate(0)).write(Buffer.allocate(0))).isZero();
    }

    @Test
    @DisplayName("1.6: 20 bytes and then 171 make a buffer of 171 bytes 191 long")
    void writingGrowsTheBuffer() throws IOException {
        Buffer target = Buffer.allocate(171);
        BufferStream stream = writing(target);

        assertThat(stream.write(Buffer.wrap(Bytes.pattern(20)))).isEqualTo(20);
        assertThat(stream.write(Buffer.wrap(Bytes.pattern(171)))).isEqualTo(171);

        assertThat(target.length()).isEqualTo(191);
        assertThat(target.copy(20, 171).toByteArray()).isEqualTo(Bytes.pattern(171));
    }

    @Test
    @DisplayName("1.6: writing overwrites from the start and never shortens")
    void writingOverwrites() throws IOException {
        Buffer target = Bytes.buffer(1, 2, 3, 4);

        writing(target).write(Bytes.buffer(8, 9));

        assertThat(Bytes.unsigned(target)).containsExactly(8, 9, 3, 4);
    }

    @Test
    @DisplayName("1.6: appending starts at the end the buffer has when the stream is made")
    void appendingStartsAtTheEnd() throws IOException {
        Buffer target = Bytes.buffer(1, 2);
        BufferStream stream = BufferStream.open(target, StreamMode.APPEND, queue);

        stream.write(Bytes.buffer(3));
        stream.write(Bytes.buffer(8, 4, 5, 8), 1, 2);

        assertThat(Bytes.unsigned(target)).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    @DisplayName("1.6: the stream sees changes of its buffer, its length included")
    void bufferIsLive() throws IOException {
        Buffer source = Bytes.buffer(1, 2);
        BufferStream stream = reading(source);
        Buffer piece = Buffer.allocate(4);
        stream.read(piece);

        assertThat(stream.read(piece)).isEqualTo(-1);
        source.append(Bytes.buffer(3));
        assertThat(stream.read(piece)).isEqualTo(1);
        source.length(0);
        assertThat(stream.read(piece)).isEqualTo(-1);
    }

    @Test
    @DisplayName("1.6: a buffer made shorter than the cursor is filled up with zeros when written on")
    void writingAfterTheBufferShrank() throws IOException {
        Buffer target = Bytes.buffer(1, 2, 3);
        BufferStream stream = BufferStream.open(target, StreamMode.APPEND, queue);
        target.length(1);

        stream.write(Bytes.buffer(4));

        assertThat(Bytes.unsigned(target)).containsExactly(1, 0, 0, 4);
    }

    @Test
    @DisplayName("1.6: a stream is readable or writable, by its mode, and refuses the other")
    void modeDecides() {
        BufferStream append = BufferStream.open(Buffer.allocate(0), StreamMode.APPEND, queue);

        assertThat(reading(Buffer.allocate(0)).isReadable()).isTrue();
        assertThat(reading(Buffer.allocate(0)).isWritable()).isFalse();
        assertThat(append.isReadable()).isFalse();
        assertThat(append.isWritable()).isTrue();
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> reading(Buffer.allocate(0)).write(Bytes.buffer(1)))
                .withMessageContainingAll("write", "READ");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> append.read(Buffer.allocate(1)))
                .withMessageContainingAll("read", "APPEND");
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> append.readChunk(1));
    }

    @Test
    @DisplayName("1.6: a closed stream is neither readable nor writable, and closing twice is harmless")
    void closing() throws IOException {
        BufferStream in = reading(Bytes.buffer(1));
        BufferStream out = writing(Bytes.buffer(1));

        in.close();
        in.close();
        out.close();

        assertThat(in.isReadable()).isFalse();
        assertThat(out.isWritable()).isFalse();
        assertThatExceptionOfType(StreamClosedException.class)
                .isThrownBy(() -> in.read(Buffer.allocate(1)))
                .withMessageContaining("closed");
        assertThatExceptionOfType(StreamClosedException.class).isThrownBy(() -> out.write(Bytes.buffer(1)));
    }

    @Test
    @DisplayName("1.6: a buffer can be copied onto itself through a stream")
    void readsIntoItsOwnBuffer() throws IOException {
        Buffer both = Bytes.buffer(1, 2, 3, 4);

        reading(both).read(both, 1, 3);

        assertThat(Bytes.unsigned(both)).containsExactly(1, 1, 2, 3);
    }

    @Test
    @DisplayName("D33: the modes are 0, 1 and 2")
    void modeValues() {
        assertThat(StreamMode.READ.value()).isZero();
        assertThat(StreamMode.WRITE.value()).isEqualTo(1);
        assertThat(StreamMode.APPEND.value()).isEqualTo(2);
        assertThat(StreamMode.of(2)).isEqualTo(StreamMode.APPEND);
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> StreamMode.of(4))
                .withMessageContaining("4");
    }

    private BufferStream reading(Buffer buffer) {
        return BufferStream.open(buffer, StreamMode.READ, queue);
    }

    private BufferStream writing(Buffer buffer) {
        return BufferStream.open(buffer, StreamMode.WRITE, queue);
    }
}

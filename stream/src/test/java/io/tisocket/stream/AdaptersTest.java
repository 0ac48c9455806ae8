// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AdaptersTest {

    private final TaskQueue queue = new TaskQueue();
    private final Buffer target = Buffer.allocate(0);
    private final BufferStream out = BufferStream.open(target, StreamMode.WRITE, queue);

    @EachChunkSize
    @DisplayName("An input stream reads to the end, then reports -1")
    void inputStreamReads(int chunk) throws IOException {
        byte[] content = Bytes.pattern(5_000);
        InputStream stream = Adapters.inputStream(reading(content));
        byte[] piece = new byte[Math.min(chunk, 10_000)];
        Buffer read = Buffer.allocate(0);

        for (int n = stream.read(piece); n >= 0; n = stream.read(piece)) {
            read.append(Buffer.wrap(piece), 0, n);
        }

        assertThat(read.toByteArray()).isEqualTo(content);
        assertThat(stream.read()).isEqualTo(-1);
    }

    @Test
    @DisplayName("An input stream reads single bytes as 0 to 255, fills ranges, and knows transferTo")
    void inputStreamBytes() throws IOException {
        InputStream stream = Adapters.inputStream(reading(new byte[] {-1, 1, 2, 3, 4}));
        byte[] range = new byte[4];

        assertThat(stream.read()).isEqualTo(255);
        assertThat(stream.read(range, 1, 2)).isEqualTo(2);
        assertThat(range).containsExactly(0, 1, 2, 0);
        assertThat(stream.read(range, 4, 0)).isZero();
        assertThat(stream.transferTo(Adapters.outputStream(out))).isEqualTo(2);
        assertThat(Bytes.unsigned(target)).containsExactly(3, 4);
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> stream.read(range, 3, 2));
    }

    @Test
    @DisplayName("An output stream writes bytes and ranges, and refuses bad ranges")
    void outputStreamWrites() throws IOException {
        OutputStream stream = Adapters.outputStream(out);

        stream.write(0x1FF);
        stream.write(new byte[] {1, 2, 3}, 1, 2);
        stream.write(new byte[0]);

        assertThat(Bytes.unsigned(target)).containsExactly(255, 2, 3);
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> stream.write(new byte[2], 1, 2));
    }

    @Test
    @DisplayName("Closing the adapter closes the stream, and then it fails")
    void closing() throws IOException {
        BufferStream in = reading(new byte[1]);
        InputStream input = Adapters.inputStream(in);
        OutputStream output = Adapters.outputStream(out);

        input.close();
        output.close();

        assertThat(in.isReadable()).isFalse();
        assertThatExceptionOfType(StreamClosedException.class).isThrownBy(input::read);
        assertThatExceptionOfType(StreamClosedException.class).isThrownBy(() -> output.write(1));
    }

    @EachChunkSize
    @DisplayName("Channels copy every byte")
    void channelsCopy(int chunk) throws IOException {
        byte[] content = Bytes.pattern(5_000);
        ReadableByteChannel source = Adapters.readableChannel(reading(content));
        WritableByteChannel sink = Adapters.writableChannel(out);
        ByteBuffer piece = ByteBuffer.allocateDirect(Math.min(chunk, 10_000));

        while (source.read(piece) >= 0) {
            sink.write(piece.flip());
            assertThat(piece.hasRemaining()).isFalse();
            piece.clear();
        }

        assertThat(target.toByteArray()).isEqualTo(content);
    }

    @Test
    @DisplayName("A closed channel fails with ClosedChannelException and has closed its stream")
    void closedChannel() throws IOException {
        ReadableByteChannel source = Adapters.readableChannel(reading(new byte[1]));
        WritableByteChannel sink = Adapters.writableChannel(out);

        source.close();
        sink.close();

        assertThat(source.isOpen()).isFalse();
        assertThat(out.isWritable()).isFalse();
        assertThatExceptionOfType(ClosedChannelException.class).isThrownBy(() -> source.read(ByteBuffer.allocate(1)));
        assertThatExceptionOfType(ClosedChannelException.class).isThrownBy(() -> sink.write(ByteBuffer.allocate(1)));
    }

    private BufferStream reading(byte[] content) {
        return BufferStream.open(Buffer.wrap(content), StreamMode.READ, queue);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BlobStreamTest {

    private final TaskQueue queue = new TaskQueue();
    private final Blob blob = Blob.of("hello");

    @EachChunkSize
    @DisplayName("1.6: a blob is read in chunks of any size, to its end")
    void readsToTheEnd(int chunk) throws IOException {
        BlobStream stream = BlobStream.open(blob, queue);
        StringBuilder read = new StringBuilder();

        Buffer piece = stream.readChunk(chunk);
        while (piece.length() > 0) {
            read.append(piece);
            piece = stream.readChunk(chunk);
        }

        assertThat(read).hasToString("hello");
        assertThat(stream.read(Buffer.allocate(1))).isEqualTo(-1);
    }

    @Test
    @DisplayName("1.6: each stream has its own cursor")
    void cursorsAreIndependent() throws IOException {
        BlobStream one = BlobStream.open(blob, queue);
        BlobStream other = BlobStream.open(blob, queue);

        one.readChunk(3);

        assertThat(other.readChunk(2)).hasToString("he");
        assertThat(one.readChunk(9)).hasToString("lo");
    }

    @Test
    @DisplayName("1.6: a blob is never writable")
    void neverWritable() {
        BlobStream stream = BlobStream.open(blob, queue);

        assertThat(stream.isReadable()).isTrue();
        assertThat(stream.isWritable()).isFalse();
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> stream.write(Bytes.buffer(1)))
                .withMessageContaining("write");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BlobStream.open(blob, StreamMode.APPEND, queue))
                .withMessageContaining("APPEND");
    }

    @Test
    @DisplayName("1.6: closing before any read is harmless, and then the stream is not readable")
    void closing() throws IOException {
        BlobStream stream = BlobStream.open(blob, StreamMode.READ, queue);

        stream.close();
        stream.close();

        assertThat(stream.isReadable()).isFalse();
        assertThatExceptionOfType(StreamClosedException.class).isThrownBy(() -> stream.read(Buffer.allocate(1)));
    }
}

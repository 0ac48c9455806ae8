// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStreamTest {

    private final TaskQueue queue = new TaskQueue();

    @TempDir
    Path folder;

    @EachChunkSize
    @DisplayName("1.6: a file comes back as it was written")
    void comesBack(int chunk) throws IOException {
        Path file = folder.resolve("data");
        Buffer content = Buffer.wrap(Bytes.pattern(10_000));
        FileStream out = FileStream.open(file, StreamMode.WRITE, queue);
        Streams.writeStream(BufferStream.open(content, StreamMode.READ, queue), out, chunk);
        out.close();

        FileStream in = FileStream.open(file, StreamMode.READ, queue);
        Buffer read = Buffer.allocate(0);
        for (Buffer piece = in.readChunk(chunk); piece.length() > 0; piece = in.readChunk(chunk)) {
            read.append(piece);
        }
        in.close();

        assertThat(read.contentEquals(content)).isTrue();
    }

    @Test
    @DisplayName("1.6: a missing file cannot be read, and the message says so")
    void missingFile() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> FileStream.open(folder.resolve("none"), StreamMode.READ, queue))
                .withMessageContainingAll("none", "READ", "no such file");
    }

    @Test
    @DisplayName("1.6: neither a folder nor a file in a missing folder can be written")
    void impossiblePlaces() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> FileStream.open(folder, StreamMode.WRITE, queue))
                .withMessageContaining("folder");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> FileStream.open(folder.resolve("a/b"), StreamMode.APPEND, queue))
                .withMessageContainingAll("APPEND", "folder does not exist");
    }

    @Test
    @DisplayName("1.6: WRITE empties a file, APPEND goes on at its end, both make it")
    void writeTruncatesAndAppendAppends() throws IOException {
        Path file = folder.resolve("log");

        write(file, StreamMode.APPEND, "one");
        write(file, StreamMode.APPEND, "two");
        assertThat(file).hasContent("onetwo");

        write(file, StreamMode.WRITE, "3");
        assertThat(file).hasContent("3");
    }

    @Test
    @DisplayName("D27: a read of a file fills what was asked for")
    void readFills() throws IOException {
        Path file = Files.write(folder.resolve("data"), Bytes.pattern(100_000));
        FileStream in = FileStream.open(file, StreamMode.READ, queue);

        assertThat(in.read(Buffer.allocate(90_000))).isEqualTo(90_000);
        assertThat(in.read(Buffer.allocate(90_000))).isEqualTo(10_000);
        assertThat(in.read(Buffer.allocate(90_000))).isEqualTo(-1);
        in.close();
    }

    @Test
    @DisplayName("1.6: a closed file can be read no more, and closing twice is harmless")
    void closing() throws IOException {
        FileStream in = FileStream.open(Files.createFile(folder.resolve("x")), StreamMode.READ, queue);

        in.close();
        in.close();

        assertThat(in.isReadable()).isFalse();
        assertThatExceptionOfType(StreamClosedException.class)
                .isThrownBy(() -> in.read(Buffer.allocate(1)))
                .withMessageContainingAll("closed", "x");
    }

    private void write(Path file, StreamMode mode, String text) throws IOException {
        FileStream out = FileStream.open(file, mode, queue);
        out.write(Bytes.text(text));
        out.close();
    }
}

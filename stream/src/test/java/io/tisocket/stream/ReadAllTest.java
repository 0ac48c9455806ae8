// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadAllTest {

    private final TaskQueue queue = new TaskQueue();
    private final List<IoEvent> events = new ArrayList<>();

    @ParameterizedTest(name = "{0} bytes")
    @ValueSource(ints = {0, 1, 118, 65_535, 65_536, 65_537, 1_000_000})
    @DisplayName("1.5: readAll returns exactly what is left, in both forms")
    void readsWhatIsLeft(int length) throws IOException {
        byte[] content = Bytes.pattern(length);
        assertThat(Streams.readAll(reading(content)).toByteArray()).isEqualTo(content);

        Buffer into = Bytes.text("what was there before");
        BufferStream source = reading(content);
        Streams.readAllAsync(source, into, events::add);
        queue.run();

        assertThat(into.toByteArray()).isEqualTo(content);
        assertThat(events).containsExactly(IoEvent.success(source, into, length));
    }

    @Test
    @DisplayName("1.5: readAll starts where the stream is")
    void startsAtTheCursor() throws IOException {
        BufferStream source = reading(new byte[] {1, 2, 3});
        source.readChunk(1);

        assertThat(Bytes.unsigned(Streams.readAll(source))).containsExactly(2, 3);
        assertThat(Streams.readAll(source).length()).isZero();
    }

    @Test
    @DisplayName("1.5: readAll replaces the buffer from its start and sets its length")
    void replacesTheBuffer() throws IOException {
        Buffer longer = Buffer.allocate(10);

        assertThat(Streams.readAll(reading(new byte[] {1, 2}), longer)).isEqualTo(2);

        assertThat(Bytes.unsigned(longer)).containsExactly(1, 2);
    }

    @Test
    @DisplayName("1.5: the buffer changes just before the callback and not at all on failure")
    void failureLeavesTheBuffer() {
        Buffer into = Bytes.buffer(7);
        FaultyStream source = FaultyStream.reading(10, 4, queue);
        Streams.readAllAsync(source, into, events::add);
        queue.run();

        assertThat(Bytes.unsigned(into)).containsExactly(7);
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.bytesProcessed()).isEqualTo(-1);
            assertThat(event.failure().orElseThrow()).hasMessage(FaultyStream.FAULT);
            assertThat(event.buffer()).isSameAs(into);
        });
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Streams.readAll(FaultyStream.reading(10, 4, queue), into));
        assertThat(Bytes.unsigned(into)).containsExactly(7);
    }

    @Test
    @DisplayName("D17: readAll of a stream that is not readable throws, or reports one failed event")
    void notReadable() {
        BufferStream writing = BufferStream.open(Buffer.allocate(3), StreamMode.WRITE, queue);
        Streams.readAllAsync(writing, Buffer.allocate(0), events::add);
        queue.run();

        assertThat(events)
                .singleElement()
                .satisfies(event -> assertThat(event.failure()).containsInstanceOf(StreamClosedException.class));
        assertThatExceptionOfType(StreamClosedException.class).isThrownBy(() -> Streams.readAll(writing));
    }

    @Test
    @DisplayName("D7: a readAll pending at the close of its stream fails once")
    void closedMeanwhile() throws IOException {
        BufferStream source = reading(Bytes.pattern(10));
        Streams.readAllAsync(source, Buffer.allocate(0), events::add);
        source.close();
        queue.run();

        assertThat(events)
                .singleElement()
                .satisfies(event -> assertThat(event.failure()).containsInstanceOf(StreamClosedException.class));
    }

    @Test
    @DisplayName("1.5: a megabyte that arrives byte by byte, at once, is gathered on a flat stack")
    void byteByByte() throws IOException {
        Buffer into = Buffer.allocate(0);
        Streams.readAllAsync(FaultyStream.trickling(1 << 20, Runnable::run), into, events::add);

        assertThat(into.length()).isEqualTo(1 << 20);
        assertThat(events).hasSize(1);
        assertThat(Streams.readAll(FaultyStream.trickling(1 << 20, queue)).length())
                .isEqualTo(1 << 20);
    }

    @Test
    @DisplayName("The form that returns a stage completes with a new buffer")
    void stage() {
        var result = Streams.readAllAsync(reading(new byte[] {1, 2})).toCompletableFuture();
        queue.run();

        assertThat(Bytes.unsigned(result.join())).containsExactly(1, 2);
    }

    @Test
    @DisplayName("1.5: a buffer can be replaced by what a stream over itself reads")
    void sourceIsTheTarget() throws IOException {
        Buffer both = Bytes.buffer(1, 2, 3);

        Streams.readAll(BufferStream.open(both, StreamMode.READ, queue), both);

        assertThat(Bytes.unsigned(both)).containsExactly(1, 2, 3);
    }

    private BufferStream reading(byte[] content) {
        return BufferStream.open(Buffer.wrap(content), StreamMode.READ, queue);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PumpTest {

    private final TaskQueue queue = new TaskQueue();
    private final List<PumpEvent> events = new ArrayList<>();

    @EachChunkSize
    @DisplayName("1.5: the handler gets every byte, in fresh buffers as long as their chunk, with a running total")
    void handsOverEveryByte(int chunk) throws IOException {
        byte[] content = Bytes.pattern(10_000);

        long total = Streams.pump(reading(content), events::add, chunk);

        assertThat(total).isEqualTo(10_000);
        Buffer joined = Buffer.allocate(0);
        for (PumpEvent event : events.subList(0, events.size() - 1)) {
            joined.append(event.buffer());
            assertThat(event.bytesProcessed())
                    .isEqualTo(event.buffer().length())
                    .isBetween(1, chunk);
            assertThat(event.totalBytesProcessed()).isEqualTo(joined.length());
            assertThat(event.failure()).isEmpty();
        }
        assertThat(joined.toByteArray()).isEqualTo(content);
        assertThat(events).hasSize((int) ((10_000L + chunk - 1) / chunk) + 1);
    }

    @EachChunkSize
    @DisplayName("D5: the end is one more call, with -1, an empty buffer, the total, and no failure")
    void endIsOneMoreCall(int chunk) throws IOException {
        BufferStream source = reading(Bytes.pattern(20));

        Streams.pump(source, events::add, chunk);

        PumpEvent last = events.get(events.size() - 1);
        assertThat(last.source()).isSameAs(source);
        assertThat(last.bytesProcessed()).isEqualTo(-1);
        assertThat(last.buffer().length()).isZero();
        assertThat(last.totalBytesProcessed()).isEqualTo(20);
        assertThat(last.failure()).isEmpty();
        assertThat(events.stream().filter(event -> event.bytesProcessed() < 0)).hasSize(1);
    }

    @Test
    @DisplayName("1.5: a failed read is one last call, with -1, an empty buffer and the failure; the call returns")
    void failedReadIsTheLastCall() throws IOException {
        long total = Streams.pump(FaultyStream.reading(10, 4, queue), events::add, 100);

        assertThat(total).isEqualTo(10);
        assertThat(events).hasSize(4);
        PumpEvent last = events.get(3);
        assertThat(last.bytesProcessed()).isEqualTo(-1);
        assertThat(last.buffer().length()).isZero();
        assertThat(last.totalBytesProcessed()).isEqualTo(10);
        assertThat(last.failure().orElseThrow()).hasMessage(FaultyStream.FAULT);
    }

    @Test
    @DisplayName("1.5: a stream that is not readable makes a synchronous pump throw, without a call")
    void notReadableThrows() {
        BufferStream writing = BufferStream.open(Buffer.allocate(1), StreamMode.WRITE, queue);

        assertThatExceptionOfType(StreamClosedException.class)
                .isThrownBy(() -> Streams.pump(writing, events::add, 10))
                .withMessageContaining("pump");
        assertThat(events).isEmpty();
    }

    @Test
    @DisplayName("D7: a handler that closes the stream hears no more, keeps its buffer, and the call returns")
    void handlerCloses() throws IOException {
        BufferStream source = reading(Bytes.pattern(10));

        long total = Streams.pump(
                source,
                event -> {
                    events.add(event);
                    close(event.source());
                },
                4);

        assertThat(total).isEqualTo(4);
        assertThat(events)
                .singleElement()
                .satisfies(event -> assertThat(event.buffer().length()).isEqualTo(4));
    }

    @Test
    @DisplayName("D7: a stream that another thread closes while a read blocks makes the pump throw")
    void closedWhileReading() {
        PlainStream closing = new PlainStream(reading(Bytes.pattern(10)));
        closing.beforeRead = () -> close(closing);

        assertThatExceptionOfType(StreamClosedException.class).isThrownBy(() -> Streams.pump(closing, events::add, 4));
        assertThat(events).isEmpty();
    }

    @Test
    @DisplayName("1.5: an exception of the handler ends a synchronous pump and reaches the caller")
    void handlerThrows() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> Streams.pump(
                        reading(Bytes.pattern(10)),
                        event -> {
                            events.add(event);
                            throw new IllegalStateException("enough");
                        },
                        4));
        assertThat(events).hasSize(1);
    }

    @Test
    @DisplayName("1.5: a chunk length below 1 is refused")
    void chunkLengthIsChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Streams.pump(reading(new byte[1]), events::add, 0))
                .withMessageContaining("chunk length 0");
        assertThatIllegalArgumentException().isThrownBy(() -> Streams.pumpAsync(reading(new byte[1]), events::add, -1));
    }

    @EachChunkSize
    @DisplayName("1.5: pumping works on a stream that implements the interface only, in bounded pieces")
    void plainStream(int chunk) throws IOException {
        PlainStream plain = new PlainStream(reading(Bytes.pattern(5_000)));

        assertThat(Streams.pump(plain, events::add, chunk)).isEqualTo(5_000);
        assertThat(events.get(0).source()).isSameAs(plain);
    }

    private BufferStream reading(byte[] content) {
        return BufferStream.open(Buffer.wrap(content), StreamMode.READ, queue);
    }

    private static void close(IoStream stream) {
        try {
            stream.close();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AsyncPumpTest {

    private final TaskQueue queue = new TaskQueue();
    private final List<PumpEvent> events = new ArrayList<>();

    @EachChunkSize
    @DisplayName("1.5: an asynchronous pump hands over every byte, then the end, and then completes with the total")
    void handsOverEveryByte(int chunk) {
        byte[] content = Bytes.pattern(10_000);
        var result = Streams.pumpAsync(reading(content), events::add, chunk).toCompletableFuture();
        assertThat(events).isEmpty();
        assertThat(result).isNotDone();
        queue.run();

        Buffer joined = Buffer.allocate(0);
        events.forEach(event -> joined.append(event.buffer()));
        assertThat(joined.toByteArray()).isEqualTo(content);
        PumpEvent last = events.get(events.size() - 1);
        assertThat(last.bytesProcessed()).isEqualTo(-1);
        assertThat(last.totalBytesProcessed()).isEqualTo(10_000);
        assertThat(last.failure()).isEmpty();
        assertThat(result).isCompletedWithValue(10_000L);
    }

    @Test
    @DisplayName("1.5: the next chunk is not read before the handler has returned")
    void readsAfterTheHandler() {
        PlainStream source = new PlainStream(reading(Bytes.pattern(10)));
        List<String> log = new ArrayList<>();
        source.beforeRead = () -> log.add("read");
        Streams.pumpAsync(
                source,
                event -> {
                    log.add("handler");
                    assertThat(queue.waiting()).isZero();
                    log.add("returned");
                },
                4);
        queue.run();

        assertThat(log.subList(0, 7))
                .containsExactly("read", "handler", "returned", "read", "handler", "returned", "read");
        assertThat(queue.uncaught).isEmpty();
    }

    @Test
    @DisplayName(
            "D7: a stream that its handler closes gets no further call; the stage fails with StreamClosedException")
    void handlerCloses() {
        var result = Streams.pumpAsync(
                        reading(Bytes.pattern(10)),
                        event -> {
                            events.add(event);
                            close(event.source());
                        },
                        4)
                .toCompletableFuture();
        queue.run();

        assertThat(events)
                .singleElement()
                .satisfies(event -> assertThat(event.buffer().length()).isEqualTo(4));
        assertThat(failureOf(result)).isInstanceOf(StreamClosedException.class);
    }

    @Test
    @DisplayName("D7: a stream closed while its pump waits gets no call; the stage fails with StreamClosedException")
    void closedWhileWaiting() {
        BufferStream source = reading(Bytes.pattern(10));
        var result = Streams.pumpAsync(source, events::add, 4).toCompletableFuture();
        close(source);
        queue.run();

        assertThat(events).isEmpty();
        assertThat(failureOf(result)).isInstanceOf(StreamClosedException.class);
    }

    @Test
    @DisplayName("D5: a handler may close the stream at its end")
    void handlerClosesAtTheEnd() {
        var result = Streams.pumpAsync(
                        reading(Bytes.pattern(3)),
                        event -> {
                            events.add(event);
                            if (event.bytesProcessed() < 0) {
                                close(event.source());
                            }
                        },
                        4)
                .toCompletableFuture();
        queue.run();

        assertThat(events).hasSize(2);
        assertThat(result).isCompletedWithValue(3L);
    }

    @Test
    @DisplayName("1.5: a failed read is one last call with the failure, and the failure of the stage")
    void failedRead() {
        var result = Streams.pumpAsync(FaultyStream.reading(10, 4, queue), events::add, 100)
                .toCompletableFuture();
        queue.run();

        assertThat(events).extracting(PumpEvent::bytesProcessed).containsExactly(4, 4, 2, -1);
        PumpEvent last = events.get(3);
        assertThat(last.buffer().length()).isZero();
        assertThat(last.totalBytesProcessed()).isEqualTo(10);
        assertThat(last.failure().orElseThrow()).hasMessage(FaultyStream.FAULT);
        assertThat(failureOf(result)).hasMessage(FaultyStream.FAULT);
    }

    @Test
    @DisplayName("1.5: a stream that is not readable at the start is one failed call, later, on the executor")
    void notReadableAtTheStart() {
        BufferStream closed = reading(new byte[1]);
        close(closed);
        var result = Streams.pumpAsync(closed, events::add, 4).toCompletableFuture();
        assertThat(events).isEmpty();
        queue.run();

        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.bytesProcessed()).isEqualTo(-1);
            assertThat(event.failure()).containsInstanceOf(StreamClosedException.class);
            assertThat(event.buffer().length()).isZero();
            assertThat(event.totalBytesProcessed()).isZero();
        });
        assertThat(failureOf(result)).isInstanceOf(StreamClosedException.class);
    }

    @Test
    @DisplayName("D35: an exception of the handler reaches the executor's thread, and the pump goes on")
    void handlerThrows() {
        var result = Streams.pumpAsync(
                        reading(Bytes.pattern(10)),
                        event -> {
                            events.add(event);
                            throw new IllegalStateException("call " + events.size());
                        },
                        4)
                .toCompletableFuture();
        queue.run();

        assertThat(events).extracting(PumpEvent::bytesProcessed).containsExactly(4, 4, 2, -1);
        assertThat(queue.uncaught)
                .extracting(Throwable::getMessage)
                .containsExactly("call 1", "call 2", "call 3", "call 4");
        assertThat(result).isCompletedWithValue(10L);
    }

    @Test
    @DisplayName("D35: on an executor that runs tasks at once, all exceptions of the handler reach the caller")
    void handlerThrowsOnADirectExecutor() {
        BufferStream source = BufferStream.open(Buffer.wrap(Bytes.pattern(10)), StreamMode.READ, Runnable::run);

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> Streams.pumpAsync(
                        source,
                        event -> {
                            events.add(event);
                            throw new IllegalStateException("call " + events.size());
                        },
                        4))
                .withMessage("call 1")
                .satisfies(first -> assertThat(first.getSuppressed()).isNotEmpty());
        assertThat(events).extracting(PumpEvent::bytesProcessed).containsExactly(4, 4, 2, -1);
    }

    @Test
    @DisplayName("A million chunks that arrive at once do not exhaust the stack")
    void doesNotRecurse() {
        BufferStream source = BufferStream.open(Buffer.allocate(1 << 20), StreamMode.READ, Runnable::run);
        long[] calls = {0};

        var result = Streams.pumpAsync(source, event -> calls[0]++, 1).toCompletableFuture();

        assertThat(calls[0]).isEqualTo((1 << 20) + 1);
        assertThat(result).isCompletedWithValue(1L << 20);
    }

    private BufferStream reading(byte[] content) {
        return BufferStream.open(Buffer.wrap(content), StreamMode.READ, queue);
    }

    private static Throwable failureOf(CompletableFuture<?> result) {
        assertThat(result).isCompletedExceptionally();
        try {
            result.get();
        } catch (ExecutionException failure) {
            return failure.getCause();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
        throw new AssertionError("did not fail");
    }

    private static void close(IoStream stream) {
        try {
            stream.close();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.tisocket.stream.Buffer;
import io.tisocket.stream.BufferStream;
import io.tisocket.stream.CopyEvent;
import io.tisocket.stream.IoEvent;
import io.tisocket.stream.StreamMode;
import io.tisocket.stream.Streams;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What other threads ask for while a loop closes. */
class ClosingLoopTest {

    private static final int ROUNDS = 300;

    @Test
    @DisplayName("I3: a read of another thread reports or is refused, however near the end of its loop it comes")
    void readsReport() {
        inEachRound((socket, report) -> socket.readChunkAsync(1, report));
    }

    @Test
    @DisplayName("I3: a write of another thread reports or is refused, however near the end of its loop it comes")
    void writesReport() {
        Buffer bytes = Buffer.allocate(1);
        inEachRound((socket, report) -> socket.writeAsync(bytes, 0, 1, report));
    }

    @Test
    @DisplayName("X1: a close of another thread returns when the loop is closed meanwhile")
    void closeReturnsWhenTheLoopIsClosed() throws IOException {
        try (SocketAndPeer both = SocketAndPeer.connect()) {
            CompletableFuture<Void> goOn = new CompletableFuture<>();
            both.loop().execute(goOn::join);
            CompletableFuture<Void> closed = CompletableFuture.runAsync(both.socket()::close);
            while (!both.socket().lifecycle().isClosing()) {
                Thread.onSpinWait();
            }
            CompletableFuture<Void> ended = CompletableFuture.runAsync(both.loop()::close);
            while (!both.loop().isStopped()) {
                Thread.onSpinWait();
            }

            goOn.complete(null);

            assertThat(closed).succeedsWithin(Duration.ofSeconds(10));
            ended.join();
        }
    }

    @Test
    @DisplayName("X6: abort() of another thread is without effect when the loop is closed")
    void abortAfterTheLoopIsClosed() throws IOException {
        try (SocketAndPeer both = SocketAndPeer.connect()) {
            both.loop().close();

            both.socket().abort();

            assertThat(both.socket().state()).isEqualTo(SocketState.CLOSED);
        }
    }

    @Test
    @DisplayName("I3: each read reports once when a completion closes the loop that is closing")
    void aCompletionMayCloseTheLoopAgain() throws IOException {
        try (SocketAndPeer both = SocketAndPeer.connect()) {
            AtomicInteger reports = new AtomicInteger();
            for (int i = 0; i < 2; i++) {
                both.socket().readChunkAsync(1, event -> {
                    reports.incrementAndGet();
                    both.loop().close();
                });
            }

            both.loop().close();

            assertThat(reports).hasValue(2);
        }
    }

    @Test
    @DisplayName(
            "I3: a read that a completion begins while the loop closes reports too, and whoever goes on so is stopped")
    void aCompletionMayBeginAnother() throws IOException {
        try (SocketAndPeer both = SocketAndPeer.connect()) {
            AtomicInteger reports = new AtomicInteger();
            both.socket().readChunkAsync(1, new Consumer<IoEvent>() {
                @Override
                public void accept(IoEvent failed) {
                    reports.incrementAndGet();
                    both.socket().readChunkAsync(1, this);
                }
            });

            both.loop().close();

            assertThat(reports.get()).isBetween(2, 2000);
        }
    }

    @Test
    @DisplayName("I3: a copy whose loop is closed while it writes is told so")
    void aCopyReports() throws IOException {
        try (SocketAndPeer both = SocketAndPeer.connect()) {
            BlockingQueue<CopyEvent> told = new LinkedBlockingQueue<>();
            Buffer much = Buffer.allocate(64 << 20); // more than the systems of both ends take
            BufferStream source = BufferStream.open(much, StreamMode.READ, both.loop());
            Streams.writeStreamAsync(source, both.socket(), much.length(), told::add);
            awaitStandstill(both);

            both.loop().close();

            assertThat(told).hasSize(1);
            assertThat(told.element().failure()).isPresent();
        }
    }

    /** Waits until the system takes no more of what is written. */
    private static void awaitStandstill(SocketAndPeer both) {
        long before;
        do {
            before = both.socket().counters().bytesOut();
            for (int i = 0; i < 50; i++) {
                CompletableFuture<Void> turn = new CompletableFuture<>();
                both.loop().execute(() -> turn.complete(null));
                turn.join();
            }
        } while (both.socket().counters().pendingBytes() == 0
                || both.socket().counters().bytesOut() != before);
    }

    private interface Operation {
        void begin(TcpSocket socket, Consumer<IoEvent> report);
    }

    /** Begins one operation after another until the loop, which is closed meanwhile, refuses them. */
    private static void inEachRound(Operation operation) {
        for (int round = 0; round < ROUNDS; round++) {
            SocketLoop loop = SocketLoop.start("closing");
            TcpSocket socket = loop.createTcp();
            CompletableFuture<Void> closed = CompletableFuture.runAsync(loop::close);
            boolean refused = false;
            while (!refused) {
                CompletableFuture<IoEvent> report = new CompletableFuture<>();
                try {
                    operation.begin(socket, report::complete);
                    assertThat(report).succeedsWithin(Duration.ofSeconds(10));
                } catch (IllegalStateException | RejectedExecutionException loopIsClosed) {
                    refused = true;
                }
            }
            closed.join();
        }
    }
}

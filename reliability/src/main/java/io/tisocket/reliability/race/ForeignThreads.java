// SPDX-License-Identifier: Apache-2.0
package io.tisocket.reliability.race;

import io.tisocket.conformance.PeerListener;
import io.tisocket.reliability.trial.Round;
import io.tisocket.reliability.trial.Watched;
import io.tisocket.socket.IllegalSocketStateException;
import io.tisocket.socket.TcpSocket;
import io.tisocket.stream.Buffer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** All public methods of one socket from four threads that know nothing of each other. Rule J1, invariant 6. */
final class ForeignThreads {

    private static final int THREADS = 4;
    private static final int CALLS = 200;

    private ForeignThreads() {}

    static void once(Round round) throws Exception {
        PeerListener peers = round.watch(PeerListener.open());
        Watched watched = round.socket();
        // What a second life of the socket reports is no second report of the first.
        TcpSocket socket = watched.raw().host("127.0.0.1").port(peers.port()).timeout(Duration.ofSeconds(1));
        socket.onConnected(event -> {});
        socket.onClosed(event -> {});
        socket.onError(event -> {});
        socket.onAccepted(event -> event.inbound().abort());
        Operations operations = new Operations(round, socket);
        List<CompletableFuture<Void>> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            SplittableRandom random = new SplittableRandom(round.random().nextLong());
            CompletableFuture<Void> done = new CompletableFuture<>();
            threads.add(done);
            new Thread(() -> operations.makeMany(random, done), "foreign-" + i).start();
        }
        for (CompletableFuture<Void> thread : threads) {
            round.await("calls of a foreign thread", thread, Duration.ofSeconds(60));
        }
        socket.abort();
        round.awaitUntil("a report of each operation", operations::allReported);
        round.tally().tried((long) THREADS * CALLS - 1);
    }

    /** The calls, and whether each that was accepted has reported once. */
    private static final class Operations {
        private final Round round;
        private final TcpSocket socket;
        private final AtomicLong accepted = new AtomicLong();
        private final AtomicLong reported = new AtomicLong();

        Operations(Round round, TcpSocket socket) {
            this.round = round;
            this.socket = socket;
        }

        boolean allReported() {
            return reported.get() == accepted.get();
        }

        void makeMany(SplittableRandom random, CompletableFuture<Void> done) {
            for (int i = 0; i < CALLS; i++) {
                try {
                    make(random.nextInt(17), random.nextInt(1, 5000));
                } catch (IllegalSocketStateException | IllegalArgumentException | IOException refused) {
                    // What another thread has just done decides whether it is legal.
                    reported.addAndGet(0);
                } catch (RuntimeException | Error wrong) {
                    round.tally().broken("a call from a foreign thread: " + wrong);
                }
            }
            done.complete(null);
        }

        private void make(int which, int length) throws IOException {
            switch (which) {
                case 0, 1 -> socket.connect();
                case 2 -> socket.close();
                case 3 -> socket.abort();
                case 4 -> socket.listen();
                case 5 -> socket.accept();
                case 6, 7 -> read(length);
                case 8, 9, 10 -> write(length);
                case 11 -> socket.write(Buffer.allocate(length), 0, length);
                case 12 -> socket.host("127.0.0.1").port(socket.port());
                case 13 -> socket.timeout(Duration.ofMillis(length)).listenQueueSize(length);
                case 14 -> socket.attachment(socket.attachment().orElse(this));
                case 15 -> socket.counters();
                default ->
                    round.expect(
                            "a name",
                            socket.toString().isEmpty() || socket.host().isEmpty(),
                            false);
            }
        }

        private void read(int length) {
            AtomicInteger reports = new AtomicInteger();
            socket.readChunkAsync(length, event -> report(reports));
            accepted.incrementAndGet();
        }

        private void write(int length) {
            AtomicInteger reports = new AtomicInteger();
            socket.writeAsync(Buffer.allocate(length), 0, length, event -> report(reports));
            accepted.incrementAndGet();
        }

        private void report(AtomicInteger reports) {
            reported.incrementAndGet();
            round.expect("the number of reports", reports.incrementAndGet(), 1);
        }
    }
}

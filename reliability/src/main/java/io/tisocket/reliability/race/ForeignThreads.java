// SPDX-License-Identifier: Apache-2.0
package io.tisocket.reliability.race;

import io.tisocket.conformance.PeerListener;
import io.tisocket.conformance.ScriptedPeer;
import io.tisocket.reliability.trial.Round;
import io.tisocket.socket.SocketState;
import io.tisocket.socket.TcpSocket;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** All public methods of two sockets and of their loop from four threads that know nothing of each other. Rule J1, invariant 6. */
final class ForeignThreads {

    private static final int THREADS = 4;
    private static final int CALLS = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private ForeignThreads() {}

    static void once(Round round) throws Exception {
        PeerListener peers = round.watch(PeerListener.open());
        // Not under watch: what a second life of a socket reports is no second report of the first.
        TcpSocket client = round.loop().createTcp().host("127.0.0.1").port(peers.port());
        TcpSocket listener = round.loop().createTcp().host("127.0.0.1");
        listener.onAccepted(event -> event.inbound().abort());
        round.watch((AutoCloseable) client::abort);
        round.watch((AutoCloseable) listener::abort);
        ForeignCalls calls = new ForeignCalls(round, client, listener);
        List<CompletableFuture<Void>> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            SplittableRandom random = new SplittableRandom(round.random().nextLong());
            CompletableFuture<Void> done = new CompletableFuture<>();
            threads.add(done);
            new Thread(() -> makeMany(calls, random, done), "foreign-" + i).start();
        }

        awaitAll(round, threads, calls, List.of(client, listener));
        client.abort();
        listener.abort();
        round.awaitUntil("a report of each operation", calls::allReported);

        round.tally().tried((long) THREADS * CALLS - 1);
    }

    private static void makeMany(ForeignCalls calls, SplittableRandom random, CompletableFuture<Void> done) {
        for (int i = 0; i < CALLS; i++) {
            calls.make(random);
        }
        done.complete(null);
    }

    /** Meanwhile knocks at the listener, and ends the connection whenever all threads that are left wait for a byte. */
    private static void awaitAll(
            Round round, List<CompletableFuture<Void>> threads, ForeignCalls calls, List<TcpSocket> sockets) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long left = THREADS;
        while (left > 0) {
            if (System.nanoTime() > deadline) {
                round.tally().stuck("calls of a foreign thread");
                return;
            }
            if (calls.reading() >= left) {
                sockets.forEach(TcpSocket::abort);
            }
            sockets.stream()
                    .filter(socket -> socket.state() == SocketState.LISTENING)
                    .forEach(listener -> knock(listener.port()));
            LockSupport.parkNanos(200_000);
            left = threads.stream().filter(thread -> !thread.isDone()).count();
        }
    }

    private static void knock(int port) {
        try (ScriptedPeer peer = ScriptedPeer.connectTo(port)) {
            peer.send(new byte[10]);
        } catch (UncheckedIOException gone) {
            // The listener has been closed in between, or has reset it.
            LockSupport.parkNanos(1);
        }
    }
}

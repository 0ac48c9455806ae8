// SPDX-License-Identifier: Apache-2.0
package io.tisocket.reliability.race;

import io.tisocket.conformance.ScriptedPeer;
import io.tisocket.conformance.Seen;
import io.tisocket.reliability.trial.Descriptors;
import io.tisocket.reliability.trial.Pattern;
import io.tisocket.reliability.trial.Round;
import io.tisocket.socket.AcceptOptions;
import io.tisocket.socket.SocketLoop;
import io.tisocket.socket.TcpSocket;
import io.tisocket.stream.Buffer;
import io.tisocket.stream.IoEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** The connections of one listener, spread over loops. Rules A4, A6, A8, J1, S2. */
final class SpreadConnections {

    private static final int LOOPS = 4;
    private static final int CLIENTS = 4;
    private static final int CONNECTIONS = 25;
    private static final int WARM_ROUNDS = 3;

    private final Round round;
    private final List<SocketLoop> loops = new ArrayList<>();
    private final TcpSocket listener;
    private final AtomicInteger open = new AtomicInteger();
    private int next;

    private SpreadConnections(Round round) {
        this.round = round;
        this.listener = round.loop().createTcp().host("127.0.0.1").listenQueueSize(1024);
        for (int i = 0; i < LOOPS; i++) {
            SocketLoop loop = round.watch(SocketLoop.start("spread-" + i));
            loop.onUncaught(thrown -> round.tally().broken("uncaught: " + thrown));
            loops.add(loop);
        }
    }

    /** Echoes on four loops to four threads of clients; all comes back, on one thread a connection. */
    static void once(Round round) throws Exception {
        SpreadConnections server = new SpreadConnections(round);
        server.listen();
        List<CompletableFuture<Void>> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            Pattern pattern = new Pattern(round.random().nextLong());
            int length = 1 + round.random().nextInt(20_000);
            clients.add(server.client(pattern, length));
        }
        for (CompletableFuture<Void> client : clients) {
            round.await("a client", client, Duration.ofSeconds(60));
        }
        round.awaitUntil("the end of all connections", () -> server.open.get() == 0);
        round.expect("accepted", server.listener.counters().accepted(), (long) CLIENTS * CONNECTIONS);
        round.tally().tried(CLIENTS * CONNECTIONS - 1L);
        round.tally().steady("descriptors", Descriptors.settled(), WARM_ROUNDS, 0);
        server.listener.abort();
    }

    private void listen() throws java.io.IOException {
        listener.onAccepted(event -> {
            accept();
            new Echo(event.inbound()).begin();
        });
        round.watch(listener::abort);
        listener.listen();
        accept();
    }

    private void accept() {
        SocketLoop loop = loops.get(next++ % LOOPS);
        listener.accept(AcceptOptions.NONE.withLoop(loop).withOnClosed(event -> open.decrementAndGet()));
    }

    private CompletableFuture<Void> client(Pattern pattern, int length) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Runnable connections = () -> {
            try {
                for (int i = 0; i < CONNECTIONS; i++) {
                    connection(pattern, length);
                }
                done.complete(null);
            } catch (RuntimeException failed) {
                done.completeExceptionally(failed);
            }
        };
        new Thread(connections, "client").start();
        return done;
    }

    private void connection(Pattern pattern, int length) {
        try (ScriptedPeer peer = ScriptedPeer.connectTo(listener.port())) {
            Seen seen = peer.send(pattern.bytes(0, length)).halfClose().readToEnd();
            round.tally().lost(length - seen.bytes().length, "echo");
            round.tally().lost(pattern.wrong(0, seen.bytes(), seen.bytes().length), "bytes that differ");
            round.expect("the end", seen.end(), Seen.End.EOF);
        }
    }

    /** Sends back to one connection what it says, and tells when two threads, or one within another, call back. */
    private final class Echo {

        private final TcpSocket socket;
        private final AtomicReference<Thread> thread = new AtomicReference<>();
        private final AtomicInteger inside = new AtomicInteger();

        Echo(TcpSocket socket) {
            this.socket = socket;
        }

        void begin() {
            open.incrementAndGet();
            read();
        }

        private void read() {
            socket.readChunkAsync(4096, event -> serially(() -> answer(event)));
        }

        private void answer(IoEvent event) {
            if (event.failure().isPresent()) {
                round.tally().broken("a read failed: " + event.failure().get());
            } else if (event.bytesProcessed() < 0) {
                socket.close();
            } else {
                Buffer bytes = event.buffer();
                socket.writeAsync(bytes, 0, event.bytesProcessed(), written -> serially(this::read));
            }
        }

        private void serially(Runnable callback) {
            Thread now = Thread.currentThread();
            Thread first = thread.compareAndExchange(null, now);
            if (inside.incrementAndGet() != 1 || !(first == null || first == now)) {
                round.tally().broken("callbacks of one socket on " + first + " and " + now);
            }
            callback.run();
            inside.decrementAndGet();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.reliability.race;

import io.tisocket.conformance.PeerListener;
import io.tisocket.reliability.trial.Round;
import io.tisocket.socket.SocketLoop;
import io.tisocket.socket.SocketState;
import io.tisocket.socket.TcpSocket;
import io.tisocket.stream.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** A loop closed by another thread while its sockets connect, listen, read and write. Rule J4, invariant 6. */
final class LoopEnd {

    private static final int CONNECTIONS = 20;

    private LoopEnd() {}

    static void once(Round round) throws Exception {
        PeerListener silent = round.watch(PeerListener.openNarrow());
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger reported = new AtomicInteger();
        List<TcpSocket> sockets = new ArrayList<>();
        SocketLoop loop = SocketLoop.start("to-be-closed");
        round.watch(loop);
        loop.onUncaught(thrown -> round.tally().broken("uncaught: " + thrown));
        for (int i = 0; i < CONNECTIONS; i++) {
            TcpSocket socket = loop.createTcp().host("127.0.0.1").port(silent.port());
            sockets.add(socket);
            socket.onConnected(event -> {
                begun.addAndGet(2);
                socket.readChunkAsync(10, read -> reported.incrementAndGet());
                socket.writeAsync(Buffer.allocate(1 << 20), 0, 1 << 20, written -> reported.incrementAndGet());
            });
            socket.connect();
        }
        TcpSocket listener = loop.createTcp().host("127.0.0.1");
        sockets.add(listener);
        listener.listen();
        listener.accept();
        loop.schedule(Duration.ofHours(1), () -> round.tally().broken("a timer of a closed loop ran"));

        Duel.between(round, loop::close, () -> use(round, loop));

        round.expect("reports", reported.get(), begun.get());
        for (TcpSocket socket : sockets) {
            round.expect("closed or never begun", isOver(socket.state()), true);
        }
    }

    /** Blocks on the loop until that is closed. */
    private static void use(Round round, SocketLoop loop) {
        CompletableFuture<Void> used = new CompletableFuture<>();
        try {
            TcpSocket late = loop.createTcp().host("127.0.0.1");
            late.listen();
            late.close();
            used.complete(null);
        } catch (java.io.IOException | IllegalStateException closed) {
            // Either way it has not blocked for ever.
            used.complete(null);
        } catch (java.util.concurrent.RejectedExecutionException closed) {
            used.complete(null);
        }
        round.expect("the other thread", used.isDone(), true);
    }

    private static boolean isOver(SocketState state) {
        return state == SocketState.CLOSED || state == SocketState.INITIALIZED || state == SocketState.ERROR;
    }
}

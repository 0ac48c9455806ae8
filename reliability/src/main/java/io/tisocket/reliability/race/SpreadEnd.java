// SPDX-License-Identifier: Apache-2.0
package io.tisocket.reliability.race;

import io.tisocket.conformance.ScriptedPeer;
import io.tisocket.conformance.Seen;
import io.tisocket.reliability.trial.Round;
import io.tisocket.socket.AcceptOptions;
import io.tisocket.socket.SocketLoop;
import io.tisocket.socket.TcpSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;

/** The loop of a listener, or the one that its connections go to, closed while they come, wait and are handed over. Rule A6. */
final class SpreadEnd {

    private static final int CONNECTIONS = 25;

    private SpreadEnd() {}

    static void once(Round round) throws Exception {
        SocketLoop front = round.watch(SocketLoop.start("front"));
        SocketLoop back = round.watch(SocketLoop.start("back"));
        front.onUncaught(thrown -> round.tally().broken("uncaught: " + thrown));
        back.onUncaught(thrown -> round.tally().broken("uncaught: " + thrown));
        SocketLoop victim = round.random().nextBoolean() ? front : back;
        TcpSocket listener = front.createTcp().host("127.0.0.1").listenQueueSize(1024);
        listener.onAccepted(event -> acceptIfOpen(listener, back));
        listener.listen();
        int port = listener.port();
        acceptIfOpen(listener, back);
        List<ScriptedPeer> peers = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            peers.add(round.watch(ScriptedPeer.connectTo(port)));
        }

        Duel.between(round, victim::close, () -> acceptIfOpen(listener, back));
        front.close();
        back.close();

        for (ScriptedPeer peer : peers) {
            // Whoever had it: it has ended, and nobody has forgotten it.
            round.expectOneOf("the end of a connection", peer.readToEnd().end(), Set.of(Seen.End.RESET, Seen.End.EOF));
        }
    }

    private static void acceptIfOpen(TcpSocket listener, SocketLoop loop) {
        try {
            listener.accept(AcceptOptions.NONE.withLoop(loop));
        } catch (RejectedExecutionException | IllegalStateException closed) {
            // The loop of either has been closed in between.
            listener.attachment(closed);
        }
    }
}

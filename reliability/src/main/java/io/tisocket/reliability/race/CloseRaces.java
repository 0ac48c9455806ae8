// SPDX-License-Identifier: Apache-2.0
package io.tisocket.reliability.race;

import io.tisocket.conformance.PeerListener;
import io.tisocket.conformance.ScriptedPeer;
import io.tisocket.conformance.Seen;
import io.tisocket.reliability.trial.Completion;
import io.tisocket.reliability.trial.Pattern;
import io.tisocket.reliability.trial.Round;
import io.tisocket.reliability.trial.Watched;
import io.tisocket.socket.AcceptOptions;
import io.tisocket.socket.SocketState;
import io.tisocket.stream.IoEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** The end of a socket on one thread while another uses it. Rules L9, X2 to X6. */
final class CloseRaces {

    private static final int WRITES = 20;
    private static final int WRITE_BYTES = 3000;

    private CloseRaces() {}

    static void connect(Round round) throws Exception {
        PeerListener listener = round.watch(PeerListener.open());
        Watched socket = round.socket();
        socket.raw().host("127.0.0.1").port(listener.port());

        Duel.Outcome outcome = Duel.between(round, socket::connectAgain, socket.raw()::close);

        round.expect("connect()", outcome.first(), true);
        if (outcome.second()) {
            round.expect("the state after close()", socket.raw().state(), SocketState.CLOSED);
        } else {
            socket.awaitConnected();
            round.expect("the state after connect()", socket.raw().state(), SocketState.CONNECTED);
        }
    }

    static void abortConnect(Round round) throws Exception {
        PeerListener listener = round.watch(PeerListener.open());
        Watched socket = round.socket();
        socket.raw().host("127.0.0.1").port(listener.port());

        Duel.Outcome outcome = Duel.between(round, socket::connectAgain, socket.raw()::abort);

        round.expect("connect()", outcome.first(), true);
        if (socket.raw().state() == SocketState.CLOSED) {
            // Nothing is called any more for what was dropped, and the socket can be used again.
            AtomicInteger calls = new AtomicInteger();
            CompletableFuture<Void> again = new CompletableFuture<>();
            socket.raw().onConnected(event -> {
                calls.incrementAndGet();
                again.complete(null);
            });
            round.turn();
            socket.connectAgain();
            round.await("connect() after abort()", again);
            round.turn();
            round.expect("calls of connected", calls.get(), 1);
        } else {
            socket.awaitConnected();
        }
    }

    static void accept(Round round) throws Exception {
        Watched listener = round.socket();
        ScriptedPeer peer = round.watch(ScriptedPeer.connectTo(listener.listen()));
        CompletableFuture<Watched> inbound = listener.firstAccepted();

        Duel.Outcome outcome =
                Duel.between(round, () -> listener.raw().accept(AcceptOptions.NONE), listener.raw()::close);

        round.expect("close()", outcome.second(), true);
        round.expect("the state", listener.raw().state(), SocketState.CLOSED);
        round.turn();
        if (inbound.isDone()) {
            round.expect("accept(), since one was accepted", outcome.first(), true);
            // Taken once, and not lost.
            Completion write = inbound.join().write(new byte[] {7});
            round.expect("the write to the peer", write.outcome(), "success");
            round.expect("what the peer hears", peer.read(1).bytes().length, 1);
        } else {
            round.expect("what the peer hears", peer.readToEnd().end(), Seen.End.RESET);
        }
    }

    static void read(Round round) throws Exception {
        PeerListener listener = round.watch(PeerListener.open());
        Watched socket = round.socket().connect(listener.port());
        ScriptedPeer peer = round.watch(listener.accept());
        Completion read = socket.read(1000);

        Duel.between(round, () -> peer.send(new byte[500]), socket.raw()::close);

        IoEvent event = read.await();
        if (event.failure().isEmpty()) {
            round.expectWithin("bytes read", event.bytesProcessed(), 1, 500);
        }
        round.expect("the state", socket.raw().state(), SocketState.CLOSED);
    }

    static void write(Round round) throws Exception {
        PeerListener listener = round.watch(PeerListener.open());
        Watched socket = round.socket().connect(listener.port());
        CompletableFuture<Seen> seen = round.watch(listener.accept()).readToEndMeanwhile();
        Pattern pattern = new Pattern(round.random().nextLong());
        List<Completion> writes = new ArrayList<>();

        Duel.between(
                round,
                () -> {
                    for (int i = 0; i < WRITES; i++) {
                        writes.add(socket.write(pattern.bytes((long) i * WRITE_BYTES, WRITE_BYTES)));
                    }
                },
                socket.raw()::close);

        long written = 0;
        boolean refused = false;
        for (Completion write : writes) {
            boolean success = write.outcome().equals("success");
            round.expect("a write after one that failed", success && refused, false);
            refused |= !success;
            written += success ? WRITE_BYTES : 0;
        }
        Seen all = round.await("the peer's end", seen);
        round.expect("the peer's end", all.end(), Seen.End.EOF);
        round.tally().lost(written - all.bytes().length, "bytes written before close()");
        round.tally().lost(pattern.wrong(0, all.bytes(), all.bytes().length), "bytes that differ");
    }

    static void close(Round round) throws Exception {
        PeerListener listener = round.watch(PeerListener.open());
        Watched socket = round.socket().connect(listener.port());
        round.watch(listener.accept());

        Duel.Outcome outcome = Duel.between(round, socket.raw()::close, socket.raw()::close);

        round.expect("one close() and one misuse", outcome.first() ^ outcome.second(), true);
        round.turn();
        round.expect("closed", socket.hasEnded(), true);
        round.expect("the state", socket.raw().state(), SocketState.CLOSED);
    }
}

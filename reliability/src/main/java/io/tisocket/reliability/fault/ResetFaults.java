// SPDX-License-Identifier: Apache-2.0
package io.tisocket.reliability.fault;

import io.tisocket.conformance.PeerListener;
import io.tisocket.conformance.ScriptedPeer;
import io.tisocket.reliability.trial.Completion;
import io.tisocket.reliability.trial.Kernel;
import io.tisocket.reliability.trial.Pattern;
import io.tisocket.reliability.trial.Reading;
import io.tisocket.reliability.trial.Round;
import io.tisocket.reliability.trial.Trial;
import io.tisocket.reliability.trial.Watched;
import io.tisocket.socket.AcceptOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Peers that reset the connection while something is under way. Rules E1, E3, L10. */
public final class ResetFaults {

    /** All trials of this kind. */
    public static final List<Trial> ALL = List.of(
            new Trial("reset while a read waits", 20, 1000, ResetFaults::midRead),
            new Trial("reset with bytes on the way, read afterwards", 20, 500, ResetFaults::afterBytes),
            new Trial("reset behind more than is read ahead", 3, 50, ResetFaults::behindReadAhead),
            new Trial("reset while writes wait", 10, 500, ResetFaults::midWrite),
            new Trial("write to a peer that has closed, its answer unread", 20, 500, ResetFaults::closedUnread),
            new Trial("write to a peer that has reset, its answer unread", 20, 500, ResetFaults::resetUnread),
            new Trial("reset while it waits to be accepted", 20, 1000, ResetFaults::whileQueued),
            new Trial("connect again within the completion that failed", 20, 1000, ResetFaults::connectAgain));

    /** What Linux says of a peer that is gone: ECONNRESET once, to whoever asks first, then EPIPE. */
    private static final Set<String> GONE = Set.of("ECONNRESET", "EPIPE");

    private static final Set<String> GONE_OR_NOT_YET = Set.of("ECONNRESET", "EPIPE", "success");

    private ResetFaults() {}

    private static void midRead(Round round) throws Exception {
        PeerListener listener = round.watch(PeerListener.open());
        Watched socket = round.socket().connect(listener.port());
        ScriptedPeer peer = round.watch(listener.accept());
        Completion read = socket.read(100);

        peer.reset();

        round.expect("the read", read.outcome(), "ECONNRESET");
        round.expect("error", socket.awaitError(), "ECONNRESET");
    }

    private static void afterBytes(Round round) throws Exception {
        int length = 1 + round.random().nextInt(200_000);
        Pattern pattern = new Pattern(round.random().nextLong());
        PeerListener listener = round.watch(PeerListener.open());
        Watched socket = round.socket().connect(listener.port());
        ScriptedPeer peer = round.watch(listener.accept());

        peer.send(pattern.bytes(0, length));
        // What is not acknowledged is lost on the side of the peer, whose reset drops it.
        round.awaitUntil("acknowledged", () -> Kernel.unacknowledged(listener.port(), peer.remotePort()) == 0);
        peer.reset();

        Reading reading = socket.readToEnd(pattern);
        round.expect("the end", reading.awaitEnd(), "ECONNRESET");
        round.tally().lost(length - reading.count(), "bytes before the reset");
        round.expect("error", socket.awaitError(), "ECONNRESET");
    }

    /** Nobody reads before the reset: the reading ahead has stopped, and the rest is with the kernel. */
    private static void behindReadAhead(Round round) throws Exception {
        int length = 300_000;
        Pattern pattern = new Pattern(round.random().nextLong());
        PeerListener listener = round.watch(PeerListener.open());
        Watched socket = round.socket().connect(listener.port());
        ScriptedPeer peer = round.watch(listener.accept());

        peer.send(pattern.bytes(0, length));
        round.awaitUntil("acknowledged", () -> Kernel.unacknowledged(listener.port(), peer.remotePort()) == 0);
        peer.reset();

        Reading reading = socket.readToEnd(pattern);
        round.expect("the end", reading.awaitEnd(), "ECONNRESET");
        round.tally().lost(length - reading.count(), "bytes before the reset");
    }

    /** It ends with bytes of ours unread, so its system answers with a reset: the answer is whole and has an end before. */
    private static void closedUnread(Round round) throws Exception {
        writeToTheGone(round, ScriptedPeer::close, Set.of("end", "ECONNRESET", "EPIPE"));
    }

    /** What came before a reset is kept, but it has no end: nobody may take it for the whole. */
    private static void resetUnread(Round round) throws Exception {
        writeToTheGone(round, ScriptedPeer::reset, GONE);
    }

    private static void writeToTheGone(Round round, Consumer<ScriptedPeer> leave, Set<String> ends) throws Exception {
        int length = 1 + round.random().nextInt(60_000);
        Pattern answer = new Pattern(round.random().nextLong());
        PeerListener listener = round.watch(PeerListener.open());
        Watched socket = round.socket().connect(listener.port());
        ScriptedPeer peer = round.watch(listener.accept());
        socket.write(new byte[1000]).await();
        peer.send(answer.bytes(0, length));
        round.awaitUntil("acknowledged", () -> Kernel.unacknowledged(listener.port(), peer.remotePort()) == 0);
        leave.accept(peer);

        List<Completion> writes = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            writes.add(socket.write(new byte[1000]));
        }

        Reading reading = socket.readToEnd(answer);
        round.expectOneOf("the end", reading.awaitEnd(), ends);
        round.tally().lost(length - reading.count(), "bytes of the answer");
        for (Completion write : writes) {
            round.expectOneOf("a write", write.outcome(), GONE_OR_NOT_YET);
        }
        round.expectOneOf("the last write", writes.get(4).outcome(), GONE);
        round.expectOneOf("error", socket.awaitError(), GONE);
    }

    private static void whileQueued(Round round) throws Exception {
        Watched listener = round.socket();
        int port = listener.listen();
        for (int i = 0; i < 5; i++) {
            ScriptedPeer.connectTo(port).reset();
        }
        ScriptedPeer last = round.watch(ScriptedPeer.connectTo(port));

        // Who has reset is passed over, or is accepted and then fails; the last is served in any case.
        for (int i = 0; i < 6; i++) {
            Watched inbound = listener.accept(AcceptOptions.NONE);
            if (inbound.raw().port() == last.localPort()) {
                inbound.write(new byte[] {1});
                round.expect("what the last one gets", last.read(1).bytes().length, 1);
                return;
            }
        }
        round.tally().broken("the last in the queue was not accepted");
    }

    /** The error of the old connection is still told, once, and before the success of the new one. Rules E1, E3, L10. */
    private static void connectAgain(Round round) throws Exception {
        PeerListener listener = round.watch(PeerListener.open());
        Watched socket = round.socket().connect(listener.port());
        ScriptedPeer peer = round.watch(listener.accept());
        CompletableFuture<String> order = new CompletableFuture<>();
        StringBuffer events = new StringBuffer();
        socket.raw().onError(event -> events.append("error "));
        socket.raw().onConnected(event -> {
            events.append("connected");
            order.complete(events.toString());
        });
        socket.raw().readChunkAsync(10, event -> {
            events.append("read ");
            socket.raw().connect();
        });

        peer.reset();

        round.expect("what is told", round.await("connect", order), "read error connected");
        round.watch(listener.accept());
    }

    private static void midWrite(Round round) throws Exception {
        PeerListener listener = round.watch(PeerListener.openNarrow());
        Watched socket = round.socket().connect(listener.port());
        ScriptedPeer peer = round.watch(listener.accept());
        List<Completion> writes = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            writes.add(socket.write(new byte[1 << 20]));
        }
        peer.read(1 + round.random().nextInt(100_000));

        peer.reset();

        round.expect("the last write", writes.get(19).outcome(), "ECONNRESET");
        for (Completion write : writes) {
            write.await();
        }
        round.expect("error", socket.awaitError(), "ECONNRESET");
    }
}

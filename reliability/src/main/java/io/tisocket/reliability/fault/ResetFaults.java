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
import java.util.ArrayList;
import java.util.List;

/** Peers that reset the connection while something is under way. Rules E1, E3, L10. */
public final class ResetFaults {

    /** All trials of this kind. */
    public static final List<Trial> ALL = List.of(
            new Trial("reset while a read waits", 20, 2000, ResetFaults::midRead),
            new Trial("reset with bytes on the way, read afterwards", 20, 2000, ResetFaults::afterBytes),
            new Trial("reset while writes wait", 10, 500, ResetFaults::midWrite));

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

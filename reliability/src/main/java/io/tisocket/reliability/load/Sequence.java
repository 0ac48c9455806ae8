// SPDX-License-Identifier: Apache-2.0
package io.tisocket.reliability.load;

import io.tisocket.conformance.ScriptedPeer;
import io.tisocket.conformance.Seen;
import io.tisocket.reliability.trial.Descriptors;
import io.tisocket.reliability.trial.Memory;
import io.tisocket.reliability.trial.Round;
import java.util.Arrays;

/** One connection after another, each with a message and its echo, ended by either side or by a reset. Rules X3, S2. */
final class Sequence {

    /** How many connections a round makes. */
    static final int LENGTH = 1000;

    private static final int WARM_ROUNDS = 3;

    private Sequence() {}

    static void once(Round round) throws Exception {
        EchoServer server = EchoServer.openObedient(round);
        int descriptors = Descriptors.count();
        for (int i = 0; i < LENGTH; i++) {
            connection(round, server.port());
        }
        round.tally().tried(LENGTH - 1);
        round.awaitUntil("descriptors as before", () -> Descriptors.count() <= descriptors);
        round.tally().steady("descriptors", Descriptors.count(), WARM_ROUNDS, 0);
        round.tally().steady("threads", Thread.activeCount(), WARM_ROUNDS, 0);
        round.tally().steady("heap after collection, KiB", Memory.usedKibibytes(), WARM_ROUNDS, 1024);
    }

    private static void connection(Round round, int port) {
        byte[] message = new byte[64];
        round.random().nextBytes(message);
        int end = round.random().nextInt(3);
        message[0] = end == 0 ? EchoServer.HANG_UP : 0;
        try (ScriptedPeer peer = ScriptedPeer.connectTo(port)) {
            Seen echo = peer.send(message).read(message.length);
            if (!Arrays.equals(echo.bytes(), message)) {
                round.tally().lost(message.length - echo.bytes().length, "echo");
                round.expect("the echo", Arrays.toString(echo.bytes()), Arrays.toString(message));
            }
            if (end == 0) {
                round.expect("the server's end", peer.readToEnd().end(), Seen.End.EOF);
            } else if (end == 1) {
                peer.reset();
            }
        }
    }
}

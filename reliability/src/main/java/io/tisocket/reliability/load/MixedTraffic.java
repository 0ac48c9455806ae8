// SPDX-License-Identifier: Apache-2.0
package io.tisocket.reliability.load;

import io.tisocket.reliability.trial.Descriptors;
import io.tisocket.reliability.trial.Memory;
import io.tisocket.reliability.trial.Round;
import io.tisocket.socket.SocketLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Clients of ours and a server of ours, on two loops, that do everything at once for a while. */
final class MixedTraffic {

    private static final Duration WHILE = Duration.ofSeconds(3);
    private static final int AT_ONCE = 50;
    private static final int WARM_ROUNDS = 3;

    private MixedTraffic() {}

    static void once(Round round) throws Exception {
        EchoServer server = EchoServer.open(round);
        long until = System.nanoTime() + WHILE.toNanos();
        long sessions = 0;
        long bytes = 0;
        try (SocketLoop loop = SocketLoop.start("clients")) {
            loop.onUncaught(thrown -> round.tally().broken("uncaught: " + thrown));
            List<Sessions> all = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                Sessions next = new Sessions(
                        round, loop, server.port(), until, round.random().nextLong());
                all.add(next);
                loop.execute(next::begin);
            }
            for (Sessions one : all) {
                round.await("a session", one.over(), WHILE.plus(Round.PATIENCE));
                sessions += one.count();
                bytes += one.bytes();
            }
        }
        round.tally().tried(sessions - 1);
        round.tally().figure("sessions", (double) sessions);
        round.tally().figure("MiB echoed", (double) (bytes >> 20));
        round.tally().steady("threads", Thread::activeCount, WARM_ROUNDS);
        round.tally().steady("descriptors", Descriptors::settled, WARM_ROUNDS);
        round.tally().steady("heap after collection, KiB", Memory.usedKibibytes(), WARM_ROUNDS, 1024);
    }
}

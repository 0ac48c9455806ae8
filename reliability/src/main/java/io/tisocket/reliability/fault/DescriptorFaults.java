// SPDX-License-Identifier: Apache-2.0
package io.tisocket.reliability.fault;

import io.tisocket.conformance.ScriptedPeer;
import io.tisocket.reliability.trial.Round;
import io.tisocket.reliability.trial.Surroundings;
import io.tisocket.reliability.trial.Trial;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Systems that have no descriptor left. Rule N7. */
public final class DescriptorFaults {

    /** All trials of this kind. */
    public static final List<Trial> ALL = List.of(
            new Trial(
                    "no descriptor left when a server first accepts (EMFILE)", 1, 10, DescriptorFaults::processIsFull),
            new Trial("accept() fails with ENFILE, ENOMEM, ENOBUFS, then works", 1, 5, DescriptorFaults::acceptFails));

    /** HotSpot raises the soft limit to the hard one, so it has to be the hard one. */
    private static final List<String> FEW = List.of("sh", "-c", "ulimit -n 80; exec \"$@\"", "sh");

    private static final int CLIENTS = 200;
    private static final Duration MEASURED = Duration.ofSeconds(2);

    private DescriptorFaults() {}

    private static void processIsFull(Round round) throws Exception {
        ServerProcess server = round.watch(ServerProcess.start(FEW, "hoard"));
        int port = server.awaitNumber(round, "port ");
        server.await(round, "full ");
        for (int i = 0; i < CLIENTS; i++) {
            round.watch(ScriptedPeer.connectTo(port));
        }
        server.await(round, "EMFILE");

        double before = server.cpuSeconds();
        long start = System.nanoTime();
        // A time that is measured over, not waited for: nothing is to happen in it.
        LockSupport.parkNanos(MEASURED.toNanos());
        double percent = 100 * (server.cpuSeconds() - before) / ((System.nanoTime() - start) / 1e9);
        round.tally().figure("CPU % meanwhile", percent);
        round.expectWithin("CPU % while there is no descriptor", percent, 0, 5);

        server.say("free");
        long freed = System.nanoTime();
        server.await(round, "accepted 1");
        double first = (System.nanoTime() - freed) / 1e6;
        server.await(round, "accepted " + CLIENTS);
        round.tally().tried(CLIENTS - 1);
        round.tally().figure("accepting again after ms", first);
        round.expectWithin("milliseconds until it accepts again", first, 0, 1000);
    }

    /** The errors are put in place of the system's answers, by strace: a machine cannot be filled up for a test. */
    private static void acceptFails(Round round) throws Exception {
        for (String error : List.of("ENFILE", "ENOMEM", "ENOBUFS")) {
            List<String> tracer = List.of(
                    "strace",
                    "-f",
                    "-qq",
                    "-o",
                    "/dev/null",
                    "-e",
                    "trace=accept4,accept",
                    "-e",
                    "inject=accept4,accept:error=" + error + ":when=1..5");
            if (!new Surroundings(tracer).missing().isEmpty()) {
                round.tally().skip("strace: " + new Surroundings(tracer).missing());
                return;
            }
            ServerProcess server = round.watch(ServerProcess.start(tracer));
            int port = server.awaitNumber(round, "port ");
            long start = System.nanoTime();
            round.watch(ScriptedPeer.connectTo(port));
            server.await(round, error);
            server.await(round, "accepted 1");
            double millis = (System.nanoTime() - start) / 1e6;
            round.tally().figure("five failures, ms", millis);
            round.expectWithin("milliseconds for five failures with a pause after each", millis, 400, 5000);
            round.tally().tried(1);
        }
        round.tally().tried(-1);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.reliability.load;

import io.tisocket.conformance.ScriptedPeer;
import io.tisocket.conformance.Seen;
import io.tisocket.reliability.trial.Completion;
import io.tisocket.reliability.trial.Memory;
import io.tisocket.reliability.trial.Pattern;
import io.tisocket.reliability.trial.Round;
import io.tisocket.reliability.trial.Watched;
import io.tisocket.socket.AcceptOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Peers that do not read what is written to them must not hold up one that does, nor cost more than what waits for them. */
final class SlowReaders {

    private static final int SLOW = 1000;
    private static final int BYTES = 256 * 1024;
    private static final int ECHOES = 2000;
    /** What all connections together may need beside what waits for them. */
    private static final long SLACK_MIB = 64;
    /** Far more than a fast one needs beside a thousand idle ones, and far less than to look after each of them. */
    private static final double MOST_MILLIS = 20;

    private SlowReaders() {}

    static void once(Round round) throws Exception {
        Pattern pattern = new Pattern(round.random().nextLong());
        Watched listener = round.socket();
        int port = listener.listen();
        EchoServer server = EchoServer.open(round);
        byte[] bytes = pattern.bytes(0, BYTES);
        double before = Memory.residentKibibytes();
        List<ScriptedPeer> peers = new ArrayList<>();
        List<Completion> writes = new ArrayList<>();
        long waiting = 0;
        for (int i = 0; i < SLOW; i++) {
            peers.add(round.watch(ScriptedPeer.connectNarrowTo(port)));
            Watched slow = listener.accept(AcceptOptions.NONE);
            writes.add(slow.write(bytes));
            waiting += slow.raw().counters().pendingBytes();
        }
        round.expectWithin("bytes that wait", (double) waiting, 1, (double) SLOW * BYTES);
        round.tally().figure("MiB that wait", (double) (waiting >> 20));
        double grown = (Memory.residentKibibytes() - before) / 1024.0;
        round.tally().figure("growth of RSS, MiB", grown);
        round.expectWithin("growth of RSS, MiB", grown, -4096, (double) (waiting >> 20) + SLACK_MIB);
        echoes(round, server.port());
        for (int i = 0; i < SLOW; i++) {
            Seen seen = peers.get(i).read(BYTES);
            round.tally().lost(BYTES - seen.bytes().length, "bytes to a slow reader");
            round.tally().lost(pattern.wrong(0, seen.bytes(), seen.bytes().length), "bytes that differ");
            round.expect("the write to a slow reader", writes.get(i).outcome(), "success");
        }
    }

    /** The fast one, with its latencies. */
    private static void echoes(Round round, int port) {
        byte[] message = new byte[64];
        long[] nanos = new long[ECHOES];
        try (ScriptedPeer fast = ScriptedPeer.connectTo(port)) {
            for (int i = 0; i < ECHOES; i++) {
                round.random().nextBytes(message);
                long began = System.nanoTime();
                Seen echo = fast.send(message).read(message.length);
                nanos[i] = System.nanoTime() - began;
                if (!Arrays.equals(echo.bytes(), message)) {
                    round.tally().lost(message.length, "echo of the fast one");
                }
            }
        }
        Arrays.sort(nanos);
        double p99 = nanos[ECHOES * 99 / 100] / 1e6;
        round.tally().figure("the fast one's p99, ms", p99);
        round.expectWithin("the fast one's p99, ms", p99, 0, MOST_MILLIS);
    }
}

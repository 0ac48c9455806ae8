// SPDX-License-Identifier: Apache-2.0
package io.tisocket.bench.run;

import java.io.PrintStream;
import java.util.Locale;

/** Tells on stderr how far it has come. */
final class Progress {

    private final PrintStream out = System.err;
    private final int steps;
    private final long began = System.nanoTime();
    private int done;

    Progress(int steps) {
        this.steps = steps;
    }

    void say(String text) {
        out.println("bench: " + text);
    }

    void step(int round, Workload workload, Peer peer, String outcome) {
        done++;
        double passed = (System.nanoTime() - began) / 1e9;
        double left = passed / done * (steps - done) / 60;
        out.println(String.format(
                Locale.ROOT,
                "[%3d/%d, about %.0f min left] round %d  %-9s %-23s %s",
                done,
                steps,
                Math.ceil(left),
                round,
                workload.id(),
                peer.id(),
                outcome));
    }
}

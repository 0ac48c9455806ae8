// SPDX-License-Identifier: Apache-2.0
package io.tisocket.bench.run;

import io.tisocket.bench.server.Mode;

/**
 * How long things take, in seconds.
 *
 * @param fresh the most load of each kind on a server that was just started
 * @param warmup load before each measurement
 * @param twice whether a server's turn comes once more in each round, in reverse order; not seconds
 * @param measured the measurement of a rate in one turn; that of a latency, whose last percents are rare, takes twice as long
 * @param rest churn and rest before an idle crowd comes
 * @param starts how many processes are started one after another for one measurement; not seconds
 */
record Timing(double fresh, double warmup, boolean twice, double measured, double rest, int starts) {

    /** How long a server that was just started runs before it is looked at again. */
    static final double LOOK = 0.5;

    /** After so many looks in a row that were not faster than the best before, a server is warm. */
    static final int NO_FASTER = 4;

    /** What counts as faster: the ratio of two rates. */
    static final double FASTER = 1.02;

    /** A server whose compiler takes more of a core than this is not warm yet. */
    static final double COMPILES = 0.2;

    static Timing of(boolean quick) {
        return quick ? new Timing(0.5, 0.1, false, 0.4, 0.3, 3) : new Timing(30, 0.2, true, 0.5, 2, 10);
    }

    /** Returns about how many seconds one server takes to be started and warmed up in {@code mode}. */
    double aboutToWarmUp(Mode mode) {
        return 1 + 0.25 * fresh * Loads.warmingUp(mode).size();
    }

    /** Returns about how many seconds one server takes for one turn under {@code workload}. */
    double aboutToRun(Workload workload) {
        return switch (workload) {
            case IDLE -> 3 * rest + 3;
            case START -> 0.6 * starts;
            default -> warmup + measured(workload) + 0.2;
        };
    }

    double measured(Workload workload) {
        return workload.metrics.get(0).higherIsBetter ? measured : 2 * measured;
    }
}

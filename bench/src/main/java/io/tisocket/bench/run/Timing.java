// SPDX-License-Identifier: Apache-2.0
package io.tisocket.bench.run;

/**
 * How long things take, in seconds.
 *
 * @param fresh the most load of each kind on a server that was just started, in runs of a second
 * @param warmup load before each measurement
 * @param measured the measurement
 * @param starts how many processes are started one after another for one measurement; not seconds
 */
record Timing(int fresh, double warmup, double measured, int starts) {

    /** After so many seconds in a row that were not faster than the best before, a server is warm. */
    static final int NO_FASTER = 4;

    /** What counts as faster: the ratio of two rates. */
    static final double FASTER = 1.02;

    static Timing of(boolean quick) {
        return quick ? new Timing(1, 0.1, 0.6, 3) : new Timing(20, 0.3, 1.7, 10);
    }
}

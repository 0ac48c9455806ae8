// SPDX-License-Identifier: Apache-2.0
package io.tisocket.bench.run;

/**
 * How long things take, in seconds.
 *
 * @param fresh load on a server that was just started, before anything is measured
 * @param warmup load before each measurement
 * @param measured the measurement
 * @param starts how many processes are started one after another for one measurement; not seconds
 */
record Timing(double fresh, double warmup, double measured, int starts) {

    static Timing of(boolean quick) {
        return quick ? new Timing(1.0, 0.1, 0.6, 3) : new Timing(4.0, 0.3, 1.7, 10);
    }
}

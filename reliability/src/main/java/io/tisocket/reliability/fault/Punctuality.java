// SPDX-License-Identifier: Apache-2.0
package io.tisocket.reliability.fault;

import io.tisocket.reliability.trial.Round;
import io.tisocket.reliability.trial.Watched;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** How late time-outs are: never early, and within 50 ms; the best of five counts, since a busy machine delays anybody. */
final class Punctuality {

    /** How many time-outs are awaited at once. */
    static final int AT_ONCE = 5;

    private static final int GOES = 3;
    private static final double MILLIS = 50;

    private Punctuality() {}

    /** Returns the time-out of the one with {@code number}; they are apart, so as not to delay each other. */
    static Duration timeout(int number) {
        return Duration.ofMillis(200 + 70L * number);
    }

    static double millisLate(long startNanos, Duration timeout) {
        return (System.nanoTime() - startNanos - timeout.toNanos()) / 1e6;
    }

    /** Has {@code five} begun, up to three times, until one of them was on time. */
    static void expect(Round round, Callable<List<CompletableFuture<Double>>> five) throws Exception {
        double best = Double.MAX_VALUE;
        for (int go = 0; go < GOES && best > MILLIS; go++) {
            for (CompletableFuture<Double> late : five.call()) {
                double millis = round.await("the time-out", late);
                round.tally().figure("late by ms", millis);
                round.tally().tried(1);
                round.expectWithin("milliseconds after the time-out", millis, 0, 1e3 * Round.PATIENCE.toSeconds());
                best = Math.min(best, millis);
            }
        }
        round.tally().tried(-1);
        round.expectWithin("milliseconds after the time-out, the best of five", best, 0, MILLIS);
    }

    /** Begins to connect to who does not answer; returns by how much the time-out will be late. */
    static CompletableFuture<Double> connectTimesOut(Round round, String host, int port, Duration timeout) {
        Watched socket = round.socket();
        long start = System.nanoTime();
        CompletableFuture<Double> late = socket.failed().thenApply(event -> {
            round.expect("the error", event.code().name(), "ETIMEDOUT");
            return millisLate(start, timeout);
        });
        socket.connect(host, port, timeout);
        return late;
    }

    /** Does {@code once} up to three times, until the milliseconds that it returns are within the limits; never less. */
    static void expectOnce(Round round, String what, double least, double most, Callable<Double> once)
            throws Exception {
        double best = Double.MAX_VALUE;
        for (int go = 0; go < GOES && best > most; go++) {
            double millis = once.call();
            round.tally().figure(what, millis);
            best = Math.min(best, millis);
        }
        round.expectWithin(what + ", the best of three", best, least, most);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Random sequences of calls against an independent reference. {@code -Dtisocket.model.histories=1000000} makes that many,
 * {@code -Dtisocket.model.seed=17} begins with that seed.
 */
class LifecycleModelTest {

    private static final int STEPS = 50;

    @Test
    @DisplayName(
            "L1 to L8, C2 to C6, N2, N3, A1 to A5, X1 to X6, E1 to E3, I1, J1: in every state, every call answers, "
                    + "leads and calls back as the rules say, from callbacks and other threads too")
    void randomCallsFollowTheRules() {
        long first = Long.getLong("tisocket.model.seed", System.nanoTime() & 0xFFFF_FFFFL);
        long count = Long.getLong("tisocket.model.histories", 10_000);
        long begin = System.nanoTime();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (long seed = first; seed < first + count; seed++) {
                ModelHistory history = new ModelHistory(seed, threads);
                List<String> violations = history.run(STEPS);
                if (!violations.isEmpty()) {
                    fail("%s%n%s".formatted(String.join("\n", violations), history));
                }
            }
        } finally {
            threads.shutdownNow();
        }
        long millis = (System.nanoTime() - begin) / 1_000_000;
        System.out.printf("%d histories of %d calls from seed %d in %d ms%n", count, STEPS, first, millis);
    }
}

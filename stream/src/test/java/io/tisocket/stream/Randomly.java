// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Runs a test on random input; a failure names the seed, and {@code -Dtisocket.seed} accepts it. */
final class Randomly {

    private Randomly() {}

    static void repeat(int times, Consumer<SplittableRandom> test) {
        Long given = Long.getLong("tisocket.seed");
        for (int i = 0; i < (given == null ? times : 1); i++) {
            long seed = given == null ? System.nanoTime() + i : given;
            try {
                test.accept(new SplittableRandom(seed));
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("failed with -Dtisocket.seed=" + seed, failure);
            }
        }
    }

    static byte[] bytes(SplittableRandom random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}

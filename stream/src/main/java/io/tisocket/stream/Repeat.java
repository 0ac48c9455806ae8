// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Takes one step after the other, each asked for by the one before, without growing the stack when a step completes
 * inside the call that starts it.
 */
final class Repeat implements AutoCloseable {

    private final Runnable step;
    private final AtomicInteger wanted = new AtomicInteger();

    Repeat(Runnable step) {
        this.step = step;
    }

    /** Takes a step: now, or when the one under way has returned. */
    void again() {
        if (wanted.getAndIncrement() > 0) {
            return;
        }
        RuntimeException first = null;
        do {
            try {
                step.run();
            } catch (RuntimeException failure) {
                first = join(first, failure);
            }
        } while (wanted.decrementAndGet() > 0);
        if (first != null) {
            throw first;
        }
    }

    /** Takes a step as {@link #again}: {@code try (repeat)} does so also when its body throws, and joins two failures. */
    @Override
    public void close() {
        again();
    }

    private static RuntimeException join(@Nullable RuntimeException first, RuntimeException next) {
        if (first == null) {
            return next;
        }
        if (first != next) {
            first.addSuppressed(next);
        }
        return first;
    }
}

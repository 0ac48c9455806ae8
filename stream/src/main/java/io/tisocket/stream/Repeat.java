// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Takes one step after the other, each asked for by the one before, without growing the stack when a step completes
 * inside the call that starts it.
 */
final class Repeat {

    private interface Always extends AutoCloseable {
        @Override
        void close();
    }

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

    /** Runs {@code action}, then takes a step even when it throws; what it throws goes on to the caller. */
    @SuppressWarnings("try") // the resource is never used: closing it is the point, and joins two failures
    void after(Runnable action) {
        try (Always next = this::again) {
            action.run();
        }
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

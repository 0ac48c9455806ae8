// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import java.util.ArrayDeque;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The callbacks of a loop that are due, in order, and what becomes of their exceptions. Loop thread only. Rules J1, E5. */
final class CallbackQueue {

    private static final System.Logger LOG = System.getLogger(SocketLoop.class.getName());

    private final ArrayDeque<Runnable> due = new ArrayDeque<>();
    private final Pulse pulse;

    /** Any thread may set it. */
    private volatile Consumer<? super Throwable> uncaught =
            thrown -> LOG.log(System.Logger.Level.ERROR, "a callback threw", thrown);

    CallbackQueue(Pulse pulse) {
        this.pulse = pulse;
    }

    void onUncaught(Consumer<? super Throwable> handler) {
        uncaught = Objects.requireNonNull(handler, "handler");
    }

    boolean isEmpty() {
        return due.isEmpty();
    }

    void add(Runnable callback) {
        due.add(callback);
    }

    /** Adds the report of an operation, which happens even when the loop is closed before its turn. */
    void addCompletion(Runnable report) {
        due.add(new Completion(report));
    }

    /**
     * Runs those that are there now, {@code afterEach} after each, until {@code stopped}.
     *
     * <p>Callbacks that cause callbacks must not keep the network waiting: those have their turn later.
     */
    void run(Runnable afterEach, BooleanSupplier stopped) {
        for (int left = due.size(); left > 0 && !stopped.getAsBoolean(); left--) {
            pulse.callback();
            guard(due.remove());
            afterEach.run();
        }
        pulse.rest();
    }

    /** Makes the reports that are due, and forgets all else. */
    void end() {
        for (Runnable callback : due.toArray(new Runnable[0])) {
            if (callback instanceof Completion) {
                guard(callback);
            }
        }
        due.clear();
    }

    /** Runs {@code step}, and tells the user what it throws. */
    @SuppressWarnings("checkstyle:IllegalCatch") // whatever a callback throws must reach the user and spare the loop
    void guard(Runnable step) {
        try {
            step.run();
        } catch (Throwable thrown) {
            report(thrown);
        }
    }

    @SuppressWarnings("checkstyle:IllegalCatch") // the handler is a callback too
    private void report(Throwable thrown) {
        try {
            uncaught.accept(thrown);
        } catch (Throwable second) {
            second.addSuppressed(thrown);
            // Not to the logger: that may be what has just failed, for instance because no file can be opened.
            second.printStackTrace();
        }
    }

    private record Completion(Runnable report) implements Runnable {
        @Override
        public void run() {
            report.run();
        }
    }
}

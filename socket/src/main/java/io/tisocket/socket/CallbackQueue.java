// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import java.util.ArrayDeque;
import java.util.Objects;
import java.util.function.Consumer;

/** The callbacks of a loop that are due, in order, and what becomes of their exceptions. Loop thread only. Rules J1, E5. */
final class CallbackQueue {

    private static final System.Logger LOG = System.getLogger(SocketLoop.class.getName());

    /** So many reports may follow from others when the loop ends: who asks again whenever it has failed has to stop. */
    private static final int FURTHER = 1000;

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

    /** Returns how many are due now. */
    int size() {
        return due.size();
    }

    void add(Runnable callback) {
        due.add(callback);
    }

    /** Runs the first. */
    void runNext() {
        pulse.callback();
        guard(due.remove());
    }

    /** Makes the reports that are due, and those of what they ask for in turn, and forgets all else. */
    void end() {
        for (int left = due.size() + FURTHER; left > 0 && !due.isEmpty(); left--) {
            Runnable callback = due.remove();
            if (callback instanceof Report) {
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
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Between its creation and {@link #scriptEnded()}, a signal that ends the process first stops the script and gives it a moment
 * to close its sockets. The signal still decides the exit code, as shells expect: 130 for an interrupt, 143 for a
 * termination.
 */
final class Interruption {
    /** Below the second that a person waits without wondering. */
    private static final Duration PATIENCE = Duration.ofMillis(700);

    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook;

    private Interruption(Runnable stop) {
        hook = new Thread(() -> stopAndWait(stop), "tisocket-interruption");
    }

    static Interruption stopping(Runnable stop) {
        Interruption interruption = new Interruption(stop);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    private void stopAndWait(Runnable stop) {
        stop.run();
        try {
            boolean inTime = finished.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (!inTime) {
                System.err.println("tisocket: the script did not stop in time; its sockets are left to the system");
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells that the script has ended. Safe during the shutdown and safe to call twice. */
    void scriptEnded() {
        finished.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook is what called for the end; it sees the latch and lets the process go.
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Looks now and then after all loops of the process that are running, on one daemon thread, which exists while there are any.
 *
 * <p>A loop that is held up can tell nobody, so somebody else has to look; one thread is enough for all.
 */
final class Watchdog {

    /** The one of the process. */
    static final Watchdog SHARED = new Watchdog();

    private static final System.Logger LOG = System.getLogger(SocketLoop.class.getName());

    private final Semaphore changed = new Semaphore(0);

    /** Guarded by this object. */
    private final Set<Watch> watches = new LinkedHashSet<>();

    /** Whether the thread exists; guarded by this object. */
    private boolean awake;

    private Watchdog() {}

    /** Looks after a loop from now on, if it is {@code running} and anybody is to be told of it, else no more. Any thread. */
    synchronized void watch(Watch watch, boolean running) {
        if (!running || !watch.isOn()) {
            // The thread finds out when it looks next, and is still there for a loop that comes until then.
            watches.remove(watch);
            return;
        }
        watches.add(watch);
        changed.release();
        if (!awake) {
            awake = true;
            Thread thread = new Thread(this::run, "tisocket-watchdog");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void run() {
        for (List<Watch> present = present(); !present.isEmpty(); present = present()) {
            present.forEach(Watch::look);
            sleep(present.stream().mapToLong(Watch::periodMillis).min().orElse(1));
        }
    }

    /** Returns whom to look after; nobody: the thread ends. */
    private synchronized List<Watch> present() {
        awake = !watches.isEmpty();
        return List.copyOf(watches);
    }

    /** Sleeps until it is time to look again, or until somebody has been added. */
    private void sleep(long millis) {
        try {
            if (changed.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
                changed.drainPermits();
            }
        } catch (InterruptedException looksEarlier) {
            LOG.log(System.Logger.Level.DEBUG, "interrupted: nobody has a reason to", looksEarlier);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How steps of other threads get onto a loop's thread, in the order of their coming. None is lost while the loop closes: it is
 * taken, refused to the caller, or, if nobody waits for its outcome, dropped.
 */
final class Entrance {

    private static final System.Logger LOG = System.getLogger(SocketLoop.class.getName());

    private final SocketLoop loop;
    private final CallbackQueue callbacks;

    /** Who takes one out has to do with it; what is below may lose a task in its last moment, so it only says that there is one. */
    private final Queue<Runnable> coming = new ConcurrentLinkedQueue<>();

    /** How many have ever come, counted before they are in {@link #coming}, and how many of them were taken. */
    private final AtomicLong came = new AtomicLong();

    private long taken;

    /** From now on obligations are refused, and all else is dropped. */
    private volatile boolean closing;

    /** Written by the loop's thread; who reads false after an addition to {@link #coming} knows that it will be seen. */
    private volatile boolean closed;

    Entrance(SocketLoop loop, CallbackQueue callbacks) {
        this.loop = loop;
        this.callbacks = callbacks;
    }

    /**
     * Runs {@code step} on the loop's thread: at once when that is the caller's, else soon, also during blocking calls.
     *
     * @throws RejectedExecutionException when the loop is closed
     */
    void enter(Runnable step) {
        if (loop.inLoop()) {
            step.run();
            return;
        }
        came.incrementAndGet();
        coming.add(step);
        try {
            loop.transport().execute(this::takeNext);
        } catch (RejectedExecutionException closedBelow) {
            LOG.log(System.Logger.Level.TRACE, "refused below", closedBelow);
        }
        if (closed && coming.remove(step)) {
            throw new RejectedExecutionException("the loop is closed");
        }
    }

    /**
     * Takes what has come by now, when the caller is the loop's thread: a call that a callback makes must not overtake those
     * that other threads made before, which the callback may know of.
     */
    void admit() {
        if (loop.inLoop()) {
            long now = came.get();
            while (taken < now && !coming.isEmpty()) {
                takeNext();
            }
        }
    }

    private void takeNext() {
        Runnable step = coming.poll();
        if (step == null) {
            // An earlier call was ahead of its time.
            return;
        }
        taken++;
        if (!closing) {
            callbacks.guard(step);
        } else if (step instanceof Obligation obligation) {
            callbacks.guard(obligation::refuse);
        }
    }

    /** Refuses from now on what is an obligation, and drops all else. Loop thread only. */
    void closing() {
        closing = true;
    }

    /** Does so with what has come meanwhile, and takes nothing that comes later. Loop thread only. */
    void close() {
        closed = true;
        while (!coming.isEmpty()) {
            takeNext();
        }
    }
}

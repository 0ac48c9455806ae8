// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;

/**
 * The connections that the listeners of one loop have taken, until {@code accepted} is called, and those that come to the
 * loop from listeners of others.
 */
final class Handovers {

    private static final System.Logger LOG = System.getLogger(SocketLoop.class.getName());

    private final SocketLoop loop;
    private final Hold hold;

    /** Taken and not ready, or behind one that is not; loop thread only. */
    private final Queue<Handover> preparing = new ArrayDeque<>();

    /** Those whose callbacks are due; loop thread only. */
    private final Queue<Handover> due = new ArrayDeque<>();

    /** On their way here. Any thread: who takes one out settles it, so that none is forgotten while the loop closes. */
    private final Queue<Handover> coming = new ConcurrentLinkedQueue<>();

    /** Written by the loop's thread; who reads false after an addition to {@link #coming} knows that it will be seen. */
    private volatile boolean closed;

    Handovers(SocketLoop loop) {
        this.loop = loop;
        this.hold = new Hold(loop);
    }

    /** Reports {@code handover} in its turn: after those that were taken before, whichever is ready first. Rule A7. */
    void take(Handover handover) {
        preparing.add(handover);
        hold.set(true);
        handover.prepare(this::postReady);
    }

    private void postReady() {
        while (!preparing.isEmpty() && preparing.element().isReady()) {
            due.add(preparing.remove());
            loop.execute(() -> due.remove().report());
        }
        hold.set(!preparing.isEmpty());
    }

    /** Takes {@code handover} in before anything that is asked of the loop later, or has it refused if the loop closes. Any thread. */
    void come(Handover handover) {
        if (loop.inLoop()) {
            settle(handover);
            return;
        }
        coming.add(handover);
        try {
            loop.transport().execute(this::settleNext);
        } catch (RejectedExecutionException closed) {
            LOG.log(System.Logger.Level.TRACE, "refused below", closed);
        }
        if (closed) {
            refuseComing();
        }
    }

    private void settleNext() {
        Handover next = coming.poll();
        if (next != null) {
            settle(next);
        }
    }

    private void settle(Handover handover) {
        if (closed) {
            handover.refuse();
        } else {
            handover.adopt();
        }
    }

    /** Drops what nobody has been told of, and takes nothing in any more. Loop thread; {@link #refuseComing} must follow. */
    void close() {
        closed = true;
        due.forEach(Handover::refuse);
        due.clear();
        preparing.forEach(Handover::refuse);
        preparing.clear();
    }

    /** Drops what was on its way to a loop that does not take it in any more. Any thread. */
    void refuseComing() {
        for (Handover next = coming.poll(); next != null; next = coming.poll()) {
            next.refuse();
        }
    }
}

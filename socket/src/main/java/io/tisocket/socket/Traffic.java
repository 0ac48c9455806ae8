// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import java.util.concurrent.atomic.AtomicLongFieldUpdater;

/**
 * The bytes of one connection. Any thread reads them.
 *
 * <p>All but one are written by the loop's thread alone, with an ordered store, which costs what an ordinary one does: they
 * are written for every message.
 */
final class Traffic implements Ledger {

    private static final AtomicLongFieldUpdater<Traffic> IN = AtomicLongFieldUpdater.newUpdater(Traffic.class, "in");
    private static final AtomicLongFieldUpdater<Traffic> ACCEPTED =
            AtomicLongFieldUpdater.newUpdater(Traffic.class, "accepted");
    private static final AtomicLongFieldUpdater<Traffic> OUT = AtomicLongFieldUpdater.newUpdater(Traffic.class, "out");
    private static final AtomicLongFieldUpdater<Traffic> TAKEN =
            AtomicLongFieldUpdater.newUpdater(Traffic.class, "taken");
    private static final AtomicLongFieldUpdater<Traffic> HANDED_OVER =
            AtomicLongFieldUpdater.newUpdater(Traffic.class, "handedOver");

    private volatile long in;

    /** Bytes of writes that began on the loop's thread: with the operating system, or still to go there. */
    private volatile long accepted;

    private volatile long out;

    /** Bytes of asynchronous writes that other threads have handed over, whether the loop has them or not; all threads write it. */
    private volatile long handedOver;

    /** Those of them that the loop has taken. */
    private volatile long taken;

    private volatile boolean ended;

    void read(int count) {
        if (count > 0) {
            IN.lazySet(this, in + count);
        }
    }

    void accept(int count) {
        ACCEPTED.lazySet(this, accepted + count);
    }

    void sent(int count) {
        OUT.lazySet(this, out + count);
    }

    /** The connection has ended: nothing is pending any more. */
    void end() {
        ended = true;
    }

    /** Counts a write that another thread hands over; returns how many bytes are on their way to the loop. Any thread. */
    long handOver(int count) {
        return HANDED_OVER.addAndGet(this, count) - taken;
    }

    /** A write that was handed over is with the loop, and pending as before. */
    void take(int count) {
        TAKEN.lazySet(this, taken + count);
    }

    /** A write that was handed over has failed at once. Any thread. */
    void refuse(int count) {
        HANDED_OVER.addAndGet(this, -count);
    }

    @Override
    public SocketCounters counters() {
        // In this order: what is sent meanwhile was accepted before.
        long sent = out;
        long pending = accepted - sent + handedOver;
        return new SocketCounters(in, sent, ended ? 0 : pending, 0, 0, 0);
    }
}

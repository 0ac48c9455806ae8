// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

import java.util.concurrent.atomic.AtomicInteger;

/** One asynchronous read or write that a test has begun. */
public final class PendingOperation {

    private final Session session;
    private final Kind kind;
    private final Probe socket;
    private final boolean begunConnected;
    private final AtomicInteger completions = new AtomicInteger();
    private volatile Outcome outcome = new Outcome(0, new byte[0], java.util.Optional.empty());
    private volatile byte[] target = new byte[0];

    PendingOperation(Session session, Kind kind, Probe socket, boolean begunConnected) {
        this.session = session;
        this.kind = kind;
        this.socket = socket;
        this.begunConnected = begunConnected;
    }

    void target(byte[] target) {
        this.target = target;
    }

    /** Takes the outcome, from the callback thread. */
    void complete(Outcome ended) {
        outcome = ended;
        int times = completions.incrementAndGet();
        if (times > 1) {
            session.log().violation(this + " was reported " + times + " times, where once is right (rule X4)");
        }
    }

    boolean isOf(Probe probe) {
        return socket == probe;
    }

    boolean isPending() {
        return completions.get() == 0;
    }

    /** Tells whether it must have ended before the socket's terminal event. */
    boolean belongsToConnection() {
        return begunConnected;
    }

    /** Waits for the end and returns it. */
    public Outcome await() {
        session.log().await("end of the " + this, 1, entry -> !isPending());
        return outcome;
    }

    /** Tells whether it has ended. */
    public boolean isDone() {
        return !isPending();
    }

    /** Returns what a read has put into its buffer; wait first. */
    public byte[] bytes() {
        return java.util.Arrays.copyOf(target, Math.max(0, outcome.bytesProcessed()));
    }

    @Override
    public String toString() {
        return (kind == Kind.READ ? "asynchronous read" : "asynchronous write") + " on " + socket.name();
    }
}

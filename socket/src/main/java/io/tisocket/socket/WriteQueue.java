// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import io.tisocket.socket.transport.Wire;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The writes of one connection that are not done, in the order of their calls. As many bytes as fit into a window are with
 * the wire; the rest waits here.
 */
@SuppressWarnings("ReferenceEquality") // the question is which write it is
final class WriteQueue {

    /** How much the wire is given before it has sent what it was given earlier. */
    private static final int WINDOW = 256 * 1024;

    /** What one write takes besides its bytes, roughly. */
    private static final int OVERHEAD = 256;

    private final Wire wire;
    private final Traffic traffic;

    /** The first of the writes, which are linked: an idle connection has no memory for a queue. */
    private @Nullable PendingWrite oldest;

    /** The first that the wire lacks bytes of; it has all of those before, and has not sent them. */
    private @Nullable PendingWrite waiting;

    private @Nullable PendingWrite newest;
    private int count;

    /** Bytes of all writes ever, those of them that the wire was given, and those of these that it has sent. */
    private long bytesAccepted;

    private long bytesGiven;
    private long bytesSent;

    /** The wire cannot send any more: nothing is given or completed from then on, only failed. */
    private boolean broken;

    /** Begins empty; {@code traffic} is told what is accepted and what is sent. */
    WriteQueue(Wire wire, Traffic traffic) {
        this.wire = wire;
        this.traffic = traffic;
    }

    boolean isEmpty() {
        return oldest == null;
    }

    /** Returns the memory that writes take which are accepted and not yet with the operating system, in bytes. */
    long pendingBytes() {
        return bytesAccepted - bytesSent + (long) OVERHEAD * count;
    }

    /** Returns when the oldest write must be done, as the transport's time, or {@link PendingWrite#NO_DEADLINE}. */
    long deadline() {
        return oldest == null ? PendingWrite.NO_DEADLINE : oldest.deadline();
    }

    /**
     * Adds a write.
     *
     * @param snapshot whether its bytes may change after this call; else they are read as they are when their turn comes
     */
    void add(PendingWrite write, boolean snapshot) {
        if (!write.isCounted()) {
            traffic.accept(write.length());
        }
        bytesAccepted += write.length();
        write.end(bytesAccepted);
        append(write);
        feed();
        if (snapshot || write.isBorrowed()) {
            write.snapshot();
        }
    }

    /** Copies what the wire does not have yet, since the callers may change their bytes from now on. */
    void snapshot() {
        for (PendingWrite write = waiting; write != null; write = write.next()) {
            write.snapshot();
        }
    }

    private void append(PendingWrite write) {
        if (newest == null) {
            oldest = write;
        } else {
            newest.next(write);
        }
        newest = write;
        if (waiting == null) {
            waiting = write;
        }
        count++;
    }

    private void removeOldest(PendingWrite write) {
        oldest = write.next();
        if (oldest == null) {
            newest = null;
        }
        if (write == waiting) {
            waiting = oldest;
        }
        count--;
    }

    /** Gives the wire what fits, and completes what is done. */
    private void feed() {
        PendingWrite next = waiting;
        while (!broken && next != null) {
            long room = WINDOW - (bytesGiven - bytesSent);
            if (!next.isGiven() && room > 0) {
                bytesGiven += next.give(wire, (int) room);
            }
            if (!next.isGiven()) {
                break;
            }
            next = next.next();
            waiting = next;
        }
        complete();
    }

    /** Learns that the wire has sent {@code count} more bytes, from within the wire. */
    void sent(int count) {
        traffic.sent(count);
        bytesSent += count;
        if (waiting == null) {
            complete();
        } else {
            feed();
            // The wire has nothing else to send, so do not wait for the end of a callback.
            wire.flush();
        }
    }

    private void complete() {
        while (!broken && oldest != null && oldest != waiting && oldest.end() <= bytesSent) {
            PendingWrite done = oldest;
            removeOldest(done);
            done.succeed();
        }
    }

    /** Learns that the wire will not send any more. */
    void breakOff() {
        broken = true;
    }

    /** Fails everything; what the wire has may still go out. {@code reason} is asked if there is anything. */
    void fail(Supplier<? extends IOException> reason) {
        broken = true;
        if (oldest == null) {
            return;
        }
        IOException failure = reason.get();
        while (oldest != null) {
            PendingWrite lost = oldest;
            removeOldest(lost);
            lost.fail(failure);
        }
    }
}

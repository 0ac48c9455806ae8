// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import io.tisocket.socket.transport.Wire;
import java.io.IOException;
import java.util.ArrayDeque;

/**
 * The writes of one connection that are not done, in the order of their calls. As many bytes as fit into a window are with
 * the wire; the rest waits here.
 */
final class WriteQueue {

    /** How much the wire is given before it has sent what it was given earlier. */
    private static final int WINDOW = 256 * 1024;

    /** What one write takes besides its bytes, roughly. */
    private static final int OVERHEAD = 256;

    private final Wire wire;
    private final Traffic traffic;

    /** Writes that the wire has all bytes of and has not sent. */
    private final ArrayDeque<PendingWrite> given = new ArrayDeque<>(2);

    /** Writes behind those, of whose first the wire may have a part. */
    private final ArrayDeque<PendingWrite> waiting = new ArrayDeque<>(2);

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
        return given.isEmpty() && waiting.isEmpty();
    }

    /** Returns the memory that writes take which are accepted and not yet with the operating system, in bytes. */
    long pendingBytes() {
        return bytesAccepted - bytesSent + (long) OVERHEAD * (given.size() + waiting.size());
    }

    /** Returns when the oldest write must be done, as the transport's time, or {@link PendingWrite#NO_DEADLINE}. */
    long deadline() {
        PendingWrite oldest = given.isEmpty() ? waiting.peek() : given.peek();
        return oldest == null ? PendingWrite.NO_DEADLINE : oldest.deadline();
    }

    /**
     * Adds a write.
     *
     * @param snapshot whether its bytes may change after this call; else they are read as they are when their turn comes
     */
    void add(PendingWrite write, boolean snapshot) {
        traffic.accept(write.length());
        bytesAccepted += write.length();
        write.end(bytesAccepted);
        waiting.add(write);
        feed();
        if (snapshot) {
            write.snapshot();
        }
    }

    /** Copies what the wire does not have yet, since the callers may change their bytes from now on. */
    void snapshot() {
        waiting.forEach(PendingWrite::snapshot);
    }

    /** Gives the wire what fits, and completes what is done. */
    private void feed() {
        while (!broken && !waiting.isEmpty()) {
            PendingWrite first = waiting.element();
            long room = WINDOW - (bytesGiven - bytesSent);
            if (!first.isGiven() && room > 0) {
                bytesGiven += first.give(wire, (int) room);
            }
            if (!first.isGiven()) {
                break;
            }
            given.add(waiting.remove());
        }
        complete();
    }

    /** Learns that the wire has sent {@code count} more bytes, from within the wire. */
    void sent(int count) {
        traffic.sent(count);
        bytesSent += count;
        if (waiting.isEmpty()) {
            complete();
        } else {
            feed();
            // The wire has nothing else to send, so do not wait for the end of a callback.
            wire.flush();
        }
    }

    private void complete() {
        while (!broken && !given.isEmpty() && given.element().end() <= bytesSent) {
            given.remove().succeed();
        }
    }

    /** Learns that the wire will not send any more. */
    void breakOff() {
        broken = true;
    }

    /** Fails everything; what the wire has may still go out. */
    void fail(IOException reason) {
        broken = true;
        while (!given.isEmpty()) {
            given.remove().fail(reason);
        }
        while (!waiting.isEmpty()) {
            waiting.remove().fail(reason);
        }
    }
}

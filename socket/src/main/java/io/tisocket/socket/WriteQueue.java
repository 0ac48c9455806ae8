// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import io.tisocket.socket.transport.Wire;
import io.tisocket.socket.transport.WireException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The writes of one connection that are not done, in the order of their calls. A part of the head, of limited size, is with
 * the wire; the rest waits here.
 */
final class WriteQueue {

    /** How much the wire is given before it has sent what it was given earlier. */
    private static final int WINDOW = 256 * 1024;

    /** What one write takes besides its bytes, roughly. */
    private static final int OVERHEAD = 256;

    private final Wire wire;
    private final Traffic traffic;
    private final Runnable whenProgressed;
    private final Consumer<WireException> whenBroken;
    private final ArrayDeque<Write> writes = new ArrayDeque<>(2);

    /** Bytes that the wire has and has not sent. */
    private int inWire;

    /** Bytes of all writes that the wire does not have yet. */
    private long waiting;

    private boolean feeding;

    /** The wire cannot send any more: nothing is fed or completed from then on, only failed. */
    private boolean broken;

    /**
     * Begins empty.
     *
     * @param traffic is told what is accepted and what is sent
     * @param whenProgressed called from within the wire after it has sent something
     * @param whenBroken called from within the wire when it cannot send any more
     */
    WriteQueue(Wire wire, Traffic traffic, Runnable whenProgressed, Consumer<WireException> whenBroken) {
        this.wire = wire;
        this.traffic = traffic;
        this.whenProgressed = whenProgressed;
        this.whenBroken = whenBroken;
    }

    boolean isEmpty() {
        return writes.isEmpty();
    }

    /** Returns the memory that writes take which are accepted and not yet with the operating system, in bytes. */
    long pendingBytes() {
        return waiting + inWire + (long) OVERHEAD * writes.size();
    }

    /** Returns when the oldest write must be done, as the transport's time, or null when nothing is pending or it may take any time. */
    @Nullable
    Long deadline() {
        Write head = writes.peek();
        return head == null ? null : head.deadline;
    }

    /**
     * Adds a write.
     *
     * @param bytes read as they are when their turn comes, unless {@code snapshot}
     * @param snapshot whether the bytes may change after this call
     * @param whenDone takes null, or why the write failed
     */
    void add(ByteBuffer bytes, boolean snapshot, @Nullable Long deadline, Consumer<@Nullable IOException> whenDone) {
        Write write = new Write(bytes, deadline, whenDone);
        writes.add(write);
        waiting += bytes.remaining();
        traffic.accept(bytes.remaining());
        feed();
        if (snapshot) {
            write.snapshot();
        }
    }

    /** Copies what the wire does not have yet, since the callers may change their bytes from now on. */
    void snapshot() {
        writes.forEach(Write::snapshot);
    }

    /** Gives the wire what fits, and completes what is done. */
    private void feed() {
        if (feeding || broken) {
            return;
        }
        feeding = true;
        for (Write write : writes) {
            while (write.rest.hasRemaining() && inWire < WINDOW) {
                give(write, Math.min(write.rest.remaining(), WINDOW - inWire));
            }
            if (inWire >= WINDOW) {
                break;
            }
        }
        feeding = false;
        complete();
    }

    private void give(Write write, int count) {
        ByteBuffer part = write.rest.slice().limit(count);
        write.rest.position(write.rest.position() + count);
        write.inWire += count;
        inWire += count;
        waiting -= count;
        wire.write(part, failure -> sent(write, count, failure));
    }

    private void sent(Write write, int count, @Nullable WireException failure) {
        if (failure != null) {
            broken = true;
            whenBroken.accept(failure);
            return;
        }
        write.inWire -= count;
        inWire -= count;
        traffic.sent(count);
        if (waiting > 0) {
            feed();
            // Part of a long write: the wire has nothing else to send, so do not wait for the end of a callback.
            wire.flush();
        } else {
            complete();
        }
        whenProgressed.run();
    }

    private void complete() {
        if (feeding || broken) {
            return;
        }
        for (Write head = writes.peek(); head != null && head.isDone(); head = writes.peek()) {
            writes.remove().whenDone.accept(null);
        }
    }

    /** Fails everything; what the wire has may still go out. */
    void fail(IOException reason) {
        waiting = 0;
        for (Write write = writes.poll(); write != null; write = writes.poll()) {
            write.whenDone.accept(reason);
        }
    }

    /** One write. */
    private static final class Write {

        private final @Nullable Long deadline;
        private final Consumer<@Nullable IOException> whenDone;
        private ByteBuffer rest;
        private int inWire;
        private boolean copied;

        Write(ByteBuffer bytes, @Nullable Long deadline, Consumer<@Nullable IOException> whenDone) {
            this.rest = bytes;
            this.deadline = deadline;
            this.whenDone = whenDone;
        }

        void snapshot() {
            if (rest.hasRemaining() && !copied) {
                byte[] copy = new byte[rest.remaining()];
                rest.get(copy);
                rest = ByteBuffer.wrap(copy);
                copied = true;
            }
        }

        boolean isDone() {
            return inWire == 0 && !rest.hasRemaining();
        }
    }
}

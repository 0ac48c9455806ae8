// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import io.tisocket.socket.transport.Wire;
import io.tisocket.stream.Buffer;
import io.tisocket.stream.ChunkMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A write of which the operating system does not have all bytes. */
final class PendingWrite {

    /** The deadline of a write that may take any time. */
    static final long NO_DEADLINE = Long.MAX_VALUE;

    private final Report report;
    private final Buffer buffer;
    private final int length;

    /** What the wire does not have yet. */
    private ByteBuffer rest;

    /** Where {@link #rest} lies, if outside of the heap. */
    private @Nullable ChunkMemory memory;

    private boolean copied;
    private boolean counted;
    private @Nullable PendingWrite next;
    private long deadline = NO_DEADLINE;
    private long end;

    /** Begins with a range of {@code buffer}. */
    PendingWrite(Buffer buffer, int offset, int length, Report report) {
        this.rest = buffer.borrow(offset, length);
        this.memory = buffer.memory();
        this.length = length;
        this.buffer = buffer;
        this.report = report;
    }

    Report report() {
        return report;
    }

    /** Returns how many bytes it writes. */
    int length() {
        return length;
    }

    /** Returns when it must be done, as the transport's time, or {@link #NO_DEADLINE}. */
    long deadline() {
        return deadline;
    }

    void deadline(long nanos) {
        deadline = nanos;
    }

    /** Returns how many bytes the connection must have sent for this write to be done. */
    long end() {
        return end;
    }

    void end(long sent) {
        end = sent;
    }

    /** Returns the one behind it in its queue. */
    @Nullable
    PendingWrite next() {
        return next;
    }

    void next(PendingWrite write) {
        next = write;
    }

    /** Says that its bytes were counted when another thread handed it over. */
    void counted() {
        counted = true;
    }

    boolean isCounted() {
        return counted;
    }

    /** Tells whether the wire has all bytes. */
    boolean isGiven() {
        return !rest.hasRemaining();
    }

    /** Gives {@code wire} up to {@code most} bytes; returns how many. */
    int give(Wire wire, int most) {
        int count = Math.min(rest.remaining(), most);
        if (count == rest.remaining()) {
            if (length == buffer.length() && count == length && !copied && buffer.noteSending()) {
                mirror(wire);
            }
            wire.write(rest, memory);
        } else {
            wire.write(rest.slice().limit(count), null);
            rest.position(rest.position() + count);
        }
        return count;
    }

    /** The bytes were sent before: keeps them where the wire need not copy them, if it has room. */
    private void mirror(Wire wire) {
        ChunkMemory spare = wire.spareMemory(length);
        if (spare != null) {
            buffer.mirror(spare);
            rest = buffer.borrow(0, length);
            memory = spare;
        }
    }

    /** Copies what the wire does not have yet, since the caller may change its bytes from now on. */
    void snapshot() {
        if (rest.hasRemaining() && !copied) {
            byte[] copy = new byte[rest.remaining()];
            rest.get(copy);
            rest = ByteBuffer.wrap(copy);
            memory = null;
            copied = true;
        }
    }

    /** Tells whether it must be copied when this call returns, even if the caller changes nothing meanwhile. */
    boolean isBorrowed() {
        return memory != null;
    }

    void succeed() {
        report.done(buffer, length);
    }

    void fail(IOException reason) {
        report.failed(buffer, reason);
    }
}

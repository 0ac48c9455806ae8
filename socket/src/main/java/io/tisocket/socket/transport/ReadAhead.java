// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Bytes that have arrived and that nobody has taken, in order. Holds no memory while there are none. */
final class ReadAhead {

    /** The least size of a buffer that bytes are moved to. */
    private static final int SMALLEST = 256;

    private @Nullable ByteBuf head;
    private @Nullable ArrayDeque<ByteBuf> tail;
    private int available;

    int available() {
        return available;
    }

    /** Takes over {@code bytes}, at least one, and releases them once they have been taken out. */
    void add(ByteBuf bytes) {
        available += bytes.readableBytes();
        ByteBuf last = last();
        if (last == null) {
            head = bytes;
        } else if (last.writableBytes() >= bytes.readableBytes()) {
            // A peer that sends byte by byte must not make this side hold a buffer for each.
            last.writeBytes(bytes);
            bytes.release();
        } else {
            if (tail == null) {
                tail = new ArrayDeque<>(4);
            }
            tail.add(bytes);
        }
    }

    /** Moves what was added last to a smaller buffer when less than half of its own is filled. */
    void trim() {
        ByteBuf last = last();
        if (last == null || last.capacity() <= SMALLEST || last.readableBytes() >= last.capacity() / 2) {
            return;
        }
        int roomy = Math.max(SMALLEST, 2 * last.readableBytes());
        ByteBuf smaller = ByteBufAllocator.DEFAULT.directBuffer(roomy, roomy).writeBytes(last);
        last.release();
        if (tail == null || tail.isEmpty()) {
            head = smaller;
        } else {
            tail.removeLast();
            tail.add(smaller);
        }
    }

    /** Returns what all of it lies in, from the beginning on, or null when there is nothing or more than one. */
    @Nullable
    ByteBuf whole() {
        return head != null && head.readableBytes() == available && head.readerIndex() == 0 ? head : null;
    }

    private @Nullable ByteBuf last() {
        return tail == null || tail.isEmpty() ? head : tail.getLast();
    }

    /** Moves bytes into {@code target}, as many as there are and fit; returns how many. */
    int take(ByteBuffer target) {
        int before = target.remaining();
        int limit = target.limit();
        while (head != null && target.hasRemaining()) {
            int count = Math.min(head.readableBytes(), target.remaining());
            target.limit(target.position() + count);
            head.readBytes(target);
            target.limit(limit);
            available -= count;
            if (!head.isReadable()) {
                head.release();
                next();
            }
        }
        return before - target.remaining();
    }

    /** Drops everything. */
    void clear() {
        while (head != null) {
            available -= head.readableBytes();
            head.release();
            next();
        }
    }

    private void next() {
        head = tail == null ? null : tail.poll();
        if (head == null) {
            tail = null;
        }
    }
}

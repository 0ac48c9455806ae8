// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Bytes that have arrived and that nobody has taken, in order. Holds no memory while there are none. */
final class ReadAhead {

    /** Pieces up to this size are joined with the one before where that has room. */
    private static final int SMALL = 1024;

    private @Nullable ByteBuf head;
    private @Nullable ArrayDeque<ByteBuf> tail;
    private int available;

    int available() {
        return available;
    }

    /** Takes {@code bytes} over and releases them once they have been taken out. */
    void add(ByteBuf bytes) {
        if (!bytes.isReadable()) {
            bytes.release();
            return;
        }
        int count = bytes.readableBytes();
        available += count;
        if (head == null) {
            head = bytes;
            return;
        }
        ByteBuf last = tail == null || tail.isEmpty() ? head : tail.getLast();
        if (count <= SMALL && last.writableBytes() >= count) {
            // A peer that sends byte by byte must not make this side hold a buffer for each.
            last.writeBytes(bytes);
            bytes.release();
            return;
        }
        if (tail == null) {
            tail = new ArrayDeque<>(4);
        }
        tail.add(bytes);
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

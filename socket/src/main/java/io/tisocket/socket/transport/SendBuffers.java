// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayDeque;

/**
 * The buffers in which the wires of a transport collect what they are about to send: each is lent to one wire, from its first
 * write to its flush, and used again, the warmest first. As many are kept as wires are served in one turn of the loop; if more
 * write before they are flushed, they get others meanwhile.
 */
final class SendBuffers {

    private static final int SIZE = 64 * 1024;

    /** Where the buffers come from that are not kept. */
    private static final ByteBufAllocator OTHERS = ByteBufAllocator.DEFAULT;

    private final ByteBufAllocator own = new UnpooledByteBufAllocator(true, true);
    private final ArrayDeque<ByteBuf> free = new ArrayDeque<>();
    private int made;
    private boolean closed;

    /** Returns an empty buffer with room for {@code bytes}; it grows. */
    ByteBuf lend(int bytes) {
        ByteBuf warmest = free.poll();
        if (warmest != null) {
            return warmest.clear();
        }
        if (made == Transport.AT_ONCE) {
            return OTHERS.directBuffer(bytes);
        }
        made++;
        return own.directBuffer(SIZE);
    }

    /** Takes back what {@link #lend} has returned, or releases what it has not. */
    void giveBack(ByteBuf buffer) {
        if (isKept(buffer)) {
            free.push(buffer);
        } else {
            buffer.release();
        }
    }

    /** Takes back what {@link #lend} has returned, for a buffer with the same bytes that others may release. */
    ByteBuf exchange(ByteBuf buffer) {
        if (!isKept(buffer)) {
            return buffer;
        }
        ByteBuf copy = OTHERS.directBuffer(buffer.readableBytes()).writeBytes(buffer);
        free.push(buffer);
        return copy;
    }

    @SuppressWarnings("ReferenceEquality") // the question is which allocator it is
    private boolean isKept(ByteBuf buffer) {
        return !closed && buffer.alloc() == own;
    }

    void release() {
        closed = true;
        free.forEach(ByteBuf::release);
        free.clear();
    }
}

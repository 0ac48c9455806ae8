// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;

/**
 * The buffer in which the wires of a transport collect what they are about to send. It is lent to one at a time, from its
 * first write to its flush; others get one of their own meanwhile.
 */
@SuppressWarnings("ReferenceEquality") // the question is which buffer it is, not what is in it
final class SendBuffer {

    private static final int SIZE = 64 * 1024;

    /** Where the buffers come from that are not shared. */
    private static final ByteBufAllocator OTHERS = ByteBufAllocator.DEFAULT;

    private final ByteBuf shared = new UnpooledByteBufAllocator(true, true).directBuffer(SIZE);
    private boolean lent;

    /** Returns an empty buffer with room for {@code bytes}; it grows. */
    ByteBuf lend(int bytes) {
        if (lent) {
            return OTHERS.directBuffer(bytes);
        }
        lent = true;
        return shared.clear();
    }

    /** Takes back what {@link #lend} has returned. */
    void giveBack(ByteBuf buffer) {
        if (buffer == shared) {
            lent = false;
        } else {
            buffer.release();
        }
    }

    /** Takes back what {@link #lend} has returned, for a buffer with the same bytes that others may release. */
    ByteBuf exchange(ByteBuf buffer) {
        if (buffer != shared) {
            return buffer;
        }
        lent = false;
        return OTHERS.directBuffer(shared.readableBytes()).writeBytes(shared);
    }

    void release() {
        shared.release();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;

/**
 * The buffer into which all wires of a transport receive, one after another; who keeps unread bytes keeps the buffer with
 * them, and the next one gets a new one.
 *
 * <p>It is large, so that a message needs one system call.
 */
final class ReceiveBuffer extends DefaultMaxMessagesRecvByteBufAllocator {

    private static final int SIZE = 64 * 1024;

    private static final ByteBufAllocator ALLOCATOR = new UnpooledByteBufAllocator(true, true);

    private final MaxMessageHandle handle = new SharedHandle();
    private final boolean once;
    private ByteBuf buffer = ALLOCATOR.directBuffer(SIZE, SIZE);

    /** Begins empty; {@code once}: a wire that is readable is read once, and what is left is reported again. */
    ReceiveBuffer(boolean once) {
        this.once = once;
    }

    @Override
    public MaxMessageHandle newHandle() {
        return handle;
    }

    void release() {
        buffer.release();
    }

    /** Wires receive one at a time, so they share what is remembered meanwhile. */
    private final class SharedHandle extends MaxMessageHandle {

        @Override
        public ByteBuf allocate(ByteBufAllocator unused) {
            if (buffer.refCnt() > 1) {
                buffer.release();
                buffer = ALLOCATOR.directBuffer(SIZE, SIZE);
            }
            return buffer.clear().retain();
        }

        @Override
        public boolean continueReading(UncheckedBooleanSupplier maybeMore) {
            return !once && super.continueReading(maybeMore);
        }

        @Override
        public int guess() {
            return SIZE;
        }
    }
}

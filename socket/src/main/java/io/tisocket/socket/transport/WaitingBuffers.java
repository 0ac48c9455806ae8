// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where a connection receives that waits to be accepted: into buffers of its own, since nobody knows yet on which thread they
 * will be read, and into that of its transport once it has one.
 *
 * <p>A channel asks for its handle once, with the first bytes, and keeps it for life.
 */
final class WaitingBuffers extends DefaultMaxMessagesRecvByteBufAllocator {

    private static final int SIZE = 4096;

    private @Nullable ChannelBuffers joined;

    /** From now on receives into {@code buffer}. */
    void join(ChannelBuffers buffer) {
        joined = buffer;
    }

    @Override
    public MaxMessageHandle newHandle() {
        return new Handle();
    }

    private final class Handle extends MaxMessageHandle {

        @Override
        public ByteBuf allocate(ByteBufAllocator allocator) {
            return joined == null
                    ? allocator.directBuffer(SIZE, SIZE)
                    : joined.newHandle().allocate(allocator);
        }

        @Override
        public boolean continueReading(UncheckedBooleanSupplier maybeMore) {
            return (joined == null || !joined.isOnce()) && super.continueReading(maybeMore);
        }

        @Override
        public int guess() {
            return SIZE;
        }
    }
}

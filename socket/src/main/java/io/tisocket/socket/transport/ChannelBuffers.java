// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;

/** Has the channels of a transport receive into its {@link ReceiveBuffer}. */
final class ChannelBuffers extends DefaultMaxMessagesRecvByteBufAllocator {

    private final MaxMessageHandle handle = new SharedHandle();
    private final ReceiveBuffer buffer;
    private final boolean once;

    /** {@code once}: a channel that is readable is read once, and what is left is reported again. */
    ChannelBuffers(ReceiveBuffer buffer, boolean once) {
        this.buffer = buffer;
        this.once = once;
    }

    @Override
    public MaxMessageHandle newHandle() {
        return handle;
    }

    boolean isOnce() {
        return once;
    }

    /** Channels receive one at a time, so they share what is remembered meanwhile. */
    private final class SharedHandle extends MaxMessageHandle {

        @Override
        public ByteBuf allocate(ByteBufAllocator unused) {
            return buffer.lend();
        }

        @Override
        public boolean continueReading(UncheckedBooleanSupplier maybeMore) {
            return !once && super.continueReading(maybeMore);
        }

        @Override
        public int guess() {
            return ReceiveBuffer.SIZE;
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.bench.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.group.ChannelGroup;
import io.netty.util.ReferenceCountUtil;

/** One handler per mode. A connection that fails is closed without a word: clients leave as they like. */
@SuppressWarnings("FutureReturnValueIgnored") // what cannot be written ends in exceptionCaught
final class NettyHandlers {

    private NettyHandlers() {}

    /** Closes when anything fails. */
    private abstract static class Quiet extends ChannelInboundHandlerAdapter {
        @Override
        public final void exceptionCaught(ChannelHandlerContext context, Throwable reason) {
            context.close();
        }
    }

    /** Writes as it reads, flushes when nothing more is to be read now. */
    static final class Echo extends Quiet {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            context.write(message, context.voidPromise());
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.flush();
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            context.channel().config().setAutoRead(context.channel().isWritable());
        }
    }

    /** Netty closes by itself at the end of the input. */
    static final class Sink extends Quiet {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ReferenceCountUtil.release(message);
        }
    }

    /** Keeps the outbound buffer full. */
    static final class Source extends Quiet {

        private final ByteBuf memory = Unpooled.directBuffer(Mode.CHUNK).writeZero(Mode.CHUNK);
        private final ByteBuf chunk = Unpooled.unreleasableBuffer(memory.asReadOnly());

        @Override
        public void channelActive(ChannelHandlerContext context) {
            fill(context);
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            fill(context);
        }

        @Override
        public void handlerRemoved(ChannelHandlerContext context) {
            memory.release();
        }

        private void fill(ChannelHandlerContext context) {
            while (context.channel().isWritable() && context.channel().isActive()) {
                context.writeAndFlush(chunk.duplicate(), context.voidPromise());
            }
        }
    }

    /** Tells all members what one says. */
    static final class Hub extends Quiet {

        private final ChannelGroup members;

        Hub(ChannelGroup members) {
            this.members = members;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            members.writeAndFlush(message);
        }
    }
}

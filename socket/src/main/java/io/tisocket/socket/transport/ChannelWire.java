// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** A wire on one of Netty's channels: kqueue, and the JDK's selector. */
@SuppressWarnings("FutureReturnValueIgnored") // outcomes of a close arrive as events of the channel
final class ChannelWire extends NettyWire {

    private final Channel channel;

    /** The descriptor, where Netty shows it. */
    private final @Nullable Socket socket;

    /** Bytes that the channel was given and has not sent. */
    private int queued;

    /** Makes {@code channel}, which has no event loop yet, a wire of {@code transport}. */
    ChannelWire(NettyTransport transport, Channel channel) {
        super(transport);
        this.channel = channel;
        this.socket = channel instanceof UnixChannel unix && unix.fd() instanceof Socket descriptor ? descriptor : null;
        channel.config().setAutoRead(false);
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        channel.config().setOption(ChannelOption.AUTO_CLOSE, false);
        // Writes are bounded above this class; the marks of the channel are not looked at.
        channel.config().setRecvByteBufAllocator(transport.channelBuffers());
        track();
    }

    /** Returns what has to be in the channel's pipeline. */
    ChannelHandler events() {
        return new Events();
    }

    /** Has the transport close it when that ends. */
    void track() {
        transport().openChannels().add(channel, this::close);
    }

    @Override
    public InetSocketAddress localAddress() {
        return (InetSocketAddress) channel.localAddress();
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return (InetSocketAddress) channel.remoteAddress();
    }

    @Override
    boolean isReceiving() {
        return channel.config().isAutoRead();
    }

    @Override
    void receiving(boolean wanted) {
        if (isReceiving() != wanted) {
            channel.config().setAutoRead(wanted);
        }
    }

    @Override
    void send(ByteBuf bytes) throws IOException {
        if (socket != null && queued == 0 && channel.isActive()) {
            Descriptors.send(socket, bytes);
        }
    }

    @Override
    void sendLater(ByteBuf bytes) {
        int count = bytes.readableBytes();
        queued += count;
        channel.writeAndFlush(bytes).addListener(done -> {
            queued -= count;
            if (done.isSuccess()) {
                tellSent(count);
            } else {
                sendingFailed(done.cause(), 0);
            }
        });
    }

    @Override
    void sendEnd() {
        ((DuplexChannel) channel).shutdownOutput();
    }

    @Override
    void resetAtClose() {
        if (channel.isOpen()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        }
    }

    @Override
    void closeDescriptor() {
        channel.close();
    }

    /** What happens on the channel. */
    private final class Events extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf bytes = (ByteBuf) message;
            if (bytes.isReadable()) {
                received(bytes);
            } else {
                bytes.release();
            }
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event == ChannelInputShutdownEvent.INSTANCE) {
                receivedEnd();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            fail(NettyErrors.translate(cause));
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            fail(WireException.reset());
        }
    }
}

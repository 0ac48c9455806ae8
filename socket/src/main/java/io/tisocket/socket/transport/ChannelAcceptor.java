// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ServerSocketChannel;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A listener on one of Netty's channels. */
@SuppressWarnings("FutureReturnValueIgnored") // outcomes of a close arrive as events of the channel
final class ChannelAcceptor extends NettyAcceptor {

    private final NettyTransport transport;
    private final ServerSocketChannel channel;

    private ChannelAcceptor(NettyTransport transport, ServerSocketChannel channel, ListenHandler handler) {
        super(transport, handler);
        this.transport = transport;
        this.channel = channel;
    }

    /** Binds a channel that {@code channels} makes, as {@link Transport#listen}. */
    static void bind(
            NettyTransport transport,
            Supplier<ServerSocketChannel> channels,
            InetSocketAddress local,
            ListenHandler handler,
            Consumer<Arrival> incoming) {
        ServerSocketChannel channel;
        try {
            channel = channels.get();
        } catch (ChannelException noDescriptor) {
            handler.failed(NettyErrors.translate(noDescriptor));
            return;
        }
        ChannelAcceptor acceptor = new ChannelAcceptor(transport, channel, handler);
        ChannelFuture bound = new Bootstrap()
                .group(transport.loop())
                .channelFactory(() -> channel)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, KERNEL_BACKLOG)
                .handler(acceptor.new Events(incoming))
                .bind(local);
        bound.addListener(done -> {
            if (bound.isSuccess()) {
                transport.openChannels().add(channel, channel::close);
                channel.closeFuture().addListener(closed -> acceptor.closed());
                acceptor.listening();
            } else {
                channel.close();
                handler.failed(NettyErrors.translate(bound.cause()));
            }
        });
    }

    @Override
    public InetSocketAddress localAddress() {
        return channel.localAddress();
    }

    @Override
    boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    void accepting(boolean wanted) {
        channel.config().setAutoRead(wanted);
    }

    @Override
    void end() {
        channel.close();
    }

    @Override
    public void close(Runnable whenFree) {
        // A selector gives the descriptor back in the turn after the one in which the channel was closed.
        channel.close().addListener(closed -> transport.afterTurn(whenFree));
    }

    /** What happens on the channel. */
    private final class Events extends ChannelInboundHandlerAdapter {

        private final Consumer<Arrival> incoming;

        Events(Consumer<Arrival> incoming) {
            this.incoming = incoming;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            incoming.accept(new ChannelArrival(transport, (Channel) message));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            acceptFailed(cause);
        }
    }
}

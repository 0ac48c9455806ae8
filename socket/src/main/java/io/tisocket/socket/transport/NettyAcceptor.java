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
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/** A listening channel, which takes connections as they arrive and survives what can be survived. */
@SuppressWarnings("FutureReturnValueIgnored") // outcomes of a close arrive as events of the channel
final class NettyAcceptor extends ChannelInboundHandlerAdapter implements Acceptor {

    /** What the kernel may hold while the loop is busy; the limit that users set is kept above this class. */
    private static final int KERNEL_BACKLOG = 4096;

    /** EINTR, EPROTO and those of accept(2) that concern only the connection that was just about to be taken. */
    private static final Set<Integer> ONE_CONNECTION = Set.of(4, 71, 92, 95, 100, 101, 103, 104, 110, 112, 113);

    private final NettyTransport transport;
    private final ServerSocketChannel channel;
    private final ListenHandler handler;
    private final Consumer<Arrival> incoming;
    private final Shortage shortage;

    private NettyAcceptor(
            NettyTransport transport, ServerSocketChannel channel, ListenHandler handler, Consumer<Arrival> incoming) {
        this.transport = transport;
        this.channel = channel;
        this.handler = handler;
        this.incoming = incoming;
        this.shortage = new Shortage(transport, channel, handler::starved);
    }

    static void bind(
            NettyTransport transport, InetSocketAddress local, ListenHandler handler, Consumer<Arrival> incoming) {
        ServerSocketChannel channel;
        try {
            channel = transport.mechanism().newServerChannel(NettyMechanism.familyOf(local.getAddress()));
        } catch (ChannelException noDescriptor) {
            handler.failed(NettyErrors.translate(Objects.requireNonNullElse(noDescriptor.getCause(), noDescriptor)));
            return;
        }
        NettyAcceptor acceptor = new NettyAcceptor(transport, channel, handler, incoming);
        ChannelFuture bound = new Bootstrap()
                .group(transport.loop())
                .channelFactory(() -> channel)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, KERNEL_BACKLOG)
                .handler(acceptor)
                .bind(local);
        bound.addListener(done -> {
            if (bound.isSuccess()) {
                transport.track(channel);
                acceptor.shortage.keepSpare();
                channel.closeFuture().addListener(closed -> acceptor.shortage.giveSpare());
                handler.listening(acceptor);
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
    public void channelRead(ChannelHandlerContext context, Object message) {
        incoming.accept(new NettyArrival(transport, (Channel) message));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // First of all: to find out what has happened may need a descriptor.
        shortage.giveSpare();
        WireException reason = NettyErrors.translate(cause);
        if (Shortage.isMeantBy(reason)) {
            shortage.begin(reason);
        } else if (ONE_CONNECTION.contains(reason.errno())) {
            shortage.keepSpare();
        } else {
            channel.close();
            handler.failed(reason);
        }
    }

    @Override
    public void close(Runnable whenFree) {
        // A selector gives the descriptor back in the turn after the one in which the channel was closed.
        channel.close().addListener(closed -> transport.afterTurn(whenFree));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.bench.server;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Plain Netty: one loop, or several, that accept and serve, a handler per mode, every other setting as it comes. */
final class NettyServer implements BenchServer {

    private final EventLoopGroup loop;
    private final Channel listener;

    private NettyServer(IoHandlerFactory io, Class<? extends ServerSocketChannel> type, Mode mode, int loops) {
        // The first of them accepts, and serves like the others.
        this.loop = new MultiThreadIoEventLoopGroup(loops, io);
        ChannelGroup members = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
        this.listener = new ServerBootstrap()
                .group(loop)
                .channel(type)
                .option(ChannelOption.SO_BACKLOG, Mode.BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        if (mode == Mode.HUB) {
                            members.add(channel);
                        }
                        channel.pipeline().addLast(handler(mode, members));
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
    }

    static NettyServer epoll(Mode mode, int loops) {
        return new NettyServer(EpollIoHandler.newFactory(), EpollServerSocketChannel.class, mode, loops);
    }

    static NettyServer nio(Mode mode) {
        return new NettyServer(NioIoHandler.newFactory(), NioServerSocketChannel.class, mode, 1);
    }

    private static ChannelHandler handler(Mode mode, ChannelGroup members) {
        return switch (mode) {
            case ECHO -> new NettyHandlers.Echo();
            case SINK -> new NettyHandlers.Sink();
            case SOURCE -> new NettyHandlers.Source();
            case HUB -> new NettyHandlers.Hub(members);
        };
    }

    @Override
    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    @Override
    public void close() {
        listener.close().syncUninterruptibly();
        loop.shutdownGracefully(0, 1, java.util.concurrent.TimeUnit.SECONDS).syncUninterruptibly();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

import io.netty.channel.ChannelException;
import io.netty.channel.DefaultSelectStrategyFactory;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.kqueue.KQueue;
import io.netty.channel.kqueue.KQueueIoHandler;
import io.netty.channel.kqueue.KQueueServerSocketChannel;
import io.netty.channel.kqueue.KQueueSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.nio.channels.spi.SelectorProvider;
import java.util.function.Consumer;

/** The ways to wait for the network that Netty offers, the best first, and what is put on each. */
enum NettyMechanism {
    /** Linux: descriptors, without Netty's channels. */
    EPOLL {

        @Override
        boolean isAvailable() {
            return Epoll.isAvailable();
        }

        @Override
        IoHandlerFactory handlerFactory() {
            return EpollIoHandler.newFactory(Transport.AT_ONCE, DefaultSelectStrategyFactory.INSTANCE);
        }

        @Override
        Cancellable connect(NettyTransport transport, InetSocketAddress remote, ConnectHandler handler) {
            return EpollConnect.start(transport, remote, handler);
        }

        @Override
        void listen(
                NettyTransport transport, InetSocketAddress local, ListenHandler handler, Consumer<Arrival> incoming) {
            EpollAcceptor.bind(transport, local, handler, incoming);
        }
    },

    /** macOS. */
    KQUEUE {
        @Override
        boolean isAvailable() {
            return KQueue.isAvailable();
        }

        @Override
        IoHandlerFactory handlerFactory() {
            return KQueueIoHandler.newFactory();
        }

        @Override
        Cancellable connect(NettyTransport transport, InetSocketAddress remote, ConnectHandler handler) {
            return ChannelConnect.start(transport, () -> new KQueueSocketChannel(familyOf(remote)), remote, handler);
        }

        @Override
        void listen(
                NettyTransport transport, InetSocketAddress local, ListenHandler handler, Consumer<Arrival> incoming) {
            // Has no constructor for a family: an IPv4 address is bound as an IPv4-mapped one.
            ChannelAcceptor.bind(transport, KQueueServerSocketChannel::new, local, handler, incoming);
        }
    },

    /** Everywhere: the JDK's selector. */
    NIO {
        @Override
        boolean isAvailable() {
            return true;
        }

        @Override
        IoHandlerFactory handlerFactory() {
            return NioIoHandler.newFactory();
        }

        @Override
        Cancellable connect(NettyTransport transport, InetSocketAddress remote, ConnectHandler handler) {
            return ChannelConnect.start(transport, () -> newChannel(familyOf(remote)), remote, handler);
        }

        private static NioSocketChannel newChannel(SocketProtocolFamily family) {
            try {
                return new NioSocketChannel(SelectorProvider.provider().openSocketChannel(family.toJdkFamily()));
            } catch (IOException noDescriptor) {
                throw new ChannelException("a socket cannot be made", noDescriptor);
            }
        }

        @Override
        void listen(
                NettyTransport transport, InetSocketAddress local, ListenHandler handler, Consumer<Arrival> incoming) {
            ChannelAcceptor.bind(
                    transport,
                    () -> new NioServerSocketChannel(SelectorProvider.provider(), familyOf(local)),
                    local,
                    handler,
                    incoming);
        }
    };

    abstract boolean isAvailable();

    abstract IoHandlerFactory handlerFactory();

    /** Connects as {@link Transport#connect}. */
    abstract Cancellable connect(NettyTransport transport, InetSocketAddress remote, ConnectHandler handler);

    /** Listens as {@link Transport#listen}. */
    abstract void listen(
            NettyTransport transport, InetSocketAddress local, ListenHandler handler, Consumer<Arrival> incoming);

    /** Tells whether the peer's reset is noticed while nothing is read; a selector sees it only by reading. */
    boolean noticesResetUnread() {
        return this != NIO;
    }

    /** Tells whether what one read has left is reported as readable again; else it has to be read on until nothing is left. */
    boolean repeatsReadable() {
        return this != KQUEUE;
    }

    /** Returns the family of {@code address}: a socket of its own family shows the address as it is, not mapped into IPv6. */
    static SocketProtocolFamily familyOf(InetSocketAddress address) {
        return address.getAddress() instanceof Inet6Address ? SocketProtocolFamily.INET6 : SocketProtocolFamily.INET;
    }

    /** Returns the mechanism called {@code name} in any case of letters, or the best one when it is empty. */
    static NettyMechanism choose(String name) {
        for (NettyMechanism mechanism : values()) {
            if (name.isEmpty() ? mechanism.isAvailable() : mechanism.name().equalsIgnoreCase(name)) {
                if (!mechanism.isAvailable()) {
                    throw new IllegalArgumentException(
                            "tisocket.transport=" + name + ": not available on this machine");
                }
                return mechanism;
            }
        }
        throw new IllegalArgumentException("tisocket.transport=" + name + ": one of epoll, kqueue, nio");
    }
}

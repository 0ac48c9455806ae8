// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

import io.netty.channel.ChannelException;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.kqueue.KQueue;
import io.netty.channel.kqueue.KQueueIoHandler;
import io.netty.channel.kqueue.KQueueServerSocketChannel;
import io.netty.channel.kqueue.KQueueSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.channels.spi.SelectorProvider;

/** The ways to wait for the network that Netty offers, the best first. */
enum NettyMechanism {
    /** Linux. */
    EPOLL {
        @Override
        boolean isAvailable() {
            return Epoll.isAvailable();
        }

        @Override
        IoHandlerFactory handlerFactory() {
            return LastingEpoll.newFactory();
        }

        @Override
        SocketChannel newChannel(SocketProtocolFamily family) {
            return new EpollSocketChannel(family);
        }

        @Override
        ServerSocketChannel newServerChannel(SocketProtocolFamily family) {
            return new EpollServerSocketChannel(family);
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
        SocketChannel newChannel(SocketProtocolFamily family) {
            return new KQueueSocketChannel(family);
        }

        @Override
        ServerSocketChannel newServerChannel(SocketProtocolFamily family) {
            // Has no constructor for a family: an IPv4 address is bound as an IPv4-mapped one.
            return new KQueueServerSocketChannel();
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
        SocketChannel newChannel(SocketProtocolFamily family) {
            return new NioSocketChannel(open(family));
        }

        @Override
        ServerSocketChannel newServerChannel(SocketProtocolFamily family) {
            return new NioServerSocketChannel(SelectorProvider.provider(), family);
        }
    };

    abstract boolean isAvailable();

    abstract IoHandlerFactory handlerFactory();

    /** Tells whether the peer's reset is noticed while nothing is read; a selector sees it only by reading. */
    boolean noticesResetUnread() {
        return this != NIO;
    }

    /** Tells whether what one read has left is reported as readable again; else it has to be read on until nothing is left. */
    boolean repeatsReadable() {
        return this != KQUEUE;
    }

    abstract SocketChannel newChannel(SocketProtocolFamily family);

    abstract ServerSocketChannel newServerChannel(SocketProtocolFamily family);

    /** Returns the family of {@code address}: a socket of its own family shows the address as it is, not mapped into IPv6. */
    static SocketProtocolFamily familyOf(InetAddress address) {
        return address instanceof Inet6Address ? SocketProtocolFamily.INET6 : SocketProtocolFamily.INET;
    }

    private static java.nio.channels.SocketChannel open(SocketProtocolFamily family) {
        try {
            return SelectorProvider.provider().openSocketChannel(family.toJdkFamily());
        } catch (IOException noDescriptor) {
            throw new ChannelException("a socket cannot be made", noDescriptor);
        }
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

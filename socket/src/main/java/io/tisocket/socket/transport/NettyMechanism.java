// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.kqueue.KQueue;
import io.netty.channel.kqueue.KQueueIoHandler;
import io.netty.channel.kqueue.KQueueServerSocketChannel;
import io.netty.channel.kqueue.KQueueSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;

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
            return EpollIoHandler.newFactory();
        }

        @Override
        SocketChannel newChannel() {
            return new EpollSocketChannel();
        }

        @Override
        ServerSocketChannel newServerChannel() {
            return new EpollServerSocketChannel();
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
        SocketChannel newChannel() {
            return new KQueueSocketChannel();
        }

        @Override
        ServerSocketChannel newServerChannel() {
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
        SocketChannel newChannel() {
            return new NioSocketChannel();
        }

        @Override
        ServerSocketChannel newServerChannel() {
            return new NioServerSocketChannel();
        }
    };

    abstract boolean isAvailable();

    abstract IoHandlerFactory handlerFactory();

    abstract SocketChannel newChannel();

    abstract ServerSocketChannel newServerChannel();

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

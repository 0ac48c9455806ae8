// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.util.concurrent.Future;

/** What epoll is asked to say of a descriptor, again as long as it holds. Failures it says unasked. */
final class EpollInterest {

    /** Bytes, connections, or the end of the stream can be taken. */
    static final EpollIoOps READ = EpollIoOps.EPOLLIN;

    /** The system has room for bytes, or an attempt to connect is over. */
    static final EpollIoOps WRITE = EpollIoOps.EPOLLOUT;

    static final EpollIoOps READ_AND_WRITE = READ.with(WRITE);

    /** Failures only, and once each: they last. Netty takes {@code NONE} for the end of the registration. */
    static final EpollIoOps NOTHING = EpollIoOps.EPOLLET;

    private EpollInterest() {}

    /** Makes {@code handle} known to the loop of {@code transport}, whose thread calls; epoll knows it with the first interest. */
    static IoRegistration register(NettyTransport transport, EpollIoHandle handle) {
        Future<IoRegistration> registered = transport.loop().register(handle);
        if (!registered.isSuccess()) {
            throw new IllegalStateException("registering takes more than its call", registered.cause());
        }
        return registered.getNow();
    }
}

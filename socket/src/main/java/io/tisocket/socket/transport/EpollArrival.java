// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

import io.netty.channel.unix.Socket;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** An accepted descriptor, which no loop knows, or the listener's while it is watched. */
final class EpollArrival implements Arrival {

    private final NettyTransport transport;
    private final Socket socket;
    private final InetSocketAddress remote;

    /** What watches, if anybody asked for it, and becomes the wire then. */
    private @Nullable EpollWire watching;

    EpollArrival(NettyTransport transport, Socket socket, InetSocketAddress remote) {
        this.transport = transport;
        this.socket = socket;
        this.remote = remote;
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return remote;
    }

    @Override
    public void watch(Runnable gone) {
        EpollWire wire = new EpollWire(transport, socket, remote);
        watching = wire;
        wire.register();
        wire.start(new GoneHandler(gone), false);
    }

    @Override
    public void release(Runnable released) {
        if (watching != null) {
            watching.unregister();
        }
        released.run();
    }

    @Override
    public Wire join(Transport target) {
        NettyTransport joined = (NettyTransport) target;
        EpollWire wire = watching;
        if (wire == null) {
            wire = new EpollWire(joined, socket, remote);
        } else {
            wire.moveTo(joined);
        }
        wire.register();
        return wire;
    }

    @Override
    public void reset() {
        if (watching != null) {
            watching.reset();
        } else {
            EpollWire.resetAtClose(socket);
            EpollWire.close(socket);
        }
    }
}

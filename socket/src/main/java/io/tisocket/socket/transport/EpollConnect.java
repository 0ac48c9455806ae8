// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

import io.netty.channel.ChannelException;
import io.netty.channel.IoEvent;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.LinuxSocket;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** An attempt to connect a descriptor that epoll watches. */
final class EpollConnect implements EpollIoHandle, Cancellable {

    private static final System.Logger LOG = System.getLogger(EpollConnect.class.getName());

    private final NettyTransport transport;
    private final Socket socket;
    private final InetSocketAddress remote;
    private final ConnectHandler handler;
    private @Nullable IoRegistration registration;
    private boolean over;

    private EpollConnect(NettyTransport transport, Socket socket, InetSocketAddress remote, ConnectHandler handler) {
        this.transport = transport;
        this.socket = socket;
        this.remote = remote;
        this.handler = handler;
    }

    /** Begins as {@link Transport#connect}. */
    static Cancellable start(NettyTransport transport, InetSocketAddress remote, ConnectHandler handler) {
        Socket socket;
        try {
            socket = LinuxSocket.newSocketStream(NettyMechanism.familyOf(remote));
        } catch (ChannelException noDescriptor) {
            handler.failed(NettyErrors.translateConnect(noDescriptor, remote));
            return () -> {};
        }
        EpollConnect connect = new EpollConnect(transport, socket, remote, handler);
        connect.begin();
        return connect;
    }

    private void begin() {
        try {
            socket.setTcpNoDelay(true);
            // Connected at once or not, epoll says so.
            socket.connect(remote);
            registration = EpollInterest.register(transport, this);
            registration.submit(EpollInterest.WRITE);
        } catch (IOException | UncheckedIOException failure) {
            transport.execute(() -> failed(failure));
        }
    }

    @Override
    public FileDescriptor fd() {
        return socket;
    }

    @Override
    @SuppressWarnings("checkstyle:IllegalCatch") // whatever is wrong with one attempt must not end the loop of all
    public void handle(IoRegistration registration, IoEvent event) {
        try {
            look();
        } catch (Throwable unexpected) {
            LOG.log(System.Logger.Level.ERROR, "the outcome of connecting to " + remote + " was lost", unexpected);
            close();
        }
    }

    /** Finds out whether the attempt is over. */
    void look() {
        if (over) {
            return;
        }
        try {
            // Without a peer it was news of another descriptor that had the same number before.
            @Nullable InetSocketAddress peer = socket.finishConnect() ? socket.remoteAddress() : null;
            if (peer != null) {
                // An address of all interfaces leads to one of them; any other keeps its name and zone.
                connected(remote.getAddress().isAnyLocalAddress() ? peer : remote);
            }
        } catch (IOException failure) {
            failed(failure);
        }
    }

    private void connected(InetSocketAddress peer) {
        forget();
        if (peer.equals(socket.localAddress())) {
            // Ended with a reset, or the port of a server that is about to start would stay in TIME_WAIT.
            EpollWire.resetAtClose(socket);
            EpollWire.close(socket);
            handler.failed(NettyErrors.reachedItself());
            return;
        }
        EpollWire wire = new EpollWire(transport, socket, peer);
        wire.register();
        handler.connected(wire);
    }

    private void failed(Exception failure) {
        if (!over) {
            close();
            handler.failed(NettyErrors.translateConnect(failure, remote));
        }
    }

    @Override
    public void cancel() {
        if (!over) {
            close();
        }
    }

    @Override
    public void close() {
        EpollWire.close(socket);
        forget();
    }

    /** Makes the loop forget the descriptor. */
    private void forget() {
        over = true;
        if (registration != null) {
            registration.cancel();
        }
    }
}

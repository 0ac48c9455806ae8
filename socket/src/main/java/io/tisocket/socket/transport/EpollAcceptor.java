// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

import io.netty.channel.ChannelException;
import io.netty.channel.IoEvent;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.LinuxSocket;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.NativeInetAddress;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.function.Consumer;

/** A listener on a descriptor and epoll alone. */
final class EpollAcceptor extends NettyAcceptor implements EpollIoHandle {

    private final NettyTransport transport;
    private final Socket socket;
    private final Consumer<Arrival> incoming;
    private final IoRegistration registration;

    /** Kept: a closed descriptor has none, and then it is asked for too. */
    private final InetSocketAddress local;

    /** Where the system writes a peer's address, after its length. */
    private final byte[] peer = new byte[25];

    private EpollAcceptor(NettyTransport transport, Socket socket, ListenHandler handler, Consumer<Arrival> incoming) {
        super(transport, handler);
        this.transport = transport;
        this.socket = socket;
        this.incoming = incoming;
        this.local = socket.localAddress();
        this.registration = EpollInterest.register(transport, this);
    }

    /** Binds as {@link Transport#listen}; the outcome is told within the call. */
    static void bind(
            NettyTransport transport, InetSocketAddress local, ListenHandler handler, Consumer<Arrival> incoming) {
        Socket socket;
        try {
            socket = LinuxSocket.newSocketStream(NettyMechanism.familyOf(local));
        } catch (ChannelException noDescriptor) {
            handler.failed(NettyErrors.translate(noDescriptor));
            return;
        }
        try {
            socket.setReuseAddress(true);
            // Linux hands it on to every connection that is accepted.
            socket.setTcpNoDelay(true);
            socket.bind(local);
            socket.listen(KERNEL_BACKLOG);
        } catch (IOException refused) {
            EpollWire.close(socket);
            handler.failed(NettyErrors.translate(refused));
            return;
        }
        EpollAcceptor acceptor = new EpollAcceptor(transport, socket, handler, incoming);
        try {
            acceptor.accepting(true);
        } catch (UncheckedIOException refused) {
            acceptor.close();
            handler.failed(NettyErrors.translate(refused));
            return;
        }
        acceptor.listening();
    }

    @Override
    public FileDescriptor fd() {
        return socket;
    }

    @Override
    public InetSocketAddress localAddress() {
        return local;
    }

    @Override
    @SuppressWarnings("checkstyle:IllegalCatch") // whatever is wrong with one listener must not end the loop of all
    public void handle(IoRegistration registration, IoEvent event) {
        try {
            // One for each time that epoll reports: a program accepts one for each callback, and the kernel keeps the
            // others longer.
            int descriptor = socket.accept(peer);
            if (descriptor >= 0) {
                arrived(new Socket(descriptor));
            }
        } catch (Throwable failure) {
            acceptFailed(failure);
        }
    }

    private void arrived(Socket accepted) {
        boolean taken = false;
        try {
            incoming.accept(new EpollArrival(transport, accepted, NativeInetAddress.address(peer, 1, peer[0])));
            taken = true;
        } finally {
            if (!taken) {
                EpollWire.close(accepted);
            }
        }
    }

    @Override
    boolean isOpen() {
        return socket.isOpen();
    }

    @Override
    void accepting(boolean wanted) {
        registration.submit(wanted ? EpollInterest.READ : EpollInterest.NOTHING);
    }

    @Override
    public void close() {
        EpollWire.close(socket);
        registration.cancel();
        closed();
    }

    @Override
    void end() {
        close();
    }

    @Override
    public void close(Runnable whenFree) {
        close();
        whenFree.run();
    }
}

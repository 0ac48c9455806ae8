// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.IoEvent;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoEvent;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A wire on a descriptor and epoll alone. A channel of Netty's would take 1.3 KB for each connection, and time for each
 * message: docs/decisions/0018-descriptors-without-channels.md.
 */
final class EpollWire extends NettyWire implements EpollIoHandle {

    private static final System.Logger LOG = System.getLogger(EpollWire.class.getName());

    private final Socket socket;
    private final InetSocketAddress remote;

    /** Null as long as no loop knows the descriptor, and when it is closed. */
    private @Nullable IoRegistration registration;

    /** What epoll was asked last. */
    private @Nullable EpollIoOps interest;

    /** What the system has not taken yet, or null. */
    private @Nullable Deque<ByteBuf> waiting;

    private boolean receiving;

    /** FIN is to be sent behind what waits. */
    private boolean ending;

    EpollWire(NettyTransport transport, Socket socket, InetSocketAddress remote) {
        super(transport);
        this.socket = socket;
        this.remote = remote;
    }

    /** Makes the descriptor known to the loop of the transport, unless it is or is closed; nothing is noticed before {@link #start}. */
    void register() {
        if (registration == null && socket.isOpen()) {
            registration = EpollInterest.register(transport(), this);
        }
    }

    /** Makes the loop forget the descriptor, which stays open. */
    void unregister() {
        IoRegistration cancelled = registration;
        registration = null;
        interest = null;
        if (cancelled != null) {
            cancelled.cancel();
        }
    }

    @Override
    public FileDescriptor fd() {
        return socket;
    }

    @Override
    public InetSocketAddress localAddress() {
        return socket.localAddress();
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return remote;
    }

    private void ask(EpollIoOps wanted) {
        if (registration != null && !wanted.equals(interest)) {
            interest = wanted;
            try {
                registration.submit(wanted);
            } catch (UncheckedIOException refused) {
                breakOff(refused);
            }
        }
    }

    private void ask() {
        if (receiving) {
            ask(waiting == null ? EpollInterest.READ : EpollInterest.READ_AND_WRITE);
        } else {
            ask(waiting == null ? EpollInterest.NOTHING : EpollInterest.WRITE);
        }
    }

    @Override
    @SuppressWarnings("checkstyle:IllegalCatch") // whatever is wrong with one connection must not end the loop of all
    public void handle(IoRegistration registration, IoEvent event) {
        EpollIoOps ready = ((EpollIoEvent) event).ops();
        try {
            if (ready.contains(EpollInterest.WRITE)) {
                sendWaiting();
            }
            if (receiving) {
                if (!ready.equals(EpollInterest.WRITE)) {
                    receive();
                }
            } else if (isWatched()) {
                look();
            }
        } catch (Throwable unexpected) {
            breakOff(unexpected);
        }
    }

    // ---- reading ----

    @Override
    boolean isReceiving() {
        return receiving;
    }

    @Override
    void receiving(boolean wanted) {
        receiving = wanted;
        ask();
    }

    /** One call for each time that the descriptor is ready: epoll reports again what it leaves. */
    private void receive() {
        ByteBuf bytes = transport().receiveBuffer().lend();
        int count;
        try {
            count = Descriptors.receive(socket, bytes);
        } catch (IOException broken) {
            bytes.release();
            fail(NettyErrors.translate(broken));
            return;
        }
        if (count > 0) {
            received(bytes);
        } else {
            bytes.release();
            if (count < 0) {
                receivedEnd();
            }
        }
    }

    /** Finds out whether the connection is broken, and leaves its bytes where they are. */
    private void look() throws IOException {
        int errno = socket.getSoError();
        if (errno != 0) {
            fail(NettyErrors.of(errno));
        }
    }

    // ---- writing ----

    @Override
    void send(ByteBuf bytes) throws IOException {
        if (waiting == null && registration != null) {
            Descriptors.send(socket, bytes);
        }
    }

    @Override
    void sendLater(ByteBuf bytes) {
        if (registration == null) {
            bytes.release();
            return;
        }
        if (waiting == null) {
            waiting = new ArrayDeque<>(2);
        }
        waiting.add(bytes);
        ask();
    }

    private void sendWaiting() {
        Deque<ByteBuf> queue = waiting;
        if (queue == null) {
            // Asked for until now, in case that more would have to wait.
            ask();
            return;
        }
        int sent = 0;
        try {
            for (ByteBuf first = queue.peek(); first != null; first = queue.peek()) {
                int before = first.readableBytes();
                Descriptors.send(socket, first);
                sent += before - first.readableBytes();
                if (first.isReadable()) {
                    break;
                }
                queue.remove().release();
            }
        } catch (IOException broken) {
            dropWaiting();
            ask();
            sendingFailed(broken, sent);
            return;
        }
        if (queue.isEmpty()) {
            waiting = null;
        }
        tellSent(sent);
        if (waiting == null && ending) {
            shutdownNow();
        }
    }

    private void dropWaiting() {
        if (waiting != null) {
            waiting.forEach(ByteBuf::release);
            waiting = null;
        }
    }

    // ---- ending ----

    @Override
    void sendEnd() {
        if (waiting == null) {
            shutdownNow();
        } else {
            ending = true;
        }
    }

    private void shutdownNow() {
        ending = false;
        try {
            Descriptors.sendEnd(socket);
        } catch (IOException broken) {
            // The peer has reset the connection, which whoever reads is told.
            LOG.log(System.Logger.Level.TRACE, "no end could be sent", broken);
        }
    }

    @Override
    void resetAtClose() {
        resetAtClose(socket);
    }

    /** Has the peer of {@code socket} see a reset when that is closed. */
    static void resetAtClose(Socket socket) {
        if (socket.isOpen()) {
            try {
                socket.setSoLinger(0);
            } catch (IOException impossible) {
                throw new IllegalStateException("SO_LINGER cannot be set on an open socket", impossible);
            }
        }
    }

    @Override
    void closeDescriptor() {
        receiving = false;
        dropWaiting();
        close(socket);
        // Not before: epoll lets go of what is closed without a call of its own.
        unregister();
    }

    /** Closes {@code socket}; harmless the second time. */
    static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException late) {
            // The descriptor is free all the same.
            LOG.log(System.Logger.Level.TRACE, "close", late);
        }
    }
}

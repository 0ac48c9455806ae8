// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import io.tisocket.socket.transport.Acceptor;
import io.tisocket.socket.transport.ConnectHandler;
import io.tisocket.socket.transport.ListenHandler;
import io.tisocket.socket.transport.ResolveHandler;
import io.tisocket.socket.transport.Transport;
import io.tisocket.socket.transport.Wire;
import io.tisocket.socket.transport.WireException;
import io.tisocket.socket.transport.WireHandler;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The far end of one connection in a {@link SimulatedNetwork}, which does exactly what it is told: it can send, end its
 * sending and go on reading, stop reading, and reset, at any moment.
 *
 * <p>What it is told before there is a connection, it does when there is one. It reads by itself unless told not to. All
 * methods belong to the network's thread; nothing here blocks or calls back.
 */
public final class SimulatedPeer {

    private final Transport transport;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final List<Consumer<Wire>> orders = new ArrayList<>();
    private final End end = new End();
    private @Nullable Acceptor acceptor;
    private @Nullable Wire wire;
    private @Nullable SocketErrorCode failure;
    private boolean reading = true;
    private boolean closing;
    private boolean finished;

    /** How many bytes the network has not taken yet, for want of room. */
    private int unsent;

    private SimulatedPeer(Transport transport) {
        this.transport = transport;
    }

    static SimulatedPeer connect(Transport transport, String host, int port) {
        SimulatedPeer peer = new SimulatedPeer(transport);
        peer.resolve(host, address -> transport.connect(new InetSocketAddress(address, port), peer.end));
        return peer;
    }

    static SimulatedPeer listen(Transport transport, String host, int port) {
        SimulatedPeer peer = new SimulatedPeer(transport);
        peer.resolve(
                host,
                address -> transport.listen(
                        new InetSocketAddress(address, port),
                        peer.end,
                        arrival -> peer.end.connected(arrival.join(transport))));
        return peer;
    }

    private void resolve(String host, Consumer<InetAddress> next) {
        transport.resolve(host, new ResolveHandler() {
            @Override
            public void resolved(List<InetAddress> addresses) {
                next.accept(addresses.get(0));
            }

            @Override
            public void unresolved(WireException reason) {
                end.failed(reason);
            }
        });
    }

    /** Sends {@code bytes} after all that was sent before. */
    public void send(byte[] bytes) {
        byte[] copy = bytes.clone();
        order(connected -> {
            // After the end of the sending nothing is taken any more, and nothing is to be waited for.
            if (copy.length > 0 && !finished) {
                unsent += copy.length;
                connected.write(ByteBuffer.wrap(copy), null);
                connected.flush();
            }
        });
    }

    /** Ends the sending, and goes on reading: the other end reads to the end of the stream. */
    public void finish() {
        order(connected -> {
            finished = true;
            connected.shutdownOutput();
        });
    }

    /** Breaks the connection off: the other end sees a reset, after what was sent before. */
    public void reset() {
        order(Wire::reset);
    }

    /**
     * Closes the connection after what was sent before; unread bytes turn that into a reset, as they do for real. A peer that
     * still listens stops listening.
     */
    public void close() {
        if (wire == null && acceptor != null) {
            acceptor.close(() -> {});
        }
        order(connected -> {
            closing = true;
            closeWhenSent(connected);
        });
    }

    private void closeWhenSent(Wire connected) {
        if (closing && unsent == 0) {
            connected.close();
        }
    }

    /** Stops reading, so that the other end cannot write any more after a while, or goes on. */
    public void reading(boolean wanted) {
        reading = wanted;
        order(connected -> connected.start(end, wanted));
    }

    private void order(Consumer<Wire> order) {
        if (wire == null) {
            orders.add(order);
        } else {
            order.accept(wire);
        }
    }

    /** Tells whether there is, or was, a connection. */
    public boolean isConnected() {
        return wire != null;
    }

    /** Returns all bytes that have been read. */
    public byte[] received() {
        return received.toByteArray();
    }

    /** Tells whether the other end has ended its sending and all bytes before that have been read. */
    public boolean sawEnd() {
        return wire != null && wire.atEnd();
    }

    /** Returns why the connection broke, or why there is none. */
    public Optional<SocketErrorCode> failure() {
        return Optional.ofNullable(failure);
    }

    /** What the network reports to this peer. */
    private final class End implements ConnectHandler, ListenHandler, WireHandler {

        @Override
        public void connected(Wire connected) {
            if (wire != null) {
                connected.reset();
                return;
            }
            wire = connected;
            if (acceptor != null) {
                acceptor.close(() -> {});
            }
            connected.start(this, reading);
            for (Consumer<Wire> order : orders) {
                order.accept(connected);
            }
            orders.clear();
        }

        @Override
        public void listening(Acceptor bound) {
            acceptor = bound;
        }

        @Override
        public void readable() {
            if (wire != null) {
                ByteBuffer chunk = ByteBuffer.allocate(wire.available());
                wire.read(chunk);
                received.write(chunk.array(), 0, chunk.position());
            }
        }

        @Override
        public void sent(int count) {
            unsent -= count;
            if (wire != null) {
                closeWhenSent(wire);
            }
        }

        @Override
        public void failed(WireException reason) {
            failure = SocketErrorCode.of(reason.errno());
            if (wire != null) {
                wire.close();
            }
        }
    }
}

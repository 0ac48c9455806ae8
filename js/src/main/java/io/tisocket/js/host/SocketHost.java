// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js.host;

import io.tisocket.socket.AcceptOptions;
import io.tisocket.socket.AcceptedEvent;
import io.tisocket.socket.ClosedEvent;
import io.tisocket.socket.ConnectedEvent;
import io.tisocket.socket.ErrorEvent;
import io.tisocket.socket.IllegalSocketStateException;
import io.tisocket.socket.SocketCounters;
import io.tisocket.socket.SocketLoop;
import io.tisocket.socket.TcpSocket;
import java.time.Duration;
import java.util.function.Consumer;
import org.graalvm.polyglot.HostAccess.Export;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * TCP sockets. The script's object of a socket is attached to it, so that every callback finds it again. Rule J2.
 *
 * <p>Between {@code accept()} and {@code accepted} what is attached to the accepted socket is the options of the former.
 */
public final class SocketHost {

    private final ScriptErrors errors;
    private final SocketLoop loop;
    private final Callback connected = new Callback();
    private final Callback accepted = new Callback();
    private final Callback failed = new Callback();
    private final Callback closed = new Callback();

    // One for all sockets: an idle connection must stay small.
    private final Consumer<ConnectedEvent> onConnected = this::connected;
    private final Consumer<AcceptedEvent> onAccepted = this::accepted;
    private final Consumer<ErrorEvent> onError = this::failed;
    private final Consumer<ClosedEvent> onClosed = this::closed;

    SocketHost(ScriptErrors errors, SocketLoop loop) {
        this.errors = errors;
        this.loop = loop;
    }

    /** Sets the functions that are called with the object of a socket and what else there is to know. */
    @Export
    public void callbacks(Value whenConnected, Value whenAccepted, Value whenFailed, Value whenClosed) {
        connected.set(whenConnected);
        accepted.set(whenAccepted);
        failed.set(whenFailed);
        closed.set(whenClosed);
    }

    private void connected(ConnectedEvent event) {
        connected.call(peer(event.socket()));
    }

    private void accepted(AcceptedEvent event) {
        accepted.call(peer(event.socket()), event.inbound(), peer(event.inbound()));
    }

    private void failed(ErrorEvent event) {
        failed.call(peer(event.socket()), event.error(), event.code().number());
    }

    private void closed(ClosedEvent event) {
        closed.call(peer(event.socket()));
    }

    private static Object peer(TcpSocket socket) {
        return socket.attachment().orElseThrow();
    }

    /** Returns a new socket whose object is {@code peer}. */
    @Export
    public TcpSocket create(Value peer) {
        return loop.createTcp()
                .attachment(peer)
                .onConnected(onConnected)
                .onAccepted(onAccepted)
                .onError(onError)
                .onClosed(onClosed);
    }

    /** Sets the object of an accepted socket. */
    @Export
    public void attach(TcpSocket socket, Value peer) {
        socket.attachment(peer);
    }

    /** Returns why host, port and timeout cannot be set now, or null when they can. Rule P1. */
    @Export
    public @Nullable String refusal(TcpSocket socket) {
        try {
            socket.timeout(socket.timeout());
            return null;
        } catch (IllegalSocketStateException refused) {
            return refused.getMessage();
        }
    }

    /**
     * Sets where to connect to or listen on, while that is legal.
     *
     * @param host null: none
     * @return the socket to go on with: another one when a host that had been set is to be none again
     */
    @Export
    public TcpSocket prepare(TcpSocket socket, @Nullable String host, int port, double timeoutMillis) {
        return errors.guard(() -> {
            TcpSocket prepared = host == null && socket.host().isPresent()
                    ? create((Value) socket.attachment().orElseThrow())
                    : socket;
            if (host != null) {
                prepared.host(host);
            }
            return prepared.port(port).timeout(millis(timeoutMillis));
        });
    }

    private static Duration millis(double timeoutMillis) {
        return Duration.ofMillis((long) Math.ceil(timeoutMillis));
    }

    /** Sets how many connections may wait. */
    @Export
    public void queueSize(TcpSocket socket, int connections) {
        socket.listenQueueSize(connections);
    }

    /** Returns the state as 1 to 5, in the order of rule M2. */
    @Export
    public int state(TcpSocket socket) {
        return switch (socket.state()) {
            case INITIALIZED -> 1;
            case CONNECTED -> 2;
            case LISTENING -> 3;
            case CLOSED -> 4;
            case ERROR -> 5;
        };
    }

    /** Returns the host, or null. */
    @Export
    public @Nullable String host(TcpSocket socket) {
        return socket.host().orElse(null);
    }

    /** Returns the port, 0 when there is none. */
    @Export
    public int port(TcpSocket socket) {
        return socket.port();
    }

    /** Returns what {@code snapshot} makes of the six numbers. */
    @Export
    public Value counters(TcpSocket socket, Value snapshot) {
        SocketCounters now = socket.counters();
        return snapshot.execute(
                (double) now.bytesIn(),
                (double) now.bytesOut(),
                (double) now.pendingBytes(),
                now.queued(),
                (double) now.accepted(),
                (double) now.rejected());
    }

    /** Begins to connect. */
    @Export
    public void connect(TcpSocket socket) {
        errors.perform(socket::connect);
    }

    /** Binds, blocking. */
    @Export
    public void listen(TcpSocket socket) {
        errors.perform(socket::listen);
    }

    /** Flags the listener to take one connection. */
    @Export
    public void accept(TcpSocket socket, double timeoutMillis, Value options) {
        errors.perform(() -> socket.accept(AcceptOptions.NONE
                .withTimeout(millis(timeoutMillis))
                .withOnError(onError)
                .withOnClosed(onClosed)
                .withAttachment(options)));
    }

    /** Closes, blocking. */
    @Export
    public void close(TcpSocket socket) {
        errors.perform(socket::close);
    }
}

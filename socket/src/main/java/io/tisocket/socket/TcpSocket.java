// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import io.tisocket.socket.transport.AddressText;
import io.tisocket.stream.Buffer;
import io.tisocket.stream.IoEvent;
import io.tisocket.stream.IoStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A TCP socket that connects or listens, and is in one of five states.
 *
 * <p>{@link SocketLoop#createTcp()} makes one. Set host and port, then either {@link #connect()} and read and write, or
 * {@link #listen()} and {@link #accept(AcceptOptions)}. What is legal in which state stands in {@code docs/lifecycle.md}; all
 * else throws {@link IllegalSocketStateException} at once, changes nothing and reports nothing. Every method may be called
 * by any thread; callbacks run on the loop's thread, after the state has changed.
 */
public final class TcpSocket implements IoStream {

    /** The number of connections that wait when nothing else was set. Rule P4. */
    public static final int DEFAULT_LISTEN_QUEUE_SIZE = 50;

    private final SocketLoop loop;
    private final Lifecycle lifecycle;
    private final Callbacks callbacks = new Callbacks(this);

    /** Written under the lock of the lifecycle, read by any thread. */
    private volatile Endpoint endpoint;

    private volatile int listenQueueSize = DEFAULT_LISTEN_QUEUE_SIZE;
    private volatile Optional<Object> attachment = Optional.empty();

    /** Of the present connection or listener, or of the last; set before the state says so, read by any thread. */
    private volatile Ledger ledger = Ledger.Blank.BLANK;

    /** What the socket is busy with; loop thread only. */
    private @Nullable Role role;

    /** Why the last connection failed; written by the loop thread, before the state. */
    private volatile @Nullable SocketFailedException failure;

    TcpSocket(SocketLoop loop) {
        this.loop = loop;
        this.endpoint = Endpoint.UNSET;
        this.lifecycle = new Lifecycle(this, Phase.INITIALIZED);
    }

    /** Creates a socket that is born CONNECTED to {@code peer}. Rules L8, A6. */
    TcpSocket(SocketLoop loop, InetSocketAddress peer, AcceptOptions options) {
        this.loop = loop;
        this.endpoint = Endpoint.of(peer, options.timeout());
        this.lifecycle = new Lifecycle(this, Phase.INBOUND_CONNECTED);
        this.attachment = options.attachment();
        callbacks.onError(options.onError());
        callbacks.onClosed(options.onClosed());
    }

    /** Returns the state; on another thread than the loop's it may have changed on return. Rules L1 to L8. */
    public SocketState state() {
        return lifecycle.state();
    }

    /** Returns the host to connect to or listen on, or the peer's numeric address on an accepted socket. Rule P8. */
    public Optional<String> host() {
        return Optional.ofNullable(endpoint.host());
    }

    /**
     * Sets the host: a name, an IPv4 address, or an IPv6 address with or without brackets and zone. It is looked at when the
     * socket connects or listens. Rules P1, P2.
     *
     * @throws IllegalSocketStateException unless INITIALIZED with no attempt to connect under way
     */
    public TcpSocket host(String host) {
        Objects.requireNonNull(host, "host");
        lifecycle.configure(() -> endpoint = endpoint.withHost(host));
        return this;
    }

    /** Returns the port, 0 when none was set; after {@link #listen()} the port that is listened on. Rules P3, P8. */
    public int port() {
        return endpoint.port();
    }

    /**
     * Sets the port: 1 to 65535, or 0 to listen on a free one. It is looked at when the socket connects or listens. Rule P3.
     *
     * @throws IllegalSocketStateException as {@link #host(String)}
     */
    public TcpSocket port(int port) {
        lifecycle.configure(() -> endpoint = endpoint.withPort(port));
        return this;
    }

    /** Returns the limit for connecting and for each write; zero: none. */
    public Duration timeout() {
        return endpoint.timeout();
    }

    /**
     * Sets the limit for connecting, looking up the host included, and for each write; it never limits a read. Rule P5.
     *
     * @param timeout zero or negative: no limit
     * @throws IllegalSocketStateException as {@link #host(String)}
     */
    public TcpSocket timeout(Duration timeout) {
        Objects.requireNonNull(timeout, "timeout");
        lifecycle.configure(() -> endpoint = endpoint.withTimeout(timeout));
        return this;
    }

    /** Returns how many connections may wait to be accepted. */
    public int listenQueueSize() {
        return listenQueueSize;
    }

    /**
     * Sets how many connections may wait to be accepted, from the next {@link #listen()} on. Rule P4.
     *
     * @param connections less than 1: {@link #DEFAULT_LISTEN_QUEUE_SIZE}
     */
    public TcpSocket listenQueueSize(int connections) {
        listenQueueSize = connections < 1 ? DEFAULT_LISTEN_QUEUE_SIZE : connections;
        return this;
    }

    /** Returns what the socket has moved since it was last CONNECTED or LISTENING. Any state, any thread, without waiting. */
    public SocketCounters counters() {
        return ledger.counters();
    }

    /** Returns what was attached, by {@link #attachment(Object)} or by {@link AcceptOptions}. */
    public Optional<Object> attachment() {
        return attachment;
    }

    /** Attaches any object, for the use of the program. */
    public TcpSocket attachment(Object attachment) {
        this.attachment = Optional.of(attachment);
        return this;
    }

    /** Sets what is told, once, that {@link #connect()} has succeeded. Rule C5. */
    public TcpSocket onConnected(Consumer<? super ConnectedEvent> callback) {
        callbacks.onConnected(Objects.requireNonNull(callback, "callback"));
        return this;
    }

    /** Sets what is told, once and last, that the socket has entered state ERROR, except by {@link #listen()}. Rule E1. */
    public TcpSocket onError(Consumer<? super ErrorEvent> callback) {
        callbacks.onError(Objects.requireNonNull(callback, "callback"));
        return this;
    }

    /** Sets what is told, once for each {@link #accept(AcceptOptions)}, of the connection taken. Rule A4. */
    public TcpSocket onAccepted(Consumer<? super AcceptedEvent> callback) {
        callbacks.onAccepted(Objects.requireNonNull(callback, "callback"));
        return this;
    }

    /** Sets what is told, once, that {@link #close()} has closed the socket. Rule X5. */
    public TcpSocket onClosed(Consumer<? super ClosedEvent> callback) {
        callbacks.onClosed(Objects.requireNonNull(callback, "callback"));
        return this;
    }

    /**
     * Begins to connect and returns at once; the outcome is told to the callback for connected or for error. The state reads
     * INITIALIZED until then. Rules C1 to C10.
     *
     * @throws IllegalSocketStateException unless INITIALIZED, CLOSED or ERROR, while connecting, and on accepted sockets
     * @throws IllegalArgumentException when no valid host and port are set
     */
    public void connect() {
        SocketSteps.connect(this);
    }

    /**
     * Binds host and port and returns when connections queue up. Without a host it binds the loopback address 127.0.0.1,
     * without a port a free one. On failure the state is ERROR and the callback for errors is not called. Rules N1 to N8.
     *
     * @throws IllegalSocketStateException as {@link #connect()}
     * @throws IllegalArgumentException when the port is out of range or the host can be none; nothing has changed
     * @throws IOException when the address cannot be bound, or stands for all interfaces
     */
    public void listen() throws IOException {
        SocketSteps.listen(this);
    }

    /** Accepts one connection with {@link AcceptOptions#NONE}. */
    public void accept() {
        accept(AcceptOptions.NONE);
    }

    /**
     * Flags the listener to take one connection, the first that waits or the next that arrives, and returns at once. While
     * the flag is up, another call only replaces the options. Rules A1 to A8.
     *
     * @throws IllegalSocketStateException unless LISTENING
     */
    public void accept(AcceptOptions options) {
        SocketSteps.accept(this, Objects.requireNonNull(options, "options"));
    }

    /**
     * Closes the socket and returns when it is CLOSED; a listener's address is free then. What was written before reaches the
     * peer, within the timeout or, where there is none, 5 seconds; operations under way fail. Rules X1 to X5.
     *
     * @throws IllegalSocketStateException unless CONNECTED or LISTENING
     */
    @Override
    public void close() {
        SocketSteps.close(this);
    }

    /**
     * Drops everything at once, in any state: an attempt to connect, a listener with its queue, a connection, which the peer
     * sees reset. Operations under way fail; no callback of the socket runs any more for what was dropped. The state is
     * CLOSED then, unless there was nothing to drop. Rule X6.
     */
    public void abort() {
        SocketSteps.abort(this);
    }

    /**
     * {@inheritDoc} It never times out. On the loop's thread the network goes on meanwhile, callbacks do not.
     *
     * @throws IllegalSocketStateException when the socket has not been connected
     */
    @Override
    public int read(Buffer buffer, int offset, int length) throws IOException {
        return SocketBytes.read(this, buffer, offset, length);
    }

    @Override
    public void readAsync(Buffer buffer, int offset, int length, Consumer<? super IoEvent> whenRead) {
        SocketBytes.readAsync(this, buffer, offset, length, whenRead);
    }

    @Override
    public void readChunkAsync(int maxLength, Consumer<? super IoEvent> whenRead) {
        SocketBytes.readChunkAsync(this, maxLength, whenRead);
    }

    /**
     * {@inheritDoc} It fails with {@link SocketErrorCode#ETIMEDOUT} after {@link #timeout()}, and the socket with it. Rule I5.
     *
     * @throws IllegalSocketStateException when the socket has not been connected
     */
    @Override
    public int write(Buffer buffer, int offset, int length) throws IOException {
        return SocketBytes.write(this, buffer, offset, length);
    }

    /** {@inheritDoc} While 64 MiB wait it fails with {@link SocketErrorCode#ENOBUFS}; the socket goes on. Rule I7. */
    @Override
    public void writeAsync(Buffer buffer, int offset, int length, Consumer<? super IoEvent> whenWritten) {
        SocketBytes.writeAsync(this, buffer, offset, length, whenWritten);
    }

    /** Tells whether the state is CONNECTED, also when the peer has ended its sending. Rule L11. */
    @Override
    public boolean isReadable() {
        return lifecycle.allows(Operation.READ);
    }

    /** Tells whether the state is CONNECTED. */
    @Override
    public boolean isWritable() {
        return lifecycle.allows(Operation.WRITE);
    }

    @Override
    public Executor executor() {
        return loop;
    }

    /** Returns the address and the state, for messages. */
    @Override
    public String toString() {
        Endpoint shown = endpoint;
        String host = shown.host();
        return "TCP socket " + (host == null ? "without host" : AddressText.of(host, shown.port()));
    }

    // ---- for the roles of this socket ----

    SocketLoop loop() {
        return loop;
    }

    Lifecycle lifecycle() {
        return lifecycle;
    }

    Callbacks callbacks() {
        return callbacks;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    /** Keeps what the socket came to listen on, for users to see. Rules N4, P3. */
    void bound(InetSocketAddress local) {
        String host = endpoint.host() == null ? AddressText.of(local.getAddress()) : endpoint.hostOrEmpty();
        endpoint = endpoint.withHost(host).withPort(local.getPort());
    }

    Ledger ledger() {
        return ledger;
    }

    void ledger(Ledger ledger) {
        this.ledger = ledger;
    }

    @Nullable
    Role role() {
        assert loop.inLoop();
        return role;
    }

    void role(@Nullable Role role) {
        assert loop.inLoop();
        this.role = role;
        if (role == null) {
            loop.ended(this);
        } else {
            loop.opened(this);
        }
    }

    void failure(SocketFailedException failure) {
        this.failure = failure;
    }

    Optional<SocketFailedException> failure() {
        return Optional.ofNullable(failure);
    }
}

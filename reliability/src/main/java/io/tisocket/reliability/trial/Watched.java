// SPDX-License-Identifier: Apache-2.0
package io.tisocket.reliability.trial;

import io.tisocket.socket.AcceptOptions;
import io.tisocket.socket.ErrorEvent;
import io.tisocket.socket.SocketFailedException;
import io.tisocket.socket.SocketState;
import io.tisocket.socket.TcpSocket;
import io.tisocket.stream.Buffer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A socket under test with all that it reports; a second terminal event, or one after the end, is a broken promise. */
public final class Watched implements AutoCloseable {

    private final Round round;
    private final TcpSocket socket;
    private final CompletableFuture<Watched> connected = new CompletableFuture<>();
    private final CompletableFuture<ErrorEvent> failed = new CompletableFuture<>();
    private final LinkedBlockingQueue<Watched> accepted = new LinkedBlockingQueue<>();
    private final AtomicInteger lives = new AtomicInteger();
    private final AtomicInteger ends = new AtomicInteger();
    private final CompletableFuture<Watched> firstAccepted = new CompletableFuture<>();

    Watched(Round round, TcpSocket socket) {
        this.round = round;
        this.socket = socket;
        socket.onConnected(event -> connected());
        socket.onError(this::failed);
        socket.onClosed(event -> terminal("closed"));
        socket.onAccepted(event -> {
            Watched inbound = round.watch(new Watched(round, event.inbound()));
            inbound.lives.incrementAndGet();
            inbound.connected();
            accepted.add(inbound);
            firstAccepted.complete(inbound);
        });
    }

    private void connected() {
        round.called("connected");
        if (!connected.complete(this) && lives.get() < 2) {
            round.tally().broken("connected was called twice");
        }
    }

    private void failed(ErrorEvent event) {
        terminal("error " + event.code());
        if (event.socket().state() != SocketState.ERROR) {
            round.tally().broken("error was called in " + event.socket().state());
        }
        failed.complete(event);
        connected.completeExceptionally(new IOException(event.error()));
    }

    private void terminal(String event) {
        round.called(event);
        if (ends.incrementAndGet() > lives.get()) {
            round.tally().broken(event + " was called after the end");
        }
    }

    /** Returns the socket itself. */
    public TcpSocket raw() {
        return socket;
    }

    /** Begins to connect to {@code port} of 127.0.0.1, and waits until it is connected. */
    public Watched connect(int port) throws InterruptedException {
        connect("127.0.0.1", port, Duration.ZERO);
        round.await("connect", connected);
        return this;
    }

    /** Begins to connect. */
    public Watched connect(String host, int port, Duration timeout) {
        socket.host(host).port(port).timeout(timeout);
        connectAgain();
        return this;
    }

    /** Begins to connect to where it was before. */
    public Watched connectAgain() {
        lives.incrementAndGet();
        socket.connect();
        return this;
    }

    /** Waits until it is connected. */
    public Watched awaitConnected() throws InterruptedException {
        round.await("connect", connected);
        return this;
    }

    /** Listens on a free port of 127.0.0.1; returns the port. */
    public int listen() throws IOException {
        socket.host("127.0.0.1");
        return listenAgain();
    }

    /** Listens where it did before; returns the port. */
    public int listenAgain() throws IOException {
        lives.incrementAndGet();
        socket.listen();
        return socket.port();
    }

    /** Accepts one connection and waits for it. */
    public Watched accept(AcceptOptions options) throws InterruptedException {
        socket.accept(options);
        Watched inbound = accepted.poll(Round.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (inbound == null) {
            round.tally().stuck("accept");
            throw new Round.Abandoned("accept");
        }
        return inbound;
    }

    /** Returns the first connection that will be, or has been, accepted. */
    public CompletableFuture<Watched> firstAccepted() {
        return firstAccepted;
    }

    /** Tells whether {@code error} or {@code closed} has been called. */
    public boolean hasEnded() {
        return ends.get() > 0;
    }

    /** Waits for the callback {@code error}; returns the name of its error. */
    public String awaitError() throws InterruptedException {
        return round.await("error", failed).code().name();
    }

    /** Returns what {@code error} will tell. */
    public CompletableFuture<ErrorEvent> failed() {
        return failed;
    }

    /** Begins to write all of {@code bytes}. */
    public Completion write(byte[] bytes) {
        Completion completion = new Completion(round, "write of " + bytes.length + " bytes");
        Buffer buffer = Buffer.wrap(bytes);
        socket.writeAsync(buffer, 0, bytes.length, completion);
        return completion;
    }

    /** Begins to read at most {@code maxLength} bytes. */
    public Completion read(int maxLength) {
        Completion completion = new Completion(round, "read");
        socket.readChunkAsync(maxLength, completion);
        return completion;
    }

    /** Reads on until the end of the stream or a failure, and counts what differs from {@code pattern} as lost. */
    public Reading readToEnd(Pattern pattern) {
        Reading reading = new Reading(round, socket, pattern);
        reading.next();
        return reading;
    }

    /** Returns the name of the error number of {@code failure}, or its class. */
    public static String nameOf(IOException failure) {
        return failure instanceof SocketFailedException known
                ? known.code().name()
                : failure.getClass().getSimpleName();
    }

    /** Drops the connection, if there is still one. */
    @Override
    public void close() {
        socket.abort();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

import io.tisocket.conformance.WrongFace.WrongWorld;
import java.util.Optional;
import java.util.function.Consumer;

/** A right socket inside; subclasses override the one thing that is wrong. */
abstract class WrongSocket implements SocketUnderTest {

    protected final WrongWorld world;
    protected final SocketUnderTest right;

    WrongSocket(WrongWorld world, SocketUnderTest right) {
        this.world = world;
        this.right = right;
    }

    /** Hands one event to the handler; the place to get it wrong. */
    protected void deliver(Kind kind, Happening happening, Consumer<Happening> handler) {
        handler.accept(happening);
    }

    private Happening mine(Happening event) {
        return new Happening(world.of(event.socket()), event.inbound().map(world::of), event.code(), event.error());
    }

    @Override
    public void handle(Kind kind, Consumer<Happening> handler) {
        right.handle(kind, event -> deliver(kind, mine(event), handler));
    }

    @Override
    public void accept(Optional<AcceptRequest> request) {
        right.accept(request.map(r -> new AcceptRequest(
                r.timeoutMillis(), event -> world.of(event.socket()).deliver(Kind.ERROR, mine(event), r.onError()))));
    }

    @Override
    public int state() {
        return right.state();
    }

    @Override
    public String host() {
        return right.host();
    }

    @Override
    public void host(String host) {
        right.host(host);
    }

    @Override
    public int port() {
        return right.port();
    }

    @Override
    public void port(int port) {
        right.port(port);
    }

    @Override
    public long timeoutMillis() {
        return right.timeoutMillis();
    }

    @Override
    public void timeoutMillis(long timeout) {
        right.timeoutMillis(timeout);
    }

    @Override
    public void listenQueueSize(int connections) {
        right.listenQueueSize(connections);
    }

    @Override
    public void connect() {
        right.connect();
    }

    @Override
    public void listen() {
        right.listen();
    }

    @Override
    public void close() {
        right.close();
    }

    @Override
    public void abort() {
        right.abort();
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        return right.read(target, offset, length);
    }

    @Override
    public void readAsync(byte[] target, int offset, int length, Consumer<Outcome> whenRead) {
        right.readAsync(target, offset, length, whenRead);
    }

    @Override
    public int write(byte[] source, int offset, int length) {
        return right.write(source, offset, length);
    }

    @Override
    public void writeAsync(byte[] source, int offset, int length, Consumer<Outcome> whenWritten) {
        right.writeAsync(source, offset, length, whenWritten);
    }

    @Override
    public void writeAsyncThenOverwrite(byte[] source, Consumer<Outcome> whenWritten) {
        right.writeAsyncThenOverwrite(source, whenWritten);
    }

    @Override
    public void pump(int maxChunk, Consumer<Outcome> handler) {
        right.pump(maxChunk, handler);
    }

    @Override
    public boolean isReadable() {
        return right.isReadable();
    }

    @Override
    public boolean isWritable() {
        return right.isWritable();
    }
}

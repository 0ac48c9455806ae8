// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

import io.tisocket.conformance.JavaScriptFace.JavaScriptWorld;
import io.tisocket.stream.Buffer;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** One {@code Ti.Network.Socket.TCP} of the driver script, by its number there. */
final class JavaScriptSocket implements SocketUnderTest {

    private final JavaScriptWorld world;
    private final ScriptThread script;
    private final int number;

    JavaScriptSocket(JavaScriptWorld world, ScriptThread script, int number) {
        this.world = world;
        this.script = script;
        this.number = number;
    }

    private Object perform(String command, Object... arguments) {
        return script.perform(number, command, arguments);
    }

    private long number(String property) {
        return perform("get", property) instanceof Number value ? value.longValue() : 0;
    }

    @Override
    public int state() {
        return (int) number("state");
    }

    @Override
    public String host() {
        return perform("get", "host") instanceof String host ? host : "";
    }

    @Override
    public void host(String host) {
        script.assign(number, "host", host);
    }

    @Override
    public int port() {
        return (int) number("port");
    }

    @Override
    public void port(int port) {
        script.assign(number, "port", port);
    }

    @Override
    public long timeoutMillis() {
        return number("timeout");
    }

    @Override
    public void timeoutMillis(long timeout) {
        script.assign(number, "timeout", timeout);
    }

    @Override
    public void listenQueueSize(int connections) {
        script.assign(number, "listenQueueSize", connections);
    }

    @Override
    public void handle(Kind kind, Consumer<Happening> handler) {
        perform("handle", kind.name().toLowerCase(Locale.ROOT), handlerOf(handler));
    }

    private int handlerOf(Consumer<Happening> handler) {
        return script.reports().onEvent(e -> {
            Optional<SocketUnderTest> inbound = e.inbound() < 0 ? Optional.empty() : Optional.of(world.of(e.inbound()));
            handler.accept(new Happening(world.of(e.socket()), inbound, e.code(), e.error()));
        });
    }

    @Override
    public void connect() {
        perform("connect");
    }

    @Override
    public void listen() {
        perform("listen");
    }

    @Override
    public void accept(Optional<AcceptRequest> request) {
        if (request.isEmpty()) {
            perform("accept");
        } else {
            perform(
                    "acceptWith",
                    request.get().timeoutMillis(),
                    handlerOf(request.get().onError()));
        }
    }

    @Override
    public void close() {
        perform("close");
    }

    @Override
    public void abort() {
        throw new UnsupportedOperationException("JavaScript has no abort()");
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        return (Integer) perform("read", Buffer.wrap(target), offset, length);
    }

    @Override
    public void readAsync(byte[] target, int offset, int length, Consumer<Outcome> whenRead) {
        perform("readAsync", Buffer.wrap(target), offset, length, outcomeOf(whenRead));
    }

    @Override
    public int write(byte[] source, int offset, int length) {
        return (Integer) perform("write", Buffer.wrap(source), offset, length);
    }

    @Override
    public void writeAsync(byte[] source, int offset, int length, Consumer<Outcome> whenWritten) {
        perform("writeAsync", Buffer.wrap(source), offset, length, outcomeOf(whenWritten));
    }

    @Override
    public void writeAsyncThenOverwrite(byte[] source, Consumer<Outcome> whenWritten) {
        perform("writeThenOverwrite", Buffer.wrap(source.clone()), outcomeOf(whenWritten));
    }

    @Override
    public void pump(int maxChunk, Consumer<Outcome> handler) {
        perform("pump", outcomeOf(handler), maxChunk);
    }

    private int outcomeOf(Consumer<Outcome> handler) {
        return script.reports().onOutcome(handler);
    }

    @Override
    public boolean isReadable() {
        return (Boolean) perform("isReadable");
    }

    @Override
    public boolean isWritable() {
        return (Boolean) perform("isWritable");
    }
}

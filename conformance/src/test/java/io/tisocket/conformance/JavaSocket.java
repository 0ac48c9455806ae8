// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

import io.tisocket.conformance.JavaFace.JavaWorld;
import io.tisocket.socket.AcceptOptions;
import io.tisocket.socket.ErrorEvent;
import io.tisocket.socket.SocketFailedException;
import io.tisocket.socket.TcpSocket;
import io.tisocket.stream.Buffer;
import io.tisocket.stream.IoEvent;
import io.tisocket.stream.Streams;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** One {@link TcpSocket}. */
final class JavaSocket implements SocketUnderTest {

    private final JavaWorld world;
    private final TcpSocket socket;

    JavaSocket(JavaWorld world, TcpSocket socket) {
        this.world = world;
        this.socket = socket;
    }

    TcpSocket socket() {
        return socket;
    }

    @Override
    public int state() {
        return socket.state().number();
    }

    @Override
    public String host() {
        return socket.host().orElse("");
    }

    @Override
    public void host(String host) {
        checked(() -> socket.host(host));
    }

    @Override
    public int port() {
        return socket.port();
    }

    @Override
    public void port(int port) {
        checked(() -> socket.port(port));
    }

    @Override
    public long timeoutMillis() {
        return socket.timeout().toMillis();
    }

    @Override
    public void timeoutMillis(long timeout) {
        checked(() -> socket.timeout(Duration.ofMillis(timeout)));
    }

    @Override
    public void listenQueueSize(int connections) {
        socket.listenQueueSize(connections);
    }

    @Override
    public void handle(Kind kind, Consumer<Happening> handler) {
        switch (kind) {
            case CONNECTED -> socket.onConnected(e -> handler.accept(event(e.socket(), null)));
            case ACCEPTED -> socket.onAccepted(e -> handler.accept(event(e.socket(), e.inbound())));
            case ERROR -> socket.onError(e -> handler.accept(error(e)));
            case CLOSED -> socket.onClosed(e -> handler.accept(event(e.socket(), null)));
            default -> throw new IllegalArgumentException(kind + " is no event of a socket");
        }
    }

    private Happening event(TcpSocket source, TcpSocket inbound) {
        return new Happening(world.of(source), Optional.ofNullable(inbound).map(world::of), 0, "");
    }

    private Happening error(ErrorEvent e) {
        return new Happening(world.of(e.socket()), Optional.empty(), e.code().number(), e.error());
    }

    @Override
    public void connect() {
        checked(socket::connect);
    }

    @Override
    public void listen() {
        checked(socket::listen);
    }

    @Override
    public void accept(Optional<AcceptRequest> request) {
        checked(() -> {
            if (request.isEmpty()) {
                socket.accept();
            } else {
                socket.accept(AcceptOptions.NONE
                        .withTimeout(Duration.ofMillis(request.get().timeoutMillis()))
                        .withOnError(e -> request.get().onError().accept(error(e))));
            }
        });
    }

    @Override
    public void close() {
        checked(socket::close);
    }

    @Override
    public void abort() {
        checked(socket::abort);
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        return checked(() -> socket.read(Buffer.wrap(target), offset, length));
    }

    @Override
    public void readAsync(byte[] target, int offset, int length, Consumer<Outcome> whenRead) {
        checked(() -> socket.readAsync(Buffer.wrap(target), offset, length, e -> whenRead.accept(outcome(e))));
    }

    @Override
    public int write(byte[] source, int offset, int length) {
        return checked(() -> socket.write(Buffer.wrap(source), offset, length));
    }

    @Override
    public void writeAsync(byte[] source, int offset, int length, Consumer<Outcome> whenWritten) {
        checked(() -> socket.writeAsync(Buffer.wrap(source), offset, length, e -> whenWritten.accept(outcome(e))));
    }

    @Override
    public void writeAsyncThenOverwrite(byte[] source, Consumer<Outcome> whenWritten) {
        Buffer buffer = Buffer.wrap(source.clone());
        checked(() -> socket.writeAsync(buffer, 0, source.length, e -> whenWritten.accept(outcome(e))));
        buffer.fill(0);
    }

    @Override
    public void pump(int maxChunk, Consumer<Outcome> handler) {
        checked(() -> {
            Streams.pumpAsync(
                    socket,
                    e -> handler.accept(new Outcome(
                            e.bytesProcessed(),
                            e.buffer().toByteArray(),
                            e.failure().map(JavaSocket::failure))),
                    maxChunk);
        });
    }

    @Override
    public boolean isReadable() {
        return socket.isReadable();
    }

    @Override
    public boolean isWritable() {
        return socket.isWritable();
    }

    private static Outcome outcome(IoEvent e) {
        return new Outcome(e.bytesProcessed(), new byte[0], e.failure().map(JavaSocket::failure));
    }

    private static FailureException failure(IOException failed) {
        int code =
                failed instanceof SocketFailedException reason ? reason.code().number() : -1;
        return new FailureException(code, failed);
    }

    /** A call that can be misuse, or fail. */
    private interface Call<T> {
        T run() throws IOException;
    }

    /** A call without a result that can be misuse, or fail. */
    private interface VoidCall {
        void run() throws IOException;
    }

    private static <T> T checked(Call<T> call) {
        try {
            return call.run();
        } catch (IllegalStateException
                | IllegalArgumentException
                | IndexOutOfBoundsException
                | NullPointerException misuse) {
            throw new MisuseException(misuse);
        } catch (IOException failed) {
            throw failure(failed);
        }
    }

    private static void checked(VoidCall call) {
        JavaSocket.<Void>checked(() -> {
            call.run();
            return null;
        });
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import io.tisocket.stream.Buffer;
import io.tisocket.stream.IoEvent;
import io.tisocket.stream.IoRange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reading and writing of a socket, from its loop's thread and from others, blocking and not. Rules I1 to I5. */
final class SocketBytes {

    private SocketBytes() {}

    static int read(TcpSocket socket, Buffer buffer, int offset, int length) throws IOException {
        int count = IoRange.clamp("read", buffer, offset, length);
        checkConnected(socket, Operation.READ);
        if (socket.loop().inLoop()
                && count > 0
                && socket.role() instanceof Connection connection
                && connection.canReadNow()) {
            return connection.readNow(buffer.view(offset, count));
        }
        return block(
                socket, "read", (connection, done) -> connection.read(PendingRead.into(buffer, offset, count, done)));
    }

    static int write(TcpSocket socket, Buffer buffer, int offset, int length) throws IOException {
        int count = IoRange.clamp("write", buffer, offset, length);
        checkConnected(socket, Operation.WRITE);
        ByteBuffer bytes = buffer.view(offset, count);
        return block(
                socket,
                "write",
                (connection, done) -> connection.write(
                        bytes, false, failure -> done.accept(written(socket, buffer, count, failure))));
    }

    /** Blocks while {@code operation} is under way, and returns the number of bytes that it reports. */
    private static int block(TcpSocket socket, String name, BiConsumer<Connection, Consumer<IoEvent>> operation)
            throws IOException {
        CompletableFuture<IoEvent> outcome = new CompletableFuture<>();
        socket.loop().enter(() -> {
            if (socket.role() instanceof Connection connection) {
                connection.blocked(true);
                operation.accept(connection, event -> {
                    connection.blocked(false);
                    outcome.complete(event);
                });
            } else {
                outcome.completeExceptionally(Failures.notConnected(name, socket));
            }
        });
        IoEvent event = socket.loop().join(outcome, name + " on " + socket);
        if (event.failure().isPresent()) {
            throw event.failure().get();
        }
        return event.bytesProcessed();
    }

    static void readAsync(TcpSocket socket, Buffer buffer, int offset, int length, Consumer<? super IoEvent> whenRead) {
        int count = IoRange.clamp("read", buffer, offset, length);
        Objects.requireNonNull(whenRead, "whenRead");
        Consumer<IoEvent> delivery = event -> deliverRead(socket, event, whenRead);
        begin(socket, "read", PendingRead.into(buffer, offset, count, delivery));
    }

    static void readChunkAsync(TcpSocket socket, int maxLength, Consumer<? super IoEvent> whenRead) {
        if (maxLength < 1) {
            throw new IllegalArgumentException("chunk length " + maxLength + ": at least 1 byte");
        }
        Objects.requireNonNull(whenRead, "whenRead");
        Consumer<IoEvent> delivery = event -> deliverRead(socket, event, whenRead);
        begin(socket, "read", PendingRead.chunk(maxLength, delivery));
    }

    private static void begin(TcpSocket socket, String name, PendingRead read) {
        socket.loop().enter(() -> {
            if (socket.role() instanceof Connection connection && socket.isReadable()) {
                connection.read(read);
            } else {
                read.fail(socket, Failures.notConnected(name, socket));
            }
        });
    }

    /** Calls back in turn; what was closed on this side before its turn has failed. Rule X4. */
    private static void deliverRead(TcpSocket socket, IoEvent event, Consumer<? super IoEvent> whenRead) {
        socket.loop().execute(() -> {
            boolean dropped =
                    event.failure().isEmpty() && socket.lifecycle().phase().isClosedHere();
            whenRead.accept(dropped ? IoEvent.failure(socket, event.buffer(), Failures.closed("read", socket)) : event);
        });
    }

    static void writeAsync(
            TcpSocket socket, Buffer buffer, int offset, int length, Consumer<? super IoEvent> whenWritten) {
        int count = IoRange.clamp("write", buffer, offset, length);
        Objects.requireNonNull(whenWritten, "whenWritten");
        SocketLoop loop = socket.loop();
        // From another thread the bytes are copied here, before the caller can change them. Rule I4.
        ByteBuffer bytes = loop.inLoop() ? buffer.view(offset, count) : copy(buffer.view(offset, count));
        Consumer<@Nullable IOException> done = failure -> {
            IoEvent event = written(socket, buffer, count, failure);
            loop.execute(() -> whenWritten.accept(event));
        };
        // Judged here: a close() that the caller makes next must not overtake what was written before it. Rule X3.
        boolean connected = socket.isWritable();
        loop.enter(() -> {
            if (connected && socket.role() instanceof Connection connection) {
                connection.write(bytes, true, done);
            } else {
                done.accept(Failures.notConnected("write", socket));
            }
        });
    }

    private static ByteBuffer copy(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return ByteBuffer.wrap(copy);
    }

    private static IoEvent written(TcpSocket socket, Buffer buffer, int count, @Nullable IOException failure) {
        return failure == null ? IoEvent.success(socket, buffer, count) : IoEvent.failure(socket, buffer, failure);
    }

    /** A connection can end at any moment, which is an I/O failure; never to have been connected is misuse. */
    private static void checkConnected(TcpSocket socket, Operation operation) throws IOException {
        if (!socket.lifecycle().allows(operation)) {
            SocketState state = socket.state();
            if (state == SocketState.CLOSED || state == SocketState.ERROR) {
                throw new IOException(
                        operation.call() + " on " + socket + ": not legal in state " + state + "; legal in CONNECTED");
            }
            socket.lifecycle().check(operation);
        }
    }
}

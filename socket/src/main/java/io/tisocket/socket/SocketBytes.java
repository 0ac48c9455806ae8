// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import io.tisocket.stream.Buffer;
import io.tisocket.stream.IoEvent;
import io.tisocket.stream.IoRange;
import io.tisocket.stream.StreamClosedException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reading and writing of a socket, from its loop's thread and from others, blocking and not. Rules I1 to I5. */
final class SocketBytes {

    private SocketBytes() {}

    // ---- blocking ----

    static int read(TcpSocket socket, Buffer buffer, int offset, int length) throws IOException {
        int count = IoRange.clamp("read", buffer, offset, length);
        int generation = connectedGeneration(socket, Operation.READ);
        if (socket.loop().inLoop() && count > 0) {
            Connection connection = connection(socket, generation);
            if (connection != null && connection.canReadNow()) {
                return connection.readNow(buffer.view(offset, count));
            }
        }
        CompletableFuture<IoEvent> outcome = new CompletableFuture<>();
        PendingRead read = PendingRead.into(buffer, offset, count, outcome::complete);
        return block(socket, generation, "read", outcome, new Blocking() {
            @Override
            public void begin(Connection connection) {
                connection.read(read);
            }

            @Override
            public boolean giveUp(Connection connection) {
                return connection.cancel(read);
            }
        });
    }

    static int write(TcpSocket socket, Buffer buffer, int offset, int length) throws IOException {
        int count = IoRange.clamp("write", buffer, offset, length);
        int generation = connectedGeneration(socket, Operation.WRITE);
        CompletableFuture<IoEvent> outcome = new CompletableFuture<>();
        return block(socket, generation, "write", outcome, new Blocking() {
            @Override
            public void begin(Connection connection) {
                connection.write(
                        buffer.view(offset, count),
                        false,
                        failure -> outcome.complete(written(socket, buffer, count, failure)));
            }

            @Override
            public boolean giveUp(Connection connection) {
                // What has begun goes on, or the peer would see half a message; the caller gets its buffer back.
                connection.snapshotWrites();
                return true;
            }
        });
    }

    /** An operation that a call waits for. */
    private interface Blocking {

        void begin(Connection connection);

        /** Makes the operation need nothing of the caller any more; returns false when it is done. */
        boolean giveUp(Connection connection);
    }

    private static int block(
            TcpSocket socket, int generation, String name, CompletableFuture<IoEvent> outcome, Blocking operation)
            throws IOException {
        SocketLoop loop = socket.loop();
        boolean inLoop = loop.inLoop();
        loop.enter(() -> {
            Connection connection = connection(socket, generation);
            if (connection == null) {
                outcome.completeExceptionally(Failures.notConnected(name, socket));
                return;
            }
            if (inLoop) {
                connection.blocked(true);
            }
            operation.begin(connection);
        });
        String call = name + " on " + socket;
        try {
            return bytes(loop.blockingCalls().join(outcome, call, () -> {
                Connection connection = connection(socket, generation);
                if (connection != null && operation.giveUp(connection)) {
                    outcome.completeExceptionally(new InterruptedIOException(call + ": the thread was interrupted"));
                }
            }));
        } finally {
            if (inLoop) {
                Connection connection = connection(socket, generation);
                if (connection != null) {
                    connection.blocked(false);
                }
            }
        }
    }

    private static int bytes(IoEvent event) throws IOException {
        if (event.failure().isPresent()) {
            throw event.failure().get();
        }
        return event.bytesProcessed();
    }

    /** A connection can end at any moment, which is an I/O failure; never to have been connected is misuse. */
    private static int connectedGeneration(TcpSocket socket, Operation operation) throws IOException {
        socket.loop().checkOpen(operation.call());
        int generation = socket.lifecycle().connectedGeneration();
        if (generation == Lifecycle.NONE) {
            if (socket.lifecycle().isOver()) {
                throw new StreamClosedException(operation.call() + " on " + socket + ": not legal in state "
                        + socket.state() + " (" + socket.lifecycle().phase().meaning() + "); legal in CONNECTED");
            }
            socket.lifecycle().check(operation);
        }
        return generation;
    }

    /** Returns the connection of {@code generation} if the socket is still busy with it. Loop thread only. */
    private static @Nullable Connection connection(TcpSocket socket, int generation) {
        return socket.role() instanceof Connection connection && connection.generation() == generation
                ? connection
                : null;
    }

    // ---- asynchronous ----

    static void readAsync(TcpSocket socket, Buffer buffer, int offset, int length, Consumer<? super IoEvent> whenRead) {
        int count = IoRange.clamp("read", buffer, offset, length);
        Objects.requireNonNull(whenRead, "whenRead");
        begin(socket, whenRead, delivery -> PendingRead.into(buffer, offset, count, delivery));
    }

    static void readChunkAsync(TcpSocket socket, int maxLength, Consumer<? super IoEvent> whenRead) {
        if (maxLength < 1) {
            throw new IllegalArgumentException("chunk length " + maxLength + ": at least 1 byte");
        }
        Objects.requireNonNull(whenRead, "whenRead");
        begin(socket, whenRead, delivery -> PendingRead.chunk(maxLength, delivery));
    }

    private static void begin(
            TcpSocket socket, Consumer<? super IoEvent> whenRead, Function<Consumer<IoEvent>, PendingRead> operation) {
        socket.loop().checkOpen("read()");
        int generation = socket.lifecycle().connectedGeneration();
        socket.loop().enter(() -> {
            PendingRead read = operation.apply(event -> deliver(socket, generation, event, whenRead));
            Connection connection = connection(socket, generation);
            if (connection == null) {
                read.fail(socket, Failures.notConnected("read", socket));
            } else {
                connection.read(read);
            }
        });
    }

    /** Calls back in turn; what was closed on this side before its turn has failed. Rule X4. */
    private static void deliver(TcpSocket socket, int generation, IoEvent event, Consumer<? super IoEvent> whenRead) {
        socket.loop().complete(() -> {
            boolean dropped = event.failure().isEmpty() && socket.lifecycle().isClosedHere(generation);
            whenRead.accept(dropped ? IoEvent.failure(socket, event.buffer(), Failures.closed("read", socket)) : event);
        });
    }

    static void writeAsync(
            TcpSocket socket, Buffer buffer, int offset, int length, Consumer<? super IoEvent> whenWritten) {
        int count = IoRange.clamp("write", buffer, offset, length);
        Objects.requireNonNull(whenWritten, "whenWritten");
        SocketLoop loop = socket.loop();
        loop.checkOpen("write()");
        Consumer<@Nullable IOException> done = failure -> {
            IoEvent event = written(socket, buffer, count, failure);
            loop.complete(() -> whenWritten.accept(event));
        };
        // Judged here: a close() that the caller makes next must not overtake what was written before it. Rule X3.
        int generation = socket.lifecycle().connectedGeneration();
        if (loop.inLoop()) {
            beginWrite(socket, generation, buffer.view(offset, count), done);
        } else if (!(socket.ledger() instanceof Traffic traffic)) {
            loop.enter(() -> done.accept(Failures.notConnected("write", socket)));
        } else if (traffic.handOver(count) > Connection.WRITE_LIMIT + count) {
            traffic.handOver(-count);
            loop.enter(() -> done.accept(Failures.of("write", socket.toString(), SocketErrorCode.ENOBUFS)));
        } else {
            // Copied here, before the caller can change them. Rule I4.
            ByteBuffer bytes = copy(buffer.view(offset, count));
            loop.enter(() -> {
                beginWrite(socket, generation, bytes, done);
                traffic.handOver(-count);
            });
        }
    }

    private static void beginWrite(
            TcpSocket socket, int generation, ByteBuffer bytes, Consumer<@Nullable IOException> done) {
        Connection connection = connection(socket, generation);
        if (connection == null) {
            done.accept(Failures.notConnected("write", socket));
        } else {
            connection.write(bytes, true, done);
        }
    }

    private static ByteBuffer copy(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return ByteBuffer.wrap(copy);
    }

    private static IoEvent written(TcpSocket socket, Buffer buffer, int count, @Nullable IOException failure) {
        return failure == null ? IoEvent.success(socket, buffer, count) : IoEvent.failure(socket, buffer, failure);
    }
}

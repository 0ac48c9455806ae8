// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import io.tisocket.stream.Buffer;
import io.tisocket.stream.IoEvent;
import io.tisocket.stream.IoRange;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
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
                return connection.readNow(buffer.room(offset, count));
            }
        }
        CompletableFuture<IoEvent> outcome = new CompletableFuture<>();
        PendingRead read = new PendingRead(socket, generation, outcome::complete).into(buffer, offset, count);
        read.atOnce();
        return block(socket, generation, Operation.READ, outcome, new Blocking() {
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
        return block(socket, generation, Operation.WRITE, outcome, new Blocking() {
            @Override
            public void begin(Connection connection) {
                Report report = new Report(socket, generation, outcome::complete).atOnce();
                connection.write(new PendingWrite(buffer, offset, count, report), false);
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
            TcpSocket socket, int generation, Operation kind, CompletableFuture<IoEvent> outcome, Blocking operation)
            throws IOException {
        SocketLoop loop = socket.loop();
        boolean inLoop = loop.inLoop();
        String name = kind == Operation.READ ? "read" : "write";
        loop.enter(() -> {
            Connection connection = connection(socket, generation);
            if (connection == null) {
                outcome.completeExceptionally(Failures.notConnected(name, socket));
                return;
            }
            if (inLoop) {
                connection.blockedIn(kind);
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
                    connection.blockedIn(null);
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
        socket.loop().admit();
        int generation = socket.lifecycle().connectedGeneration();
        if (generation == Lifecycle.NONE) {
            if (socket.lifecycle().isOver()) {
                throw Failures.over(operation, socket);
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
        int generation = presentGeneration(socket, Operation.READ);
        begin(new PendingRead(socket, generation, whenRead).into(buffer, offset, count));
    }

    static void readChunkAsync(TcpSocket socket, int maxLength, Consumer<? super IoEvent> whenRead) {
        if (maxLength < 1) {
            throw new IllegalArgumentException("chunk length " + maxLength + ": at least 1 byte");
        }
        Objects.requireNonNull(whenRead, "whenRead");
        int generation = presentGeneration(socket, Operation.READ);
        begin(new PendingRead(socket, generation, whenRead).chunk(maxLength));
    }

    static void writeAsync(
            TcpSocket socket, Buffer buffer, int offset, int length, Consumer<? super IoEvent> whenWritten) {
        int count = IoRange.clamp("write", buffer, offset, length);
        Objects.requireNonNull(whenWritten, "whenWritten");
        int generation = presentGeneration(socket, Operation.WRITE);
        Report report = new Report(socket, generation, whenWritten);
        PendingWrite write = new PendingWrite(buffer, offset, count, report);
        if (socket.loop().inLoop()) {
            begin(write);
        } else {
            handOver(socket, write);
        }
    }

    /** Judged in the call: a close() that the caller makes next must not overtake what was written before it. Rule X3. */
    private static int presentGeneration(TcpSocket socket, Operation operation) {
        socket.loop().checkOpen(operation.call());
        socket.loop().admit();
        return socket.lifecycle().connectedGeneration();
    }

    private static void begin(PendingRead read) {
        SocketLoop loop = read.socket().loop();
        if (loop.inLoop()) {
            beginInLoop(read);
        } else {
            loop.enter((Obligation) () -> beginInLoop(read));
        }
    }

    private static void beginInLoop(PendingRead read) {
        TcpSocket socket = read.socket();
        Connection connection = connection(socket, read.generation());
        if (connection == null) {
            read.fail(Failures.notConnected("read", socket));
        } else {
            connection.read(read);
        }
    }

    /** Gives a write to the loop's thread, unless too much is on its way there already. Rule I7. */
    private static void handOver(TcpSocket socket, PendingWrite write) {
        SocketLoop loop = socket.loop();
        int count = write.length();
        if (!(socket.ledger() instanceof Traffic traffic)) {
            loop.enter((Obligation) () -> write.fail(Failures.notConnected("write", socket)));
        } else if (traffic.handOver(count) > Connection.WRITE_LIMIT + count) {
            traffic.refuse(count);
            loop.enter((Obligation) () -> write.fail(Failures.of("write", socket.toString(), SocketErrorCode.ENOBUFS)));
        } else {
            // Copied here, before the caller can change them. Rule I4.
            write.snapshot();
            write.counted();
            loop.enter((Obligation) () -> {
                if (begin(write)) {
                    traffic.take(count);
                } else {
                    traffic.refuse(count);
                }
            });
        }
    }

    /** Begins {@code write}; returns false when it has failed at once. */
    private static boolean begin(PendingWrite write) {
        TcpSocket socket = write.report().socket();
        Connection connection = connection(socket, write.report().generation());
        if (connection == null) {
            write.fail(Failures.notConnected("write", socket));
            return false;
        }
        return connection.write(write, true);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

/**
 * The steps of a socket from state to state.
 *
 * <p>Each begins with the {@link Lifecycle} on the caller's thread, so that misuse throws there and of two threads only one
 * gets through; the work follows on the loop's thread.
 */
final class SocketSteps {

    private static final System.Logger LOG = System.getLogger(TcpSocket.class.getName());

    private SocketSteps() {}

    static void connect(TcpSocket socket) {
        socket.loop().checkOpen("connect()");
        socket.loop().admit();
        int generation = socket.lifecycle()
                .begin(Operation.CONNECT, () -> socket.endpoint().checkForConnect());
        Endpoint endpoint = socket.endpoint();
        socket.loop().enter(() -> {
            // Aborted in between, from another thread: then there is nothing to begin.
            if (socket.lifecycle().isCurrent(generation)) {
                letGo(socket);
                ConnectAttempt attempt = new ConnectAttempt(socket, generation, endpoint);
                socket.role(attempt);
                attempt.start();
            }
        });
    }

    static void listen(TcpSocket socket) throws IOException {
        socket.loop().checkOpen("listen()");
        socket.loop().admit();
        int generation = socket.lifecycle()
                .begin(Operation.LISTEN, () -> socket.endpoint().checkForListen());
        Endpoint endpoint = socket.endpoint();
        CompletableFuture<Void> outcome = new CompletableFuture<>();
        socket.loop().enter(() -> {
            Binding binding = new Binding(socket, generation, endpoint, outcome);
            if (socket.lifecycle().isCurrent(generation)) {
                letGo(socket);
                socket.role(binding);
                binding.start();
            } else {
                binding.abort();
            }
        });
        // It takes no longer than looking up the host: an interrupt waits for it, so that the state is known.
        socket.loop().blockingCalls().join(outcome, "listen() on " + socket, () -> {});
    }

    static void accept(TcpSocket socket, AcceptOptions options) {
        options.loop().ifPresent(loop -> checkLoop(socket, loop));
        socket.loop().admit();
        int generation = socket.lifecycle().begin(Operation.ACCEPT);
        if (socket.ledger() instanceof Reception reception) {
            reception.flag().raise(options);
        }
        socket.loop().enter(() -> {
            // Closed or failed in between, from another thread: then nobody is accepted any more.
            if (socket.lifecycle().isCurrent(generation) && socket.role() instanceof Listener listener) {
                listener.serve();
            }
        });
    }

    private static void checkLoop(TcpSocket listener, SocketLoop loop) {
        loop.checkOpen("accept()");
        if (loop.transport().network() != listener.loop().transport().network()) {
            throw new IllegalArgumentException("accept() on " + listener
                    + ": its connections cannot go to the given loop, which uses another network or mechanism");
        }
    }

    static void close(TcpSocket socket) {
        socket.loop().admit();
        try {
            // Bounded by X3: an interrupt waits for it.
            socket.loop().blockingCalls().join(beginClose(socket), "close() on " + socket, () -> {});
        } catch (IOException | RejectedExecutionException stopped) {
            // The loop is ending and takes the rest of the connection with it.
            abort(socket);
        }
    }

    /** Begins to close a socket, unless it is being closed already. Loop thread only. */
    static void closeSoon(TcpSocket socket) {
        try {
            CompletableFuture<Void> closed = beginClose(socket);
            assert !closed.isCompletedExceptionally() : socket;
        } catch (IllegalSocketStateException already) {
            // By a thread that was faster.
            assert socket.lifecycle().isClosing() : already;
        }
    }

    private static CompletableFuture<Void> beginClose(TcpSocket socket) {
        int generation = socket.lifecycle().begin(Operation.CLOSE);
        FlightRecording.OfClose event = FlightRecording.close();
        CompletableFuture<Void> done = new CompletableFuture<>();
        CompletableFuture<Void> closed = done.thenRun(() -> {
            // Aborted and perhaps used again in between: then the role is not the one that was closed.
            if (socket.lifecycle().isCurrent(generation)) {
                socket.role(null);
            }
            if (socket.lifecycle().happened(Occurrence.CLOSE_FINISHED, generation)) {
                if (event != null) {
                    event.end(socket, generation);
                }
                socket.callbacks().closed(generation);
            }
        });
        socket.loop().enter(() -> {
            if (socket.lifecycle().isCurrent(generation)) {
                closeRole(socket, done);
            } else {
                done.complete(null);
            }
        });
        return closed;
    }

    private static void closeRole(TcpSocket socket, CompletableFuture<Void> done) {
        Role role = socket.role();
        if (role instanceof Connection connection) {
            connection.close(done);
        } else if (role instanceof Listener listener) {
            listener.close(done);
        } else {
            done.complete(null);
        }
    }

    static void abort(TcpSocket socket) {
        socket.loop().admit();
        int generation = socket.lifecycle().begin(Operation.ABORT);
        try {
            socket.loop().enter(() -> {
                // Used again in between, from another thread: that has let go already, or will.
                if (socket.lifecycle().isCurrent(generation) && socket.role() != null) {
                    letGo(socket);
                    // The generation that was ended is the one before that of the abort.
                    FlightRecording.abort(socket, generation - 1);
                }
            });
        } catch (RejectedExecutionException closed) {
            LOG.log(System.Logger.Level.TRACE, "the loop has let go of everything", closed);
        }
    }

    /** Drops what the socket is busy with. */
    private static void letGo(TcpSocket socket) {
        Role role = socket.role();
        if (role != null) {
            socket.role(null);
            role.abort();
        }
    }
}

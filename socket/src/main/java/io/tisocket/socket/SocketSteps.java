// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import io.tisocket.stream.StreamClosedException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/**
 * The steps of a socket from state to state.
 *
 * <p>Each begins with the {@link Lifecycle} on the caller's thread, so that misuse throws there and of two threads only one
 * gets through; the work follows on the loop's thread.
 */
final class SocketSteps {

    private SocketSteps() {}

    static void connect(TcpSocket socket) {
        Endpoint endpoint = socket.endpoint();
        socket.lifecycle().check(Operation.CONNECT);
        endpoint.checkForConnect();
        int generation = socket.lifecycle().begin(Operation.CONNECT);
        socket.loop().enter(() -> {
            // Aborted in between, from another thread: then there is nothing to begin.
            if (socket.lifecycle().isCurrent(generation)) {
                ConnectAttempt attempt = new ConnectAttempt(socket, generation, endpoint);
                socket.role(attempt);
                attempt.start();
            }
        });
    }

    static void listen(TcpSocket socket) throws IOException {
        Endpoint endpoint = socket.endpoint();
        socket.lifecycle().check(Operation.LISTEN);
        endpoint.checkForListen();
        int generation = socket.lifecycle().begin(Operation.LISTEN);
        CompletableFuture<Void> outcome = new CompletableFuture<>();
        socket.loop().enter(() -> {
            Binding binding = new Binding(socket, generation, endpoint, outcome);
            if (socket.lifecycle().isCurrent(generation)) {
                socket.role(binding);
                binding.start();
            } else {
                binding.abort();
            }
        });
        socket.loop().join(outcome, "listen() on " + socket);
    }

    static void accept(TcpSocket socket, AcceptOptions options) {
        socket.lifecycle().check(Operation.ACCEPT);
        socket.loop().enter(() -> {
            // Closed or failed in between, from another thread: then nobody is accepted any more.
            if (socket.role() instanceof Listener listener) {
                listener.accept(options);
            }
        });
    }

    static void close(TcpSocket socket) {
        int generation = socket.lifecycle().begin(Operation.CLOSE);
        CompletableFuture<Void> done = new CompletableFuture<>();
        CompletableFuture<Void> closed = done.thenRun(() -> {
            socket.role(null);
            if (socket.lifecycle().happened(Occurrence.CLOSE_FINISHED, generation)) {
                socket.callbacks().closed(generation);
            }
        });
        socket.loop().enter(() -> closeRole(socket, done));
        try {
            socket.loop().join(closed, "close() on " + socket);
        } catch (IOException stopped) {
            // The loop is ending and takes the rest of the connection with it.
            socket.abort();
        }
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
        socket.lifecycle().begin(Operation.ABORT);
        socket.loop().enter(() -> {
            Role role = socket.role();
            if (role != null) {
                socket.role(null);
                role.abort();
            }
        });
    }

    /** Returns the failure of a call that the end of the loop has cut short. */
    static StreamClosedException stopped(String call) {
        return new StreamClosedException(call + ": the loop was stopped");
    }
}

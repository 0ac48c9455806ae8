// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;

/** The far end of the wire in plain {@code java.net}: takes one connection and does with it what the test says. */
final class Peer implements AutoCloseable {

    private final ServerSocket listener;
    private final CompletableFuture<byte[]> result = new CompletableFuture<>();

    /** What a peer does with its connection; it returns what the test wants to see. */
    interface Conversation {
        byte[] with(Socket connection) throws IOException;
    }

    private Peer(ServerSocket listener) {
        this.listener = listener;
    }

    /** Returns a peer that waits for one connection on a free port of 127.0.0.1. */
    static Peer listening(Conversation conversation) throws IOException {
        Peer peer = new Peer(new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1")));
        Thread thread = new Thread(
                () -> {
                    try (Socket connection = peer.listener.accept()) {
                        peer.result.complete(conversation.with(connection));
                    } catch (IOException failed) {
                        peer.result.completeExceptionally(failed);
                    }
                },
                "peer");
        thread.setDaemon(true);
        thread.start();
        return peer;
    }

    /** Returns a peer that sends back what it gets, until the end of the stream. */
    static Peer echo() throws IOException {
        return listening(connection -> {
            connection.getInputStream().transferTo(connection.getOutputStream());
            return new byte[0];
        });
    }

    /** Returns a peer that collects what it gets until the end of the stream. */
    static Peer sink() throws IOException {
        return listening(connection -> connection.getInputStream().readAllBytes());
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Waits for the end of the conversation and returns its result. */
    byte[] result() {
        return result.join();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    /** Returns a port of 127.0.0.1 on which nobody listens. */
    static int closedPort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return probe.getLocalPort();
        }
    }
}

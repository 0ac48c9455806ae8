// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;

/** A socket that is connected, on a loop of its own, and its peer, which belongs to the JDK and is patient for half a minute. */
record SocketAndPeer(SocketLoop loop, TcpSocket socket, Socket peer) implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 30_000;

    static SocketAndPeer connect() throws IOException {
        SocketLoop loop = SocketLoop.start("socket and peer");
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            CompletableFuture<Void> connected = new CompletableFuture<>();
            TcpSocket socket = loop.createTcp().host("127.0.0.1").port(server.getLocalPort());
            socket.onConnected(event -> connected.complete(null));
            socket.connect();
            Socket peer = server.accept();
            peer.setSoTimeout(PATIENCE_MILLIS);
            connected.join();
            return new SocketAndPeer(loop, socket, peer);
        }
    }

    /** Returns what the peer hears until the end of the connection. */
    byte[] heard() throws IOException {
        return peer.getInputStream().readAllBytes();
    }

    @Override
    public void close() throws IOException {
        loop.close();
        peer.close();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.bench.server;

import io.tisocket.socket.AcceptOptions;
import io.tisocket.socket.SocketLoop;
import io.tisocket.socket.TcpSocket;
import io.tisocket.stream.Buffer;
import io.tisocket.stream.IoEvent;
import io.tisocket.stream.PumpEvent;
import io.tisocket.stream.Streams;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/** TiSocket on one loop, with nothing but what a user of the library would write. */
final class TiSocketServer implements BenchServer {

    private final SocketLoop loop = SocketLoop.start("bench");
    private final TcpSocket listener = loop.createTcp();
    private final Set<TcpSocket> members = new LinkedHashSet<>();
    private final Buffer chunk = Buffer.allocate(Mode.CHUNK);
    private final Mode mode;

    private TiSocketServer(Mode mode) {
        this.mode = mode;
    }

    static TiSocketServer start(Mode mode) throws IOException {
        TiSocketServer server = new TiSocketServer(mode);
        server.listener.host("127.0.0.1").listenQueueSize(Mode.BACKLOG);
        AcceptOptions options = AcceptOptions.NONE.withOnError(event -> server.members.remove(event.socket()));
        server.listener.onAccepted(event -> {
            server.serve(event.inbound());
            event.socket().accept(options);
        });
        server.listener.listen();
        server.listener.accept(options);
        return server;
    }

    private void serve(TcpSocket socket) {
        switch (mode) {
            case ECHO ->
                pump(socket, bytes -> {
                    socket.writeAsync(bytes, 0, bytes.length(), TiSocketServer::written);
                    bytes.release();
                });
            case SINK -> pump(socket, Buffer::release);
            case SOURCE -> send(socket);
            case HUB -> {
                members.add(socket);
                pump(socket, this::tellAll);
            }
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the last event tells the end
    private void pump(TcpSocket socket, Consumer<Buffer> handler) {
        Streams.pumpAsync(socket, event -> take(socket, event, handler), Mode.CHUNK);
    }

    private void take(TcpSocket socket, PumpEvent event, Consumer<Buffer> handler) {
        if (event.bytesProcessed() > 0) {
            handler.accept(event.buffer());
        } else if (socket.isReadable()) {
            members.remove(socket);
            socket.close();
        }
    }

    private void tellAll(Buffer bytes) {
        for (TcpSocket member : members) {
            member.writeAsync(bytes, 0, bytes.length(), TiSocketServer::written);
        }
        bytes.release();
    }

    private void send(TcpSocket socket) {
        socket.writeAsync(chunk, 0, chunk.length(), written -> {
            if (written.failure().isEmpty()) {
                send(socket);
            }
        });
    }

    /** A connection that fails leaves by its error callback; nothing waits for a write. */
    private static void written(IoEvent event) {}

    @Override
    public int port() {
        return listener.port();
    }

    @Override
    public void close() {
        loop.close();
    }
}

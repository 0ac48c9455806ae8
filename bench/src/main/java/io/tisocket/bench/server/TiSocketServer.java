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
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** TiSocket on one loop or several, with nothing but what a user of the library would write. */
final class TiSocketServer implements BenchServer {

    private final List<SocketLoop> loops;
    private final TcpSocket listener;
    private final Set<TcpSocket> members;
    private final Buffer chunk = Buffer.allocate(Mode.CHUNK);
    private final Mode mode;
    private int accepted;

    private TiSocketServer(Mode mode, int loops) {
        this.mode = mode;
        this.loops = IntStream.range(0, loops)
                .mapToObj(i -> SocketLoop.start("bench-" + i))
                .toList();
        this.listener = this.loops.get(0).createTcp();
        this.members = loops == 1 ? new LinkedHashSet<>() : ConcurrentHashMap.newKeySet();
    }

    static TiSocketServer start(Mode mode, int loops) throws IOException {
        TiSocketServer server = new TiSocketServer(mode, loops);
        server.listener.host("127.0.0.1").listenQueueSize(Mode.BACKLOG);
        server.listener.onAccepted(event -> {
            server.serve(event.inbound());
            server.accept();
        });
        server.listener.listen();
        server.accept();
        return server;
    }

    private void accept() {
        SocketLoop next = loops.get(accepted++ % loops.size());
        listener.accept(AcceptOptions.NONE.withLoop(next).withOnError(event -> members.remove(event.socket())));
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
        loops.forEach(SocketLoop::close);
    }
}

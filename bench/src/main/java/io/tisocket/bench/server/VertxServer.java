// SPDX-License-Identifier: Apache-2.0
package io.tisocket.bench.server;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.LinkedHashSet;
import java.util.Set;

/** Vert.x with one event loop, on epoll where there is one. */
final class VertxServer implements BenchServer {

    private final Vertx vertx;
    private final NetServer server;
    private final Set<NetSocket> members = new LinkedHashSet<>();
    private final Buffer chunk = Buffer.buffer(new byte[Mode.CHUNK]);

    private VertxServer(Mode mode) {
        vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setPreferNativeTransport(true));
        NetServerOptions options = new NetServerOptions()
                .setHost("127.0.0.1")
                .setPort(0)
                .setTcpNoDelay(true)
                .setAcceptBacklog(Mode.BACKLOG);
        server = vertx.createNetServer(options).connectHandler(socket -> serve(mode, socket));
    }

    static VertxServer start(Mode mode) {
        VertxServer server = new VertxServer(mode);
        join(server.server.listen());
        return server;
    }

    private void serve(Mode mode, NetSocket socket) {
        socket.exceptionHandler(reason -> socket.close());
        switch (mode) {
            case ECHO -> socket.handler(bytes -> echo(socket, bytes));
            case SINK -> socket.handler(bytes -> {});
            case SOURCE -> {
                socket.drainHandler(ready -> fill(socket));
                fill(socket);
            }
            case HUB -> {
                members.add(socket);
                socket.closeHandler(gone -> members.remove(socket));
                socket.handler(bytes -> members.forEach(member -> member.write(bytes)));
            }
        }
    }

    private static void echo(NetSocket socket, Buffer bytes) {
        socket.write(bytes);
        if (socket.writeQueueFull()) {
            socket.pause();
            socket.drainHandler(ready -> socket.resume());
        }
    }

    private void fill(NetSocket socket) {
        while (!socket.writeQueueFull()) {
            socket.write(chunk);
        }
    }

    @Override
    public int port() {
        return server.actualPort();
    }

    @Override
    public void close() {
        join(vertx.close());
    }

    private static <T> void join(Future<T> outcome) {
        outcome.toCompletionStage().toCompletableFuture().join();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.reliability.load;

import io.tisocket.reliability.trial.Round;
import io.tisocket.socket.SocketState;
import io.tisocket.socket.TcpSocket;
import io.tisocket.stream.Buffer;
import io.tisocket.stream.IoEvent;
import java.io.IOException;

/** A listener of ours that sends back what it gets, and closes after the peer or, if asked to, before. */
final class EchoServer implements AutoCloseable {

    /** What a chunk begins with after which an obedient server is the first to close. */
    static final byte HANG_UP = 'Q';

    private static final int CHUNK = 64 * 1024;

    private final TcpSocket listener;
    private final boolean obedient;

    private EchoServer(Round round, boolean obedient) {
        this.obedient = obedient;
        listener = round.loop().createTcp().host("127.0.0.1").listenQueueSize(1024);
        listener.onAccepted(event -> {
            // The flag first: the next connection may be waiting already.
            listener.accept();
            read(event.inbound());
        });
    }

    /** Listens on a free port until the round is over. */
    static EchoServer open(Round round) throws IOException {
        return listen(round, new EchoServer(round, false));
    }

    /** Listens likewise, and hangs up when told. */
    static EchoServer openObedient(Round round) throws IOException {
        return listen(round, new EchoServer(round, true));
    }

    private static EchoServer listen(Round round, EchoServer server) throws IOException {
        round.watch(server);
        server.listener.listen();
        server.listener.accept();
        return server;
    }

    /** Returns how many connections it has taken. */
    long accepted() {
        return listener.counters().accepted();
    }

    int port() {
        return listener.port();
    }

    private void read(TcpSocket socket) {
        socket.readChunkAsync(CHUNK, event -> answer(socket, event));
    }

    private void answer(TcpSocket socket, IoEvent event) {
        if (event.failure().isPresent()) {
            return;
        }
        int length = event.bytesProcessed();
        if (length < 0) {
            close(socket);
            return;
        }
        Buffer bytes = event.buffer();
        boolean last = obedient && bytes.get(0) == HANG_UP;
        socket.writeAsync(bytes, 0, length, written -> {
            if (last) {
                close(socket);
            } else if (written.failure().isEmpty()) {
                read(socket);
            }
        });
        bytes.release();
    }

    private static void close(TcpSocket socket) {
        if (socket.state() == SocketState.CONNECTED) {
            socket.close();
        }
    }

    @Override
    public void close() {
        listener.abort();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.examples;

import io.tisocket.socket.AcceptOptions;
import io.tisocket.socket.SocketLoop;
import io.tisocket.socket.TcpSocket;
import io.tisocket.stream.Buffer;
import io.tisocket.stream.PumpEvent;
import io.tisocket.stream.Streams;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/** An echo server whose connections go to as many loops as there are processors, one after the other. */
public final class SpreadServer implements AutoCloseable {

    private final List<SocketLoop> loops;
    private final TcpSocket listener;
    private int taken;

    /** Listens on {@code port} of the loopback address, or on a free one when it is 0. */
    public SpreadServer(int port, int numberOfLoops) throws IOException {
        loops = IntStream.range(0, numberOfLoops)
                .mapToObj(i -> SocketLoop.start("echo-" + i))
                .toList();
        listener = loops.get(0).createTcp().port(port);
        listener.onAccepted(event -> {
            accept(); // the next one
            echo(event.inbound());
        });
        listener.listen();
        accept();
    }

    /** Takes one connection, for the loop whose turn it is; only the listener's loop comes here after the first. */
    private void accept() {
        listener.accept(AcceptOptions.NONE.withLoop(loops.get(taken++ % loops.size())));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the last event tells the end
    private static void echo(TcpSocket socket) {
        // From here on, everything of the socket happens on its own loop.
        Streams.pumpAsync(socket, event -> answer(socket, event), 64 * 1024);
    }

    private static void answer(TcpSocket socket, PumpEvent event) {
        if (event.bytesProcessed() > 0) {
            Buffer bytes = event.buffer();
            socket.writeAsync(bytes, 0, bytes.length(), written -> {});
        } else if (socket.isReadable()) {
            socket.close();
        }
    }

    /** Returns the port that is listened on. */
    public int port() {
        return listener.port();
    }

    /** Ends the listener, which is the first loop's, and then all connections. */
    @Override
    public void close() {
        loops.forEach(SocketLoop::close);
    }

    /** Serves on port 8080 until Enter is pressed. */
    public static void main(String[] arguments) throws IOException {
        try (SpreadServer server = new SpreadServer(8080, Runtime.getRuntime().availableProcessors())) {
            System.out.println("Echo on port " + server.port() + ", Enter ends it");
            int ignored = System.in.read();
        }
    }
}

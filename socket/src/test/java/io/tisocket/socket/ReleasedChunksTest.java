// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.tisocket.stream.PumpEvent;
import io.tisocket.stream.Streams;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Programs that release each chunk, as those do that move much. */
class ReleasedChunksTest {

    private static final int CLIENTS = 8;
    private static final int BYTES = 4 * 1024 * 1024;
    private static final int CHUNK = 64 * 1024;

    @Test
    @DisplayName("I4: connections whose chunks are released after each write do not see each other's bytes")
    void connectionsStayApart() throws IOException {
        try (SocketLoop loop = SocketLoop.start("released chunks")) {
            TcpSocket listener = loop.createTcp().host("127.0.0.1").listenQueueSize(CLIENTS);
            listener.onAccepted(event -> {
                echo(event.inbound());
                listener.accept();
            });
            listener.listen();
            listener.accept();

            List<CompletableFuture<Boolean>> clients = new ArrayList<>();
            for (int seed = 1; seed <= CLIENTS; seed++) {
                Random bytes = new Random(seed);
                clients.add(CompletableFuture.supplyAsync(
                        () -> hearsItself(listener.port(), bytes), task -> new Thread(task, "client").start()));
            }

            assertThat(clients).allSatisfy(client -> assertThat(client.join()).isTrue());
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the last event tells the end
    private static void echo(TcpSocket socket) {
        Streams.pumpAsync(socket, event -> answer(socket, event), CHUNK);
    }

    private static void answer(TcpSocket socket, PumpEvent event) {
        if (event.bytesProcessed() > 0) {
            socket.writeAsync(event.buffer(), 0, event.bytesProcessed(), written -> {});
            event.buffer().release();
        } else if (socket.isReadable()) {
            socket.close();
        }
    }

    private static boolean hearsItself(int port, Random random) {
        byte[] sent = new byte[BYTES];
        random.nextBytes(sent);
        try (Socket socket = new Socket("127.0.0.1", port)) {
            CompletableFuture<Void> writer =
                    CompletableFuture.runAsync(() -> send(socket, sent), task -> new Thread(task, "writer").start());
            byte[] heard = socket.getInputStream().readNBytes(BYTES);
            writer.join();
            return java.util.Arrays.equals(sent, heard);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private static void send(Socket socket, byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.shutdownOutput();
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.tisocket.stream.Buffer;
import io.tisocket.stream.PumpEvent;
import io.tisocket.stream.Streams;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs that send back what they get, in large chunks, which they release as those do that move much. */
@Timeout(60)
class ReleasedChunksTest {

    private static final int CLIENTS = 8;
    private static final int BYTES = 4 * 1024 * 1024;
    private static final int CHUNK = 64 * 1024;

    /** The thread of {@link Way#ON_ANOTHER_THREAD}. */
    private final ExecutorService other = Executors.newSingleThreadExecutor();

    @AfterEach
    void end() {
        other.shutdown();
    }

    /** How a chunk goes back. */
    private enum Way {
        AT_ONCE,
        CHANGED_AFTER_THE_WRITE,
        IN_TWO_WRITES,
        BLOCKING,
        IN_A_LATER_TURN,
        ON_ANOTHER_THREAD,
        NEVER_RELEASED
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({
        "epoll, AT_ONCE",
        "epoll, CHANGED_AFTER_THE_WRITE",
        "epoll, IN_TWO_WRITES",
        "epoll, BLOCKING",
        "epoll, IN_A_LATER_TURN",
        "epoll, ON_ANOTHER_THREAD",
        "epoll, NEVER_RELEASED",
        "nio, AT_ONCE",
        "nio, IN_TWO_WRITES",
        "nio, IN_A_LATER_TURN"
    })
    @DisplayName("I4: a write sends what the chunk held at the call, and nobody sees the bytes of others")
    void everyClientHearsItself(String mechanism, Way way) throws IOException {
        try (SocketLoop loop = loopOn(mechanism)) {
            TcpSocket listener = loop.createTcp().host("127.0.0.1").listenQueueSize(CLIENTS);
            listener.onAccepted(event -> {
                echo(event.inbound(), way);
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

    private static SocketLoop loopOn(String mechanism) {
        String before = System.getProperty("tisocket.transport", "");
        System.setProperty("tisocket.transport", mechanism);
        try {
            return SocketLoop.start("released chunks");
        } finally {
            System.setProperty("tisocket.transport", before);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the last event tells the end
    private void echo(TcpSocket socket, Way way) {
        Streams.pumpAsync(socket, event -> answer(socket, event, way), CHUNK);
    }

    private void answer(TcpSocket socket, PumpEvent event, Way way) {
        Buffer chunk = event.buffer();
        if (event.bytesProcessed() <= 0) {
            // After what other turns and threads still have to write.
            other.execute(() -> socket.loop().execute(socket::close));
            return;
        }
        switch (way) {
            case AT_ONCE -> writeAndRelease(socket, chunk);
            case CHANGED_AFTER_THE_WRITE -> {
                write(socket, chunk, 0, chunk.length());
                chunk.fill(0);
            }
            case IN_TWO_WRITES -> {
                int half = chunk.length() / 2;
                write(socket, chunk, 0, half);
                write(socket, chunk, half, chunk.length() - half);
                chunk.release();
            }
            case BLOCKING -> {
                writeBlocking(socket, chunk);
                chunk.release();
            }
            case IN_A_LATER_TURN -> socket.loop().execute(() -> writeAndRelease(socket, chunk));
            case ON_ANOTHER_THREAD -> other.execute(() -> writeAndRelease(socket, chunk));
            case NEVER_RELEASED -> write(socket, chunk, 0, chunk.length());
        }
    }

    private static void writeAndRelease(TcpSocket socket, Buffer chunk) {
        write(socket, chunk, 0, chunk.length());
        chunk.release();
    }

    private static void write(TcpSocket socket, Buffer chunk, int offset, int length) {
        socket.writeAsync(chunk, offset, length, written -> {});
    }

    private static void writeBlocking(TcpSocket socket, Buffer chunk) {
        try {
            socket.write(chunk);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
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
            return Arrays.equals(sent, heard);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void send(Socket socket, byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.shutdownOutput();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.tisocket.stream.Buffer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a callback writes may leave together with what the next ones write, and never waits for what would not end. */
@Timeout(60)
class GatheredWritesTest {

    private final SocketLoop loop = SocketLoop.start("gathered writes");
    private ServerSocket server;
    private TcpSocket socket;
    private Socket peer;

    @BeforeEach
    void connect() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        CompletableFuture<Void> connected = new CompletableFuture<>();
        socket = loop.createTcp().host("127.0.0.1").port(server.getLocalPort());
        socket.onConnected(event -> connected.complete(null));
        socket.connect();
        peer = server.accept();
        peer.setSoTimeout(30_000);
        connected.join();
    }

    @AfterEach
    void end() throws IOException {
        loop.close();
        peer.close();
        server.close();
    }

    /** Has the loop run {@code callbacks} in one turn. */
    private void inOneTurn(Runnable... callbacks) {
        loop.execute(() -> {
            for (Runnable callback : callbacks) {
                loop.execute(callback);
            }
        });
    }

    private void write(String text) {
        Buffer bytes = Buffer.of(text, StandardCharsets.UTF_8);
        socket.writeAsync(bytes, 0, bytes.length(), written -> {});
    }

    @Test
    @DisplayName("I3: what several callbacks of a turn write arrives in the order of their calls")
    void inOrder() throws IOException {
        inOneTurn(() -> write("a"), () -> write("b"), () -> write("c"), () -> socket.close());

        byte[] heard = peer.getInputStream().readAllBytes();

        assertThat(heard).asString(StandardCharsets.UTF_8).isEqualTo("abc");
    }

    @Test
    @DisplayName("J1: what a callback has written leaves before the next one blocks")
    void beforeTheNextBlocks() throws IOException {
        CompletableFuture<Integer> answered = new CompletableFuture<>();
        inOneTurn(() -> write("?"), () -> answered.complete(readOne()));

        int asked = peer.getInputStream().read();
        peer.getOutputStream().write('!');

        assertThat(asked).isEqualTo('?');
        assertThat(answered.join()).isEqualTo(1);
    }

    private int readOne() {
        try {
            return socket.read(Buffer.allocate(1));
        } catch (IOException failed) {
            return -2;
        }
    }

    @Test
    @DisplayName("a write of 32 KiB leaves before the next callback runs")
    void largeWritesDoNotWait() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CompletableFuture<Boolean> before = new CompletableFuture<>();
        Buffer large = Buffer.allocate(32 * 1024);
        inOneTurn(
                () -> socket.writeAsync(large, 0, large.length(), written -> {}),
                () -> before.complete(await(arrived)));

        int count = peer.getInputStream().readNBytes(large.length()).length;
        arrived.countDown();

        assertThat(count).isEqualTo(large.length());
        assertThat(before.join()).isTrue();
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.tisocket.stream.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a callback writes may leave together with what the next ones write, and never waits for what would not end. */
@Timeout(60)
class GatheredWritesTest {

    private SocketAndPeer pair;
    private TcpSocket socket;

    @BeforeEach
    void connect() throws IOException {
        pair = SocketAndPeer.connect();
        socket = pair.socket();
    }

    @AfterEach
    void end() throws IOException {
        pair.close();
    }

    /** Has the loop run {@code callbacks} in one turn. */
    private void inOneTurn(Runnable... callbacks) {
        pair.loop().execute(() -> {
            for (Runnable callback : callbacks) {
                pair.loop().execute(callback);
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

        byte[] heard = pair.heard();

        assertThat(heard).asString(StandardCharsets.UTF_8).isEqualTo("abc");
    }

    @Test
    @DisplayName("what a callback writes does not leave before others of its turn have run")
    void together() throws Exception {
        CompletableFuture<Integer> arrived = new CompletableFuture<>();
        CompletableFuture<Boolean> before = new CompletableFuture<>();
        Thread listening = new Thread(() -> listen(arrived));
        listening.start();

        // The next callback gives what has left, if it has, time to arrive.
        inOneTurn(() -> write("a"), () -> before.complete(isSeenWithin(arrived, 200)));

        assertThat(before.join()).isFalse();
        assertThat(arrived.join()).isEqualTo('a');
        listening.join();
    }

    private void listen(CompletableFuture<Integer> arrived) {
        try {
            arrived.complete(pair.peer().getInputStream().read());
        } catch (IOException failed) {
            arrived.completeExceptionally(failed);
        }
    }

    private static boolean isSeenWithin(CompletableFuture<?> event, int millis) {
        try {
            event.get(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException unseen) {
            return false;
        } catch (InterruptedException | ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    @DisplayName("J1: what a callback has written leaves before the next one blocks")
    void beforeTheNextBlocks() throws IOException {
        CompletableFuture<Integer> answered = new CompletableFuture<>();
        inOneTurn(() -> write("?"), () -> answered.complete(readOne()));

        int asked = pair.peer().getInputStream().read();
        pair.peer().getOutputStream().write('!');

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

        int count = pair.peer().getInputStream().readNBytes(large.length()).length;
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

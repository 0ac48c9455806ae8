// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.tisocket.stream.Buffer;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A callback that was running already when another thread called something, knows of it, and calls next. */
@Timeout(30)
class OrderOfThreadsTest {

    @Test
    @DisplayName("I3: what a callback writes comes behind what another thread has written before")
    void aCallbackDoesNotOvertakeAWrite() throws IOException {
        String heard = heardWhen(socket -> {
            write(socket, "second");
            socket.close();
        });

        assertThat(heard).isEqualTo("first second");
    }

    @Test
    @DisplayName("X3: what another thread has written before a callback closes is sent before the end")
    void aCloseDoesNotOvertakeAWrite() throws IOException {
        assertThat(heardWhen(TcpSocket::close)).isEqualTo("first ");
    }

    /** Returns what the peer hears when {@code next} is called behind a write of another thread. */
    private static String heardWhen(Consumer<TcpSocket> next) throws IOException {
        try (SocketAndPeer both = SocketAndPeer.connect()) {
            CompletableFuture<Void> running = new CompletableFuture<>();
            CompletableFuture<Void> written = new CompletableFuture<>();
            both.loop().execute(() -> {
                running.complete(null);
                written.join();
                next.accept(both.socket());
            });
            running.join();
            write(both.socket(), "first ");
            written.complete(null);
            return new String(both.heard(), US_ASCII);
        }
    }

    private static void write(TcpSocket socket, String text) {
        socket.writeAsync(Buffer.of(text, US_ASCII), written -> {});
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tisocket.stream.Buffer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A socket accepted for another loop, used there by a callback that was running already when {@code accepted} told it of the
 * socket. Rule A4.
 */
@Timeout(30)
class UsedAtOnceTest {

    private final SocketLoop front = SocketLoop.start("front");
    private final SocketLoop back = SocketLoop.start("back");

    @AfterEach
    void close() {
        front.close();
        back.close();
    }

    @Test
    @DisplayName("A4: what is written to it at once, before it is closed, arrives, and then the end")
    void writtenAndClosed() throws IOException {
        try (Socket peer = used(socket -> {
            socket.writeAsync(Buffer.of("early", US_ASCII), written -> {});
            socket.close();
        })) {
            assertThat(new String(peer.getInputStream().readAllBytes(), US_ASCII))
                    .isEqualTo("early");
        }
    }

    @Test
    @DisplayName("X6: aborted at once, it resets its peer")
    void aborted() throws IOException {
        try (Socket peer = used(TcpSocket::abort)) {
            assertThatThrownBy(() -> peer.getInputStream().read())
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
    }

    /** Returns the peer of a socket that {@code use} is called with on its own loop, while {@code accepted} may be running. */
    private Socket used(Consumer<TcpSocket> use) throws IOException {
        CompletableFuture<TcpSocket> known = new CompletableFuture<>();
        CompletableFuture<Void> waiting = new CompletableFuture<>();
        back.execute(() -> {
            waiting.complete(null);
            use.accept(known.join());
        });
        waiting.join();
        TcpSocket listener = front.createTcp().host("127.0.0.1");
        listener.onAccepted(event -> known.complete(event.inbound()));
        listener.listen();
        listener.accept(AcceptOptions.NONE.withLoop(back));
        Socket peer = new Socket(InetAddress.getLoopbackAddress(), listener.port());
        peer.setSoTimeout(10_000);
        return peer;
    }
}

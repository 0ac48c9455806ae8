// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class EchoScriptTest {

    @ParameterizedTest(name = "chunks of at most {0} bytes")
    @ValueSource(ints = {7, 4096, 1 << 20})
    @DisplayName("I2, I3: bytes of a foreign peer come back through a pump that writes each chunk, all and in order")
    void echo(int chunk) throws IOException {
        byte[] sent = new byte[chunk == 7 ? 100_000 : 8 << 20];
        new SplittableRandom(chunk).nextBytes(sent);
        // The foreign peer listens, for the script to find it; it writes on one thread and reads on another.
        try (Peer peer = Peer.listening(connection -> converse(connection, sent))) {
            Script.print("""
                    var s = Ti.Network.Socket.createTCP({ host: '127.0.0.1', port: Ti.App.arguments[0], connected: function () {
                        Ti.Stream.pump(s, function (e) {
                            if (e.bytesProcessed < 0) { s.close(); } else { s.write(e.buffer, function () { }); }
                        }, Number(Ti.App.arguments[1]), true);
                    } });
                    s.connect();
                    """, peer.port(), chunk);

            assertThat(peer.result()).isEqualTo(sent);
        }
    }

    private static byte[] converse(Socket connection, byte[] sent) {
        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
            try {
                connection.getOutputStream().write(sent);
                connection.shutdownOutput();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        });
        try {
            byte[] received = connection.getInputStream().readAllBytes();
            writing.join();
            return received;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}

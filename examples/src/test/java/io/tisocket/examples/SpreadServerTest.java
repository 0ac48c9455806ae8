// SPDX-License-Identifier: Apache-2.0
package io.tisocket.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SpreadServerTest {

    @Test
    void connectionsOnEveryLoopGetTheirBytesBack() throws IOException {
        try (SpreadServer server = new SpreadServer(0, 3)) {
            for (int i = 0; i < 10; i++) {
                try (Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                    client.setSoTimeout(10_000);
                    client.getOutputStream().write(new byte[] {1, 2, 3});
                    client.shutdownOutput();

                    assertThat(client.getInputStream().readAllBytes()).containsExactly(1, 2, 3);
                }
            }
        }
    }
}

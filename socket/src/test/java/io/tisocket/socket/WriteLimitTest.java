// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.tisocket.stream.Buffer;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How long a write may take, in virtual time. */
class WriteLimitTest extends SimulationTest {

    @Test
    @DisplayName("P5: the time-out of a write goes on while close() waits for it, and does not begin anew")
    void closeLeavesTheWriteItsTimeout() {
        SimulatedPeer peer = network.listeningPeer("127.0.0.1", 80);
        peer.reading(false);
        TcpSocket client = socket("client").port(80).timeout(Duration.ofSeconds(10));
        client.connect();
        network.runUntilIdle();
        Duration begun = network.elapsed();
        Buffer much = Buffer.allocate(1_000_000);
        client.writeAsync(much, 0, much.length(), w -> log.add("written " + w.bytesProcessed()));

        network.loop().schedule(Duration.ofSeconds(7), client::close);
        network.runUntilIdle();

        assertThat(log).containsExactly("client connected", "written -1", "client closed");
        assertThat(network.elapsed().minus(begun)).isBetween(Duration.ofSeconds(10), Duration.ofMillis(10_100));
    }
}

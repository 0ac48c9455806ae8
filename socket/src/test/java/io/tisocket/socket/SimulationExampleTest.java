// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tisocket.socket.simulation.Fault;
import io.tisocket.socket.simulation.Faults;
import io.tisocket.stream.Buffer;
import io.tisocket.stream.Streams;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example of {@code docs/simulation.md}: a server is tried without a port, however its input is cut into pieces. */
class SimulationExampleTest {

    @ParameterizedTest
    @ValueSource(longs = {42, 43, 44})
    @DisplayName("a server greets whoever gives a name, even letter by letter")
    void greetsEvenLetterByLetter(long seed) throws IOException {
        SimulatedNetwork network = SimulatedNetwork.seeded(seed, Faults.NONE.with(Fault.PARTIAL_READ, 0.5));

        GreetingServer.start(network.loop(), 7000);
        SimulatedPeer visitor = network.connectPeer("127.0.0.1", 7000);
        visitor.send("Ada\n".getBytes(UTF_8));
        visitor.finish();
        network.runUntilIdle();

        assertThat(new String(visitor.received(), UTF_8)).isEqualTo("Hello, Ada!\n");
        assertThat(visitor.sawEnd()).isTrue();
    }

    /** The program under test: it knows nothing of simulation. */
    private static final class GreetingServer {

        private final TcpSocket listener;

        private GreetingServer(TcpSocket listener) {
            this.listener = listener;
        }

        static void start(SocketLoop loop, int port) throws IOException {
            GreetingServer server = new GreetingServer(loop.createTcp().port(port));
            server.listener.onAccepted(e -> server.greet(e.inbound()));
            server.listener.listen();
            server.listener.accept();
        }

        private void greet(TcpSocket visitor) {
            listener.accept();
            Buffer name = Buffer.allocate(0);
            Streams.readAllAsync(visitor, name, read -> {
                Buffer greeting = Buffer.of("Hello, " + name.toString().strip() + "!\n", UTF_8);
                visitor.writeAsync(greeting, 0, greeting.length(), written -> visitor.close());
            });
        }
    }
}

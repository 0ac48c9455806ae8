// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js;

import static org.assertj.core.api.Assertions.assertThat;

import io.tisocket.socket.SimulatedNetwork;
import io.tisocket.socket.simulation.Fault;
import io.tisocket.socket.simulation.Faults;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The example of {@code docs/simulation.md}: a script that has to reconnect is tried where connections fail and break. */
class SimulatedReconnectTest {

    /** The script under test: it knows nothing of simulation. */
    private static final String CLIENT = """
            var delay = 100, text = '';

            function connect() {
                text = '';
                Ti.Network.Socket.createTCP({
                    host: 'news.example', port: 7000, timeout: 5000,
                    connected: function (e) { Ti.Stream.pump(e.socket, received, 1024, true); },
                    error: again
                }).connect();
            }

            function received(e) {
                if (e.bytesProcessed > 0) {
                    text += e.buffer.toString();
                } else if (e.source.state === Ti.Network.Socket.CONNECTED) {
                    e.source.close();
                    if (text === 'the news') { console.log(text); } else { again(); }
                }
            }

            function again() {
                setTimeout(connect, delay + Math.random() * 100);
                delay = Math.min(2 * delay, 10000);
            }

            connect();
            """;

    private static final String SERVER = """
            var listener = Ti.Network.Socket.createTCP({
                host: 'news.example', port: 7000,
                accepted: function (e) {
                    listener.accept({ error: function () {} });
                    Ti.Stream.write(e.inbound, Ti.createBuffer({ value: 'the news' }), function (written) {
                        if (written.success) { e.inbound.close(); }
                    });
                }
            });
            listener.listen();
            listener.accept({ error: function () {} });
            """;

    private static final Faults WILD = Faults.NONE
            .with(Fault.REFUSED, 0.3)
            .with(Fault.BLACK_HOLE, 0.2)
            .with(Fault.RESET, 0.3)
            .with(Fault.STALL, 0.1)
            .with(Fault.PARTIAL_READ, 0.5);

    private static List<String> print(SimulatedNetwork network) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream output = new PrintStream(printed, true, StandardCharsets.UTF_8);
        ScriptRuntime.Builder builder =
                ScriptRuntime.builder().network(network).output(output).errors(output);
        try (ScriptRuntime server = builder.build();
                ScriptRuntime client = builder.build()) {
            server.start("server.js", SERVER);
            client.run("client.js", CLIENT);
        }
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    @DisplayName("the client prints the news once, however often it has to connect again")
    void theNewsArrivesOnce() {
        long faults = 0;
        for (long seed = 1; seed <= 30; seed++) {
            SimulatedNetwork network = SimulatedNetwork.seeded(seed, WILD).host("news.example", "10.0.0.1");

            assertThat(print(network)).as("seed %d", seed).containsExactly("the news");
            assertThat(network.elapsed()).as("seed %d", seed).isLessThan(Duration.ofMinutes(5));
            assertThat(network.leftovers()).as("seed %d", seed).isEmpty();
            faults += network.struck(Fault.REFUSED) + network.struck(Fault.BLACK_HOLE) + network.struck(Fault.RESET);
        }
        assertThat(faults).isGreaterThan(30);
    }
}

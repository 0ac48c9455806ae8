// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.tisocket.socket.simulation.Faults;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** A simulated network for a test, what happened in it, and nothing left open at the end. */
abstract class SimulationTest {

    final List<String> log = new ArrayList<>();
    SimulatedNetwork network = network(1, Faults.NONE);

    SimulatedNetwork network(long seed, Faults faults) {
        SimulatedNetwork made = SimulatedNetwork.seeded(seed, faults);
        made.loop().onUncaught(thrown -> log.add("uncaught " + thrown));
        return made;
    }

    @AfterEach
    void nothingIsUncaughtAndTheLoopCloses() {
        network.loop().close();
        assertThat(log).noneMatch(line -> line.startsWith("uncaught"));
    }

    TcpSocket socket(String name) {
        return network.loop()
                .createTcp()
                .host("127.0.0.1")
                .onConnected(e -> log.add(name + " connected"))
                .onError(e -> log.add(name + " " + e.code()))
                .onClosed(e -> log.add(name + " closed"));
    }

    TcpSocket listening() {
        TcpSocket listener = socket("listener");
        try {
            listener.listen();
        } catch (IOException unexpected) {
            throw new AssertionError(unexpected);
        }
        return listener;
    }

    TcpSocket connected(int port) {
        TcpSocket client = socket("client").port(port);
        client.connect();
        network.runUntilIdle();
        return client;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tisocket.socket.simulation.Fault;
import io.tisocket.socket.simulation.Faults;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What prevents connections and breaks listeners in a simulated network is reported as on a real one. */
class SimulatedFaultsTest extends SimulationTest {

    @Test
    @DisplayName("C6: nobody listens, so the connection is refused")
    void connectingToNobodyIsRefused() {
        connected(81);

        assertThat(log).containsExactly("client ECONNREFUSED");
    }

    @Test
    @DisplayName(
            "C7: a black hole never answers; the timeout ends the attempt at its time, the system after 127 seconds")
    void blackHolesNeverAnswer() {
        network.blackHole("10.0.0.9");
        socket("patient").host("10.0.0.9").port(80).connect();
        socket("hasty").host("10.0.0.9").port(80).timeout(Duration.ofSeconds(3)).connect();

        network.runFor(Duration.ofSeconds(4));
        assertThat(log).containsExactly("hasty ETIMEDOUT");
        network.runUntilIdle();
        assertThat(log).containsExactly("hasty ETIMEDOUT", "patient ETIMEDOUT");
        assertThat(network.elapsed()).isBetween(Duration.ofSeconds(127), Duration.ofSeconds(128));
    }

    @Test
    @DisplayName("C6, E4: a name that nobody has is not found, an address that nobody has is not reached")
    void unknownNamesAndAddresses() {
        socket("name").host("nowhere.example").port(80).connect();
        socket("address").host("10.1.1.1").port(80).connect();
        network.runUntilIdle();

        assertThat(log).containsExactlyInAnyOrder("name UNKNOWN_HOST", "address EHOSTUNREACH");
    }

    @Test
    @DisplayName("C8: a name with several addresses leads to the one that answers, 250 ms after a black hole")
    void severalAddressesAreRaced() throws IOException {
        network.blackHole("10.0.0.1").host("two.example", "10.0.0.1", "10.0.0.2");
        TcpSocket listener = socket("listener").host("10.0.0.2").port(80);
        listener.listen();
        TcpSocket client = socket("client").host("two.example").port(80);
        client.connect();
        network.runFor(Duration.ofMillis(249));
        assertThat(client.state()).isEqualTo(SocketState.INITIALIZED);
        network.runFor(Duration.ofMillis(2));

        assertThat(client.state()).isEqualTo(SocketState.CONNECTED);
    }

    @Test
    @DisplayName("P5: a slow look-up counts for the timeout")
    void slowLookUpsTimeOut() {
        network.slowHost("slow.example", Duration.ofSeconds(5), "10.0.0.1");
        socket("client")
                .host("slow.example")
                .port(80)
                .timeout(Duration.ofSeconds(1))
                .connect();
        network.runUntilIdle();

        assertThat(log).containsExactly("client ETIMEDOUT");
    }

    @Test
    @DisplayName(
            "N8, N2: an address is bound once, free again after close, and only addresses of the network can be bound")
    void addressesAreBoundOnce() throws IOException {
        TcpSocket first = listening();
        TcpSocket second = socket("second").port(first.port());

        assertThatThrownBy(second::listen).hasMessageContaining("EADDRINUSE");
        first.close();
        second.listen();
        assertThat(second.state()).isEqualTo(SocketState.LISTENING);
        assertThatThrownBy(() -> socket("elsewhere").host("10.9.9.9").listen()).hasMessageContaining("EADDRNOTAVAIL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "0", "0x0", "00.0", "::", "[::]", "::ffff:0.0.0.0"})
    @DisplayName("N5: the wildcard is refused in every spelling here too")
    void theWildcardIsRefused(String spelling) {
        TcpSocket listener = socket("listener").host(spelling);

        assertThatThrownBy(listener::listen).hasMessageContaining("all interfaces");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"REFUSED ECONNREFUSED", "NO_DESCRIPTORS EMFILE", "BLACK_HOLE ETIMEDOUT", "QUEUE_FULL ETIMEDOUT"})
    @DisplayName("C6: each fault that prevents a connection is reported by its number")
    void faultsOfConnecting(String faultAndCode) {
        String[] words = faultAndCode.split(" ");
        network.listeningPeer("127.0.0.1", 80);
        network.runUntilIdle();
        SimulatedNetwork whole = network;
        network = network(3, Faults.NONE.with(Fault.valueOf(words[0]), 1));
        if (Fault.valueOf(words[0]) != Fault.NO_DESCRIPTORS) {
            network.listeningPeer("127.0.0.1", 80);
        }
        network.runUntilIdle();
        connected(80);

        assertThat(log).containsExactly("client " + words[1]);
        whole.loop().close();
    }

    @Test
    @DisplayName("N7: a listener that breaks enters ERROR and reports it, and resets what had arrived")
    void listenersBreak() {
        network = network(3, Faults.NONE.with(Fault.LISTENER_BREAKS, 1));
        TcpSocket listener = listening();
        TcpSocket client = connected(listener.port());

        assertThat(listener.state()).isEqualTo(SocketState.ERROR);
        assertThat(client.state()).isEqualTo(SocketState.ERROR);
        assertThat(log).containsExactlyInAnyOrder("listener EIO", "client connected", "client ECONNRESET");
    }

    @Test
    @DisplayName("N7: without descriptors a listener waits and lives on; connections keep their order")
    void listenersSurviveAShortageOfDescriptors() throws IOException {
        network = network(5, Faults.NONE.with(Fault.NO_DESCRIPTORS, 0.5));
        TcpSocket listener = socket("listener");
        while (listener.state() != SocketState.LISTENING) {
            try {
                listener.listen();
            } catch (SocketFailedException retry) {
                assertThat(retry.code()).isEqualTo(SocketErrorCode.EMFILE);
            }
        }
        int[] accepted = {0};
        listener.onAccepted(e -> {
            accepted[0]++;
            listener.accept();
        });
        listener.accept();
        SimulatedPeer[] peers = new SimulatedPeer[20];
        Arrays.setAll(peers, i -> network.connectPeer("127.0.0.1", listener.port()));
        network.runUntilIdle();

        assertThat(listener.state()).isEqualTo(SocketState.LISTENING);
        assertThat(accepted[0]).isEqualTo((int)
                Arrays.stream(peers).filter(SimulatedPeer::isConnected).count());
    }

    @Test
    @DisplayName("probabilities and sizes that make no sense are refused")
    void senselessFaultsAreRefused() {
        assertThatThrownBy(() -> Faults.NONE.with(Fault.RESET, 1.5)).hasMessageContaining("0 to 1");
        assertThatThrownBy(() -> Faults.NONE.buffer(0)).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> Faults.NONE.stall(Duration.ZERO)).hasMessageContaining("longer than zero");
        assertThatThrownBy(() -> Faults.NONE.latency(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .hasMessageContaining("least first");
    }
}

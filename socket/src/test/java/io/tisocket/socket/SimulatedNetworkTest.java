// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tisocket.socket.simulation.Fault;
import io.tisocket.socket.simulation.Faults;
import io.tisocket.stream.Buffer;
import io.tisocket.stream.IoEvent;
import io.tisocket.stream.PumpEvent;
import io.tisocket.stream.Streams;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The simulated network behaves as TCP does, in virtual time, and as its seed says. */
class SimulatedNetworkTest extends SimulationTest {

    private static Buffer bytes(int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) (i * 31 + (i >> 8));
        }
        return Buffer.wrap(bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 4096, 1_000_000})
    @DisplayName("I3: bytes arrive once and in order, whatever fits into the network")
    void bytesArriveOnceAndInOrder(int buffer) {
        network = network(
                buffer, Faults.NONE.buffer(buffer).with(Fault.PARTIAL_READ, 0.5).with(Fault.PARTIAL_WRITE, 0.5));
        Buffer sent = bytes(3_000);
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        TcpSocket listener = listening();
        listener.onAccepted(e -> Streams.pumpAsync(e.inbound(), chunk -> add(received, chunk), 100));
        listener.accept();
        TcpSocket client = connected(listener.port());

        client.writeAsync(sent, 0, sent.length(), w -> client.close());
        network.runUntilIdle();

        assertThat(received.toByteArray()).isEqualTo(sent.toByteArray());
        assertThat(log).contains("client closed", "end");
    }

    private void add(ByteArrayOutputStream received, PumpEvent chunk) {
        received.writeBytes(chunk.buffer().toByteArray());
        if (chunk.bytesProcessed() < 0) {
            log.add("end");
            chunk.source();
            ((TcpSocket) chunk.source()).close();
        }
    }

    @Test
    @DisplayName("the same seed makes the same happen at the same time, another one does not")
    void sameSeedSameHistory() {
        assertThat(history(7)).isEqualTo(history(7)).isNotEqualTo(history(8));
    }

    private String history(long seed) {
        SimulatedNetwork here = SimulatedNetwork.seeded(
                seed, Faults.NONE.with(Fault.PARTIAL_READ, 0.5).with(Fault.STALL, 0.1));
        StringBuilder history = new StringBuilder();
        SimulatedPeer peer = here.listeningPeer("127.0.0.1", 80);
        peer.send(new byte[100]);
        peer.finish();
        TcpSocket client = here.loop().createTcp().host("127.0.0.1").port(80);
        client.onConnected(e -> Streams.pumpAsync(
                client, c -> history.append(here.elapsed()).append(' ').append(c.bytesProcessed()), 100));
        client.connect();
        here.runUntilIdle();
        here.loop().close();
        return history.toString();
    }

    @Test
    @DisplayName("L11: after the peer's FIN a socket reads the end and can still write")
    void halfCloseLeavesTheOtherDirection() throws IOException {
        TcpSocket listener = listening();
        List<TcpSocket> inbound = new ArrayList<>();
        listener.onAccepted(e -> inbound.add(e.inbound()));
        listener.accept();
        SimulatedPeer peer = network.connectPeer("127.0.0.1", listener.port());
        peer.send("question".getBytes(StandardCharsets.UTF_8));
        peer.finish();
        network.runUntilIdle();
        TcpSocket socket = inbound.get(0);
        Buffer question = Buffer.allocate(100);

        assertThat(socket.read(question)).isEqualTo(8);
        assertThat(socket.read(question)).isEqualTo(-1);
        socket.write(Buffer.of("answer", StandardCharsets.UTF_8));
        socket.close();
        network.runUntilIdle();
        assertThat(new String(peer.received(), StandardCharsets.UTF_8)).isEqualTo("answer");
        assertThat(peer.sawEnd()).isTrue();
        peer.close();
    }

    @Test
    @DisplayName("L5, I2: what arrived before a reset can be read, then the failure follows")
    void aResetLeavesWhatHasArrived() {
        TcpSocket listener = listening();
        listener.onAccepted(e -> e.inbound().readChunkAsync(100, read -> log.add("read " + read.bytesProcessed())));
        listener.accept(AcceptOptions.NONE.withOnError(e -> log.add("inbound " + e.code())));
        SimulatedPeer peer = network.connectPeer("127.0.0.1", listener.port());
        peer.send(new byte[10]);
        peer.reset();
        network.runUntilIdle();

        assertThat(log).containsExactly("read 10", "inbound ECONNRESET");
    }

    @Test
    @DisplayName("I5: a peer that does not read lets writes fill the network, then they time out")
    void writesToAPeerThatDoesNotReadTimeOut() {
        SimulatedPeer peer = network.listeningPeer("127.0.0.1", 80);
        peer.reading(false);
        network.runUntilIdle();
        TcpSocket client = socket("client").port(80).timeout(Duration.ofSeconds(2));
        client.connect();
        network.runUntilIdle();
        Buffer much = bytes(200_000);
        client.writeAsync(much, 0, much.length(), w -> log.add("written " + failure(w)));
        network.runUntilIdle();

        assertThat(log).containsExactly("client connected", "written ETIMEDOUT", "client ETIMEDOUT");
        assertThat(peer.failure()).contains(SocketErrorCode.ECONNRESET);
    }

    private static Object failure(IoEvent event) {
        return event.failure().isPresent() && event.failure().get() instanceof SocketFailedException failed
                ? failed.code()
                : "" + event.failure();
    }

    @Test
    @DisplayName("a peer that closes delivers what it has sent before, however little fits into the network")
    void peersCloseAfterWhatTheyHaveSent() {
        network = network(1, Faults.NONE.buffer(100));
        SimulatedPeer peer = network.listeningPeer("127.0.0.1", 80);
        peer.send(new byte[3_000]);
        peer.close();
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        TcpSocket client = socket("client").port(80);
        client.onConnected(e -> Streams.pumpAsync(client, chunk -> add(received, chunk), 100));
        client.connect();
        network.runUntilIdle();

        assertThat(received.size()).isEqualTo(3_000);
        assertThat(log).containsExactly("end", "client closed");
    }

    @Test
    @DisplayName("a peer that is closed before anybody came does not listen any more")
    void peersStopListening() {
        SimulatedPeer peer = network.listeningPeer("127.0.0.1", 80);
        network.runUntilIdle();
        peer.close();
        connected(80);

        assertThat(log).containsExactly("client ECONNREFUSED");
        assertThat(network.leftovers()).isEmpty();
    }

    @Test
    @DisplayName("faults are counted as they strike")
    void faultsAreCounted() {
        network = network(1, Faults.NONE.with(Fault.REFUSED, 1));
        connected(80);
        connected(80);

        assertThat(network.struck(Fault.REFUSED)).isEqualTo(2);
        assertThat(network.struck(Fault.RESET)).isZero();
    }

    @Test
    @DisplayName("time jumps: a day in the network takes no time outside")
    void timeIsVirtual() {
        network.loop().schedule(Duration.ofDays(1), () -> log.add("next day"));
        network.loop().run();

        assertThat(log).containsExactly("next day");
        assertThat(network.elapsed()).isGreaterThanOrEqualTo(Duration.ofDays(1));
    }

    @Test
    @DisplayName("waiting for what cannot happen any more is a deadlock, and said so")
    void deadlocksAreReported() {
        TcpSocket listener = listening();
        listener.onAccepted(e -> log.add("accepted"));
        listener.accept();
        TcpSocket client = connected(listener.port());

        assertThatThrownBy(() -> client.read(Buffer.allocate(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("deadlock");
        assertThatThrownBy(() -> network.loop().run())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("deadlock");
    }

    @Test
    @DisplayName("other threads are waited for when they are expected")
    void otherThreadsAreWaitedFor() throws InterruptedException {
        network.expectOtherThreads();
        TcpSocket listener = listening();
        Thread other = new Thread(listener::close);
        other.start();

        network.loop().run();

        other.join();
        assertThat(log).containsExactly("listener closed");
    }

    @Test
    @DisplayName("what is open is listed, with its addresses")
    void leftoversAreListed() {
        TcpSocket listener = listening();
        TcpSocket client = connected(listener.port());

        assertThat(network.leftovers())
                .hasSize(3)
                .anyMatch(line -> line.equals("listener 127.0.0.1:" + listener.port()))
                .anyMatch(line -> line.endsWith("to 127.0.0.1:" + client.port()));
    }
}

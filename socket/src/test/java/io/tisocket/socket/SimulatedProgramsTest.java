// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tisocket.socket.simulation.Faults;
import io.tisocket.stream.Buffer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Several programs, each with its loop, share one simulated network. */
class SimulatedProgramsTest {

    private final SimulatedNetwork network = SimulatedNetwork.seeded(1, Faults.NONE);
    private final List<String> log = new ArrayList<>();

    @AfterEach
    void close() {
        network.loop().close();
    }

    private TcpSocket serve(SocketLoop loop) throws IOException {
        TcpSocket listener = loop.createTcp().host("127.0.0.1").port(80);
        listener.onAccepted(e -> answer(listener, e.inbound()));
        listener.listen();
        listener.accept();
        return listener;
    }

    private void answer(TcpSocket listener, TcpSocket visitor) {
        listener.accept();
        try {
            Buffer question = Buffer.allocate(10);
            visitor.read(question);
            visitor.write(Buffer.of("answer", UTF_8));
        } catch (IOException unexpected) {
            log.add(unexpected.toString());
        }
    }

    private void ask(SocketLoop loop) {
        TcpSocket client = loop.createTcp().host("127.0.0.1").port(80);
        client.onConnected(e -> {
            try {
                Buffer answer = Buffer.allocate(6);
                client.write(Buffer.of("question", UTF_8));
                loop.execute(() -> log.add("callback"));
                client.read(answer);
                log.add("read " + answer);
            } catch (IOException unexpected) {
                log.add(unexpected.toString());
            }
        });
        client.connect();
    }

    @Test
    @DisplayName("a program that blocks is answered by another one, and its own callbacks wait meanwhile")
    void blockedProgramsAreAnswered() throws IOException {
        serve(network.newLoop());
        ask(network.newLoop());

        network.runUntilIdle();

        assertThat(log).containsExactly("read answer", "callback");
    }

    @Test
    @DisplayName(
            "a loop that is closed takes its connections, listeners and timers with it, and leaves the others theirs")
    void closedLoopsLeaveTheOthersAlone() throws IOException {
        SocketLoop server = network.newLoop();
        serve(server);
        server.schedule(Duration.ofDays(1), () -> log.add("timer of the closed"));
        network.loop().schedule(Duration.ofSeconds(1), () -> log.add("timer of the other"));
        SimulatedPeer peer = network.connectPeer("127.0.0.1", 80);
        peer.send("question".getBytes(UTF_8));
        network.runFor(Duration.ofMillis(1));

        server.close();
        network.runUntilIdle();

        assertThat(log).containsExactly("timer of the other");
        assertThat(peer.failure()).contains(SocketErrorCode.ECONNRESET);
        assertThat(network.leftovers()).isEmpty();
    }

    @Test
    @DisplayName("run() of one loop ends when its program is over, whatever the others wait for")
    void runEndsWithItsOwnProgram() throws IOException {
        serve(network.newLoop());
        SocketLoop loop = network.newLoop();
        TcpSocket client = loop.createTcp().host("127.0.0.1").port(80);
        client.onConnected(e -> client.writeAsync(
                Buffer.of("question", UTF_8),
                0,
                8,
                w -> client.readChunkAsync(100, read -> {
                    log.add(read.buffer().toString());
                    client.close();
                })));
        client.connect();

        loop.run();

        assertThat(log).containsExactly("answer");
    }

    @Test
    @DisplayName("a program that waits for one that waits for it is told of the deadlock")
    void programsThatWaitForEachOtherAreADeadlock() throws IOException {
        SocketLoop server = network.newLoop();
        server.onUncaught(thrown -> log.add("server: " + thrown.getMessage()));
        serve(server);
        TcpSocket client = network.newLoop().createTcp().host("127.0.0.1").port(80);
        client.onConnected(e -> log.add("connected"));
        client.connect();
        while (log.isEmpty()) {
            network.runFor(Duration.ofNanos(1));
        }

        assertThatThrownBy(() -> client.read(Buffer.allocate(1))).hasMessageContaining("deadlock");
        assertThat(log).hasSize(2).last().asString().startsWith("server: deadlock");
    }

    @Test
    @DisplayName(
            "a listener gives a connection that has waited to another loop, and with that loop the connection ends")
    void aConnectionGoesToAnotherLoop() throws IOException {
        SocketLoop back = network.newLoop();
        List<TcpSocket> inbound = new ArrayList<>();
        TcpSocket listener = network.loop().createTcp().host("127.0.0.1").port(80);
        listener.onAccepted(e -> inbound.add(e.inbound()));
        listener.listen();
        SimulatedPeer peer = network.connectPeer("127.0.0.1", 80);
        peer.send("hello".getBytes(UTF_8));
        network.runUntilIdle();

        listener.accept(AcceptOptions.NONE.withLoop(back));
        network.runUntilIdle();
        Buffer read = Buffer.allocate(5);
        inbound.get(0).read(read);
        back.close();
        network.runUntilIdle();

        assertThat(read.toString()).isEqualTo("hello");
        assertThat(inbound.get(0).executor()).isSameAs(back);
        assertThat(peer.failure()).contains(SocketErrorCode.ECONNRESET);
        assertThat(listener.state()).isEqualTo(SocketState.LISTENING);
    }
}

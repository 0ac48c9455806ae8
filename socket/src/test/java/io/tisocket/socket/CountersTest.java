// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.tisocket.stream.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@link TcpSocket#counters()} says, at moments that a simulated network makes exact. */
@Timeout(30)
class CountersTest {

    private final SimulatedNetwork network = SimulatedNetwork.seeded(1);
    private final List<TcpSocket> inbound = new ArrayList<>();

    private TcpSocket listener(int queueSize) throws IOException {
        TcpSocket listener = network.loop()
                .createTcp()
                .host("127.0.0.1")
                .port(4000)
                .listenQueueSize(queueSize)
                .onAccepted(e -> inbound.add(e.inbound()));
        listener.listen();
        return listener;
    }

    private TcpSocket connected() {
        TcpSocket socket = network.loop().createTcp().host("127.0.0.1").port(4000);
        socket.connect();
        network.runUntilIdle();
        return socket;
    }

    private static Buffer bytes(int length) {
        return Buffer.allocate(length);
    }

    @Test
    @DisplayName("a socket that was never connected has counted nothing")
    void nothingBeforeTheFirstConnection() {
        assertThat(network.loop().createTcp().counters()).isEqualTo(new SocketCounters(0, 0, 0, 0, 0, 0));
    }

    @Test
    @DisplayName("a write is pending until the operating system has it, and then out")
    void aWriteIsPendingAndThenOut() throws IOException {
        TcpSocket listener = listener(5);
        listener.accept();
        TcpSocket socket = connected();

        socket.writeAsync(bytes(1000), 0, 1000, e -> {});
        SocketCounters before = socket.counters();
        network.runUntilIdle();

        assertThat(before).isEqualTo(new SocketCounters(0, 0, 1000, 0, 0, 0));
        assertThat(socket.counters()).isEqualTo(new SocketCounters(0, 1000, 0, 0, 0, 0));
    }

    @Test
    @DisplayName("bytes count as in when a read has taken them, not when they arrive")
    void bytesAreInWhenTheyAreTaken() throws IOException {
        listener(5).accept();
        TcpSocket socket = connected();
        socket.writeAsync(bytes(1000), 0, 1000, e -> {});
        network.runUntilIdle();
        TcpSocket server = inbound.get(0);
        long arrived = server.counters().bytesIn();

        server.read(bytes(300), 0, 300);
        long afterBlockingRead = server.counters().bytesIn();
        server.readAsync(bytes(50), 0, 50, e -> {});
        server.readChunkAsync(7, e -> {});
        network.runUntilIdle();

        assertThat(List.of(arrived, afterBlockingRead, server.counters().bytesIn()))
                .containsExactly(0L, 300L, 357L);
    }

    @Test
    @DisplayName("the end of the stream counts as no bytes")
    void theEndOfTheStreamCountsAsNothing() throws IOException {
        listener(5).accept();
        TcpSocket socket = connected();
        inbound.get(0).close();

        int count = socket.read(bytes(10), 0, 10);

        assertThat(count).isEqualTo(-1);
        assertThat(socket.counters().bytesIn()).isZero();
    }

    @Test
    @DisplayName("the numbers of a connection stay after its end, and nothing is pending then")
    void theNumbersStayAfterTheEnd() throws IOException {
        listener(5).accept();
        TcpSocket socket = connected();
        socket.write(bytes(10), 0, 10);
        socket.writeAsync(bytes(99), 0, 99, e -> {});

        socket.abort();

        assertThat(socket.counters()).isEqualTo(new SocketCounters(0, 10, 0, 0, 0, 0));
    }

    @Test
    @DisplayName("the next connection of a socket counts from nothing")
    void theNextConnectionCountsFromNothing() throws IOException {
        TcpSocket listener = listener(5);
        listener.accept();
        TcpSocket socket = connected();
        socket.write(bytes(10), 0, 10);
        socket.close();
        listener.accept();

        socket.connect();
        network.runUntilIdle();

        assertThat(socket.state()).isEqualTo(SocketState.CONNECTED);
        assertThat(socket.counters()).isEqualTo(new SocketCounters(0, 0, 0, 0, 0, 0));
    }

    @Test
    @DisplayName("a listener counts who waits, who was taken and who was rejected")
    void aListenerCounts() throws IOException {
        TcpSocket listener = listener(2);
        for (int i = 0; i < 5; i++) {
            connected();
        }
        SocketCounters before = listener.counters();

        listener.accept();
        network.runUntilIdle();

        assertThat(before).isEqualTo(new SocketCounters(0, 0, 0, 2, 0, 3));
        assertThat(listener.counters()).isEqualTo(new SocketCounters(0, 0, 0, 1, 1, 3));
    }

    @Test
    @DisplayName("whoever waits when the listener closes was rejected")
    void whoeverWaitsAtTheEndIsRejected() throws IOException {
        TcpSocket listener = listener(2);
        connected();
        connected();

        listener.close();

        assertThat(listener.counters()).isEqualTo(new SocketCounters(0, 0, 0, 0, 0, 2));
    }

    @Test
    @DisplayName("a peer that gives up while it waits leaves the queue and counts nowhere")
    void aPeerThatGivesUpCountsNowhere() throws IOException {
        TcpSocket listener = listener(2);
        TcpSocket peer = connected();

        peer.abort();
        network.runUntilIdle();

        assertThat(listener.counters()).isEqualTo(new SocketCounters(0, 0, 0, 0, 0, 0));
    }

    @Test
    @DisplayName("any thread reads the numbers of real sockets")
    void anyThreadReadsThem() throws IOException {
        byte[] text = "as many bytes as this".getBytes(StandardCharsets.UTF_8);
        try (SocketLoop loop = SocketLoop.start("counters")) {
            TcpSocket listener = loop.createTcp().host("127.0.0.1");
            listener.listen();
            CompletableFuture<TcpSocket> taken = new CompletableFuture<>();
            CompletableFuture<Void> connected = new CompletableFuture<>();
            listener.onAccepted(e -> taken.complete(e.inbound()));
            listener.accept();
            TcpSocket socket =
                    loop.createTcp().host("127.0.0.1").port(listener.port()).onConnected(e -> connected.complete(null));
            socket.connect();
            connected.join();
            socket.write(Buffer.wrap(text), 0, text.length);
            TcpSocket server = taken.join();
            for (int count = 0; count < text.length; ) {
                count += server.read(Buffer.allocate(4), 0, 4);
            }

            assertThat(socket.counters().bytesOut()).isEqualTo(text.length);
            assertThat(server.counters().bytesIn()).isEqualTo(text.length);
            assertThat(listener.counters().accepted()).isEqualTo(1);
        }
    }
}

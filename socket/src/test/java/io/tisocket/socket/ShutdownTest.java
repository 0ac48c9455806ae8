// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.tisocket.socket.simulation.Faults;
import io.tisocket.stream.Buffer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The end of a loop in good order, in virtual time, and once on the real network. */
@Timeout(30)
class ShutdownTest {

    private static final Duration DRAIN = Duration.ofSeconds(10);

    private final SimulatedNetwork network = SimulatedNetwork.seeded(1, Faults.NONE);
    private final SocketLoop loop = network.loop();
    private final List<String> log = new ArrayList<>();
    private final List<TcpSocket> inbound = new ArrayList<>();

    /** A server whose connections log what happens to them. */
    private TcpSocket server() throws IOException {
        TcpSocket listener = loop.createTcp()
                .host("127.0.0.1")
                .port(4000)
                .onClosed(e -> log.add("listener closed"))
                .onAccepted(e -> inbound.add(e.inbound()));
        listener.listen();
        return listener;
    }

    private SimulatedPeer accepted(TcpSocket listener) {
        listener.accept(AcceptOptions.NONE
                .withOnClosed(e -> log.add("connection closed"))
                .withOnError(e -> log.add("connection failed: " + e.code())));
        SimulatedPeer peer = network.connectPeer("127.0.0.1", 4000);
        network.runUntilIdle();
        return peer;
    }

    private CompletableFuture<Boolean> shutdown() {
        return loop.shutdown(DRAIN);
    }

    @Test
    @DisplayName("a loop without sockets is shut down at once")
    void nothingToDo() {
        CompletableFuture<Boolean> drained = shutdown();
        loop.run();

        assertThat(drained).isCompletedWithValue(true);
        assertThat(network.elapsed()).isLessThan(Duration.ofMillis(1));
    }

    @Test
    @DisplayName("a listener closes at once, and who waits in its queue is reset")
    void listenersCloseAtOnce() throws IOException {
        TcpSocket listener = server();
        network.connectPeer("127.0.0.1", 4000);
        network.runUntilIdle();

        CompletableFuture<Boolean> drained = shutdown();
        loop.run();

        assertThat(drained).isCompletedWithValue(true);
        assertThat(log).containsExactly("listener closed");
        assertThat(listener.counters().rejected()).isEqualTo(1);
        assertThat(listener.state()).isEqualTo(SocketState.CLOSED);
    }

    @Test
    @DisplayName("a connection has the given time, then it is closed and its callback runs")
    void openConnectionsAreClosedInTheEnd() throws IOException {
        accepted(server());
        Duration before = network.elapsed();

        CompletableFuture<Boolean> drained = shutdown();
        loop.run();

        assertThat(drained).isCompletedWithValue(false);
        assertThat(log).containsExactly("listener closed", "connection closed");
        // The peer keeps its side open: it has two seconds to take the end.
        assertThat(network.elapsed().minus(before))
                .isBetween(DRAIN, DRAIN.plus(Lingering.LIMIT).plusSeconds(1));
    }

    @Test
    @DisplayName("callbacks go on during the drain, and a connection that the program closes then counts as drained")
    void theProgramMayFinish() throws IOException {
        accepted(server());
        loop.schedule(Duration.ofSeconds(1), () -> inbound.get(0).close());

        CompletableFuture<Boolean> drained = shutdown();
        loop.run();

        assertThat(drained).isCompletedWithValue(true);
        assertThat(log).containsExactly("listener closed", "connection closed");
    }

    @Test
    @DisplayName("a connection whose peer has ended and which has nothing to write is closed without waiting")
    void connectionsAtTheirEndAreClosed() throws IOException {
        SimulatedPeer peer = accepted(server());
        inbound.get(0).readAsync(Buffer.allocate(10), 0, 10, e -> log.add("read " + e.bytesProcessed()));
        peer.finish();
        Duration before = network.elapsed();

        CompletableFuture<Boolean> drained = shutdown();
        loop.run();

        assertThat(drained).isCompletedWithValue(true);
        assertThat(log).containsExactly("listener closed", "read -1", "connection closed");
        assertThat(network.elapsed().minus(before)).isLessThan(DRAIN);
    }

    @Test
    @DisplayName("an answer written at the peer's end still goes out")
    void theAnswerGoesOut() throws IOException {
        SimulatedPeer peer = accepted(server());
        inbound.get(0)
                .readAsync(
                        Buffer.allocate(10),
                        0,
                        10,
                        e -> inbound.get(0)
                                .writeAsync(Buffer.allocate(5), 0, 5, w -> log.add("answered " + w.bytesProcessed())));
        peer.finish();

        CompletableFuture<Boolean> drained = shutdown();
        loop.run();

        assertThat(drained).isCompletedWithValue(true);
        assertThat(log).containsExactly("listener closed", "answered 5", "connection closed");
    }

    @Test
    @DisplayName("what has not gone out when the time is over is lost, and its write fails")
    void pendingWritesAreCutOff() throws IOException {
        SimulatedPeer peer = accepted(server());
        peer.reading(false);
        int length = 8 * 1024 * 1024;
        inbound.get(0)
                .writeAsync(
                        Buffer.allocate(length),
                        0,
                        length,
                        e -> log.add("write failed: " + e.failure().isPresent()));

        CompletableFuture<Boolean> drained = shutdown();
        loop.run();

        assertThat(drained).isCompletedWithValue(false);
        assertThat(log).containsExactly("listener closed", "write failed: true", "connection closed");
    }

    @Test
    @DisplayName("an attempt to connect that lasts longer than the time is dropped without a callback")
    void attemptsAreDropped() {
        network.blackHole("10.0.0.1");
        TcpSocket socket = loop.createTcp().host("10.0.0.1").port(1).onError(e -> log.add("failed"));
        socket.connect();

        CompletableFuture<Boolean> drained = shutdown();
        loop.run();

        assertThat(drained).isCompletedWithValue(false);
        assertThat(log).isEmpty();
        assertThat(socket.state()).isEqualTo(SocketState.CLOSED);
    }

    @Test
    @DisplayName("what the callbacks of the closing open is dropped, or it might never end")
    void whatIsOpenedTooLateIsDropped() throws IOException {
        TcpSocket listener = server();
        accepted(listener);
        inbound.get(0).onClosed(e -> listen(listener));

        CompletableFuture<Boolean> drained = shutdown();
        loop.run();

        assertThat(drained).isCompletedWithValue(false);
        assertThat(listener.state()).isEqualTo(SocketState.CLOSED);
        assertThat(log).containsExactly("listener closed");
    }

    private static void listen(TcpSocket listener) {
        try {
            listener.listen();
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    @DisplayName("asked twice, the shorter time counts, and both are told the same")
    void theShorterTimeCounts() throws IOException {
        accepted(server());
        Duration before = network.elapsed();

        CompletableFuture<Boolean> first = shutdown();
        CompletableFuture<Boolean> second = loop.shutdown(Duration.ZERO);
        loop.run();

        assertThat(first).isCompletedWithValue(false);
        assertThat(second).isCompletedWithValue(false);
        assertThat(network.elapsed().minus(before)).isLessThan(DRAIN);
    }

    @Test
    @DisplayName("timers do not keep the loop")
    void timersDoNotKeepTheLoop() {
        loop.schedule(Duration.ofDays(1), () -> log.add("rang"));

        CompletableFuture<Boolean> drained = shutdown();
        loop.run();

        assertThat(drained).isCompletedWithValue(true);
        assertThat(log).isEmpty();
    }

    @Test
    @DisplayName("closing the loop meanwhile says that it did not drain")
    void closedMeanwhile() throws IOException {
        accepted(server());

        CompletableFuture<Boolean> drained = shutdown();
        loop.close();

        assertThat(drained).isCompletedWithValue(false);
        assertThat(loop.shutdown(DRAIN)).isCompletedWithValue(false);
    }

    @Test
    @DisplayName("another thread waits for the end of a real loop, whose thread ends then")
    void fromAnotherThread() throws Exception {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        SocketLoop real = SocketLoop.start("shutdown");
        real.execute(() -> thread.complete(Thread.currentThread()));
        TcpSocket listener = real.createTcp();
        listener.listen();
        CompletableFuture<TcpSocket> taken = new CompletableFuture<>();
        listener.onAccepted(e -> taken.complete(e.inbound()));
        listener.accept();
        TcpSocket client = real.createTcp().host("127.0.0.1").port(listener.port());
        client.connect();
        TcpSocket server = taken.get(20, TimeUnit.SECONDS);

        boolean drained = real.shutdown(Duration.ofMillis(50)).get(20, TimeUnit.SECONDS);
        thread.join().join(TimeUnit.SECONDS.toMillis(20));

        assertThat(drained).isFalse();
        assertThat(thread.join().isAlive()).isFalse();
        assertThat(List.of(server.state(), client.state(), listener.state())).containsOnly(SocketState.CLOSED);
    }
}

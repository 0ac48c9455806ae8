// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tisocket.stream.Buffer;
import io.tisocket.stream.IoEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Accepted sockets that belong to another loop than their listener. Rules A4, A6, A7, J1. */
@Timeout(30)
abstract class SeveralLoops {

    private final SocketLoop front;
    private final SocketLoop back;
    private final TcpSocket listener;
    private final BlockingQueue<TcpSocket> accepted = new LinkedBlockingQueue<>();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final List<Socket> peers = new ArrayList<>();

    SeveralLoops(String mechanism) throws IOException {
        String before = System.getProperty("tisocket.transport", "");
        System.setProperty("tisocket.transport", mechanism);
        try {
            front = SocketLoop.start("front");
            back = SocketLoop.start("back");
        } finally {
            System.setProperty("tisocket.transport", before);
        }
        listener = front.createTcp().host("127.0.0.1");
        listener.onAccepted(event -> accepted.add(event.inbound()));
        listener.listen();
    }

    @AfterEach
    void close() throws IOException {
        front.close();
        back.close();
        for (Socket peer : peers) {
            peer.close();
        }
    }

    private Socket peer() throws IOException {
        Socket peer = new Socket(InetAddress.getLoopbackAddress(), listener.port());
        peer.setSoTimeout(10_000);
        peers.add(peer);
        return peer;
    }

    private AcceptOptions toBack() {
        return AcceptOptions.NONE
                .withLoop(back)
                .withOnError(event -> here("error " + event.code()))
                .withOnClosed(event -> here("closed"));
    }

    private void here(String what) {
        log.add(what + " on " + Thread.currentThread().getName());
    }

    private TcpSocket taken() throws InterruptedException {
        TcpSocket socket = accepted.poll(10, TimeUnit.SECONDS);
        assertThat(socket).as("accepted").isNotNull();
        return socket;
    }

    /** Lets every callback run that is due in {@code loop}, and those that it makes due. */
    private static void turns(SocketLoop loop) {
        for (int i = 0; i < 5; i++) {
            CompletableFuture<Void> turn = new CompletableFuture<>();
            loop.execute(() -> turn.complete(null));
            turn.join();
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            // No event tells of it; the test has a limit.
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static byte[] readToEnd(TcpSocket socket) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Buffer chunk = Buffer.allocate(10_000);
        for (int count = socket.read(chunk); count >= 0; count = socket.read(chunk)) {
            all.write(chunk.toByteArray(), 0, count);
        }
        return all.toByteArray();
    }

    private void readThenClose(TcpSocket socket) {
        socket.readChunkAsync(100, (IoEvent read) -> {
            here("read");
            socket.writeAsync(read.buffer(), 0, read.bytesProcessed(), written -> {
                here("written");
                socket.close();
            });
        });
    }

    @Test
    @DisplayName("accepted runs on the listener's thread, everything of the accepted socket on its own loop's")
    void callbacksRunOnTheLoopOfTheirSocket() throws Exception {
        listener.onAccepted(event -> {
            here("accepted");
            readThenClose(event.inbound());
        });
        listener.accept(toBack());
        Socket peer = peer();
        peer.getOutputStream().write(1);

        int echo = peer.getInputStream().read();
        int end = peer.getInputStream().read();

        await(() -> log.size() == 4);
        assertThat(log).containsExactly("accepted on front", "read on back", "written on back", "closed on back");
        assertThat(List.of(echo, end)).containsExactly(1, -1);
    }

    @Test
    @DisplayName("a connection that has waited moves with its bytes, those before and after the move and its end")
    void aWaitingConnectionMovesWhole() throws Exception {
        byte[] sent = bytes(600_000);
        Socket peer = peer();
        peer.getOutputStream().write(sent, 0, 100_000);
        await(() -> listener.counters().queued() == 1);

        listener.accept(toBack());
        TcpSocket socket = taken();
        CompletableFuture<byte[]> read = CompletableFuture.supplyAsync(() -> {
            try {
                return readToEnd(socket);
            } catch (IOException failed) {
                throw new IllegalStateException(failed);
            }
        });
        peer.getOutputStream().write(sent, 100_000, 500_000);
        peer.shutdownOutput();

        assertThat(read.get(10, TimeUnit.SECONDS)).isEqualTo(sent);
    }

    @Test
    @DisplayName("a connection whose peer has ended while it waited moves with its bytes and its end")
    void aWaitingConnectionThatHasEndedMovesWhole() throws Exception {
        byte[] sent = bytes(20_000);
        Socket peer = peer();
        peer.getOutputStream().write(sent);
        peer.shutdownOutput();
        await(() -> listener.counters().queued() == 1);
        turns(front);

        listener.accept(toBack());
        TcpSocket socket = taken();
        byte[] read = readToEnd(socket);
        socket.write(Buffer.wrap(new byte[] {7}));

        assertThat(read).isEqualTo(sent);
        assertThat(peer.getInputStream().read()).isEqualTo(7);
    }

    @Test
    @DisplayName("a peer that gives up while it waits to be accepted by another loop leaves its place")
    void whoGivesUpWaitingLeaves() throws Exception {
        Socket peer = peer();
        await(() -> listener.counters().queued() == 1);

        peer.setSoLinger(true, 0);
        peer.close();
        await(() -> listener.counters().queued() == 0);
        listener.accept(toBack());
        turns(front);

        assertThat(accepted).isEmpty();
    }

    @Test
    @DisplayName("a failure is not reported before accepted has returned, though another thread would report it")
    void accordingToOrderAcceptedComesFirst() throws Exception {
        Socket peer = peer();
        CompletableFuture<Void> over = new CompletableFuture<>();
        listener.onAccepted(event -> {
            here("accepted");
            try {
                peer.setSoLinger(true, 0);
                peer.close();
            } catch (SocketException | RuntimeException wrong) {
                here(wrong.toString());
            } catch (IOException wrong) {
                here(wrong.toString());
            }
            turns(back);
            here("returns");
            over.complete(null);
        });

        listener.accept(toBack());
        over.get(10, TimeUnit.SECONDS);

        await(() -> log.size() == 3);
        assertThat(log).containsExactly("accepted on front", "returns on front", "error ECONNRESET on back");
    }

    @Test
    @DisplayName("connections are accepted in the order in which they came, whichever way they take")
    void acceptedInOrder() throws Exception {
        List<Integer> came = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            came.add(peer().getLocalPort());
        }
        List<Integer> ports = new CopyOnWriteArrayList<>();
        boolean[] next = {false};
        listener.onAccepted(event -> {
            ports.add(event.inbound().port());
            next[0] = !next[0];
            listener.accept(next[0] ? AcceptOptions.NONE : toBack());
        });

        listener.accept(toBack());
        for (int i = 0; i < 20; i++) {
            came.add(peer().getLocalPort());
        }

        await(() -> ports.size() == 40);
        assertThat(ports).containsExactlyElementsOf(came);
    }

    @Test
    @DisplayName("what other threads ask of the accepted socket at once is not lost")
    void operationsMayFollowAtOnce() throws Exception {
        List<byte[]> read = new CopyOnWriteArrayList<>();
        listener.onAccepted(event -> {
            listener.accept(toBack());
            CompletableFuture.runAsync(() -> {
                try {
                    read.add(readToEnd(event.inbound()));
                } catch (IOException failed) {
                    here(failed.toString());
                }
            });
        });
        listener.accept(toBack());
        for (int i = 0; i < 20; i++) {
            Socket peer = peer();
            peer.getOutputStream().write(bytes(5000));
            peer.shutdownOutput();
        }

        await(() -> read.size() == 20);
        assertThat(read).allMatch(got -> java.util.Arrays.equals(got, bytes(5000)));
        assertThat(log).isEmpty();
    }

    @Test
    @DisplayName("accept() with a loop that is closed throws, and the flag is not raised")
    void aClosedLoopIsRefused() throws Exception {
        back.close();

        assertThatThrownBy(() -> listener.accept(toBack()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("accept()");
        peer();
        await(() -> listener.counters().queued() == 1);
    }

    @Test
    @DisplayName("accept() with a loop of another network throws")
    void aLoopOfAnotherNetworkIsRefused() {
        SocketLoop elsewhere = SimulatedNetwork.seeded(1).loop();

        assertThatThrownBy(() -> listener.accept(AcceptOptions.NONE.withLoop(elsewhere)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("another network");
    }

    @Test
    @DisplayName("a connection for a loop that has closed meanwhile is reset, and accepted tells of a closed socket")
    void aLoopThatClosesMeanwhile() throws Exception {
        Socket waiting = peer();
        await(() -> listener.counters().queued() == 1);
        List<SocketState> states = new CopyOnWriteArrayList<>();
        listener.onAccepted(event -> {
            states.add(event.inbound().state());
            listener.accept();
        });
        CompletableFuture<Void> closed = new CompletableFuture<>();
        front.execute(() -> {
            listener.accept(toBack());
            back.close();
            closed.complete(null);
        });
        closed.get(10, TimeUnit.SECONDS);
        peer();

        await(() -> states.size() == 2);
        assertThat(states).containsExactly(SocketState.CLOSED, SocketState.CONNECTED);
        assertThatThrownBy(() -> waiting.getInputStream().read())
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
    }

    @Test
    @DisplayName(
            "a listener's loop that closes resets what it has taken and not told of, and leaves accepted sockets alone")
    void theFrontMayClose() throws Exception {
        listener.accept(toBack());
        Socket first = peer();
        TcpSocket socket = taken();
        Socket second = peer();
        await(() -> listener.counters().queued() == 1);
        front.execute(() -> {
            listener.accept(toBack());
            front.close();
        });

        assertThatThrownBy(() -> second.getInputStream().read())
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
        first.getOutputStream().write(5);
        Buffer byteRead = Buffer.allocate(1);
        assertThat(socket.read(byteRead)).isEqualTo(1);
        assertThat(accepted).isEmpty();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.tisocket.stream.Buffer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a recording of the Flight Recorder holds of real sockets. */
@Timeout(60)
class FlightRecordingTest {

    private static final String LOOPBACK = "127.0.0.1";

    private final Recording recording = new Recording();
    private final SocketLoop loop = SocketLoop.start("recorded");
    private final BlockingQueue<TcpSocket> inbound = new LinkedBlockingQueue<>();
    private final BlockingQueue<SocketErrorCode> errors = new LinkedBlockingQueue<>();

    @TempDir
    Path folder;

    @BeforeEach
    void begin() {
        for (String name : List.of("Connect", "Accept", "Close", "Error", "SlowCallback")) {
            recording.enable("tisocket." + name);
        }
        recording.start();
    }

    @AfterEach
    void end() {
        recording.close();
        loop.close();
    }

    /** Returns the one event of that name. */
    private RecordedEvent only(String name) throws IOException {
        List<RecordedEvent> events = recorded(name);
        assertThat(events).as(name).hasSize(1);
        return events.get(0);
    }

    private List<RecordedEvent> recorded(String name) throws IOException {
        if (recording.getState() == RecordingState.RUNNING) {
            recording.stop();
        }
        Path file = folder.resolve("recording.jfr");
        recording.dump(file);
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals("tisocket." + name))
                .toList();
    }

    private TcpSocket listener() throws IOException {
        TcpSocket listener = loop.createTcp().host(LOOPBACK).onAccepted(e -> inbound.add(e.inbound()));
        listener.listen();
        return listener;
    }

    private TcpSocket connected(int port) throws InterruptedException {
        CountDownLatch connected = new CountDownLatch(1);
        TcpSocket socket = loop.createTcp()
                .host(LOOPBACK)
                .port(port)
                .onConnected(e -> connected.countDown())
                .onError(e -> errors.add(e.code()));
        socket.connect();
        assertThat(connected.await(20, TimeUnit.SECONDS)).isTrue();
        return socket;
    }

    private static int freePort() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return taken.getLocalPort();
        }
    }

    @Test
    @DisplayName("Connect: whom it reached, from where, and how long it took")
    void connect() throws Exception {
        int port = listener().port();
        connected(port);

        RecordedEvent event = only("Connect");

        assertThat(event.getString("host")).isEqualTo(LOOPBACK);
        assertThat(event.getInt("port")).isEqualTo(port);
        assertThat(event.getInt("generation")).isEqualTo(1);
        assertThat(event.getString("outcome")).isEqualTo("connected");
        assertThat(event.getString("remoteAddress")).isEqualTo(LOOPBACK + ":" + port);
        assertThat(event.getString("localAddress")).matches("127\\.0\\.0\\.1:[1-9]\\d*");
        assertThat(event.getString("error")).isEmpty();
        assertThat(event.getInt("errorNumber")).isZero();
        assertThat(event.getDuration()).isPositive();
    }

    @Test
    @DisplayName("Connect and Error: why an attempt failed")
    void failedConnect() throws Exception {
        int port = freePort();
        TcpSocket socket = loop.createTcp().host(LOOPBACK).port(port).onError(e -> errors.add(e.code()));
        socket.connect();
        assertThat(errors.poll(20, TimeUnit.SECONDS)).isEqualTo(SocketErrorCode.ECONNREFUSED);

        RecordedEvent event = only("Connect");
        RecordedEvent error = only("Error");

        assertThat(event.getString("outcome")).isEqualTo("failed");
        assertThat(event.getString("error")).isEqualTo("ECONNREFUSED");
        assertThat(event.getInt("errorNumber")).isEqualTo(111);
        assertThat(event.getString("remoteAddress")).isEmpty();
        assertThat(error.getString("host")).isEqualTo(LOOPBACK);
        assertThat(error.getInt("port")).isEqualTo(port);
        assertThat(error.getInt("generation")).isEqualTo(1);
        assertThat(error.getString("error")).isEqualTo("ECONNREFUSED");
        assertThat(error.getInt("errorNumber")).isEqualTo(111);
        assertThat(error.getString("message")).startsWith("connect " + LOOPBACK + ":" + port);
    }

    @Test
    @DisplayName("Connect and Close: an attempt that was aborted")
    void abortedConnect() throws Exception {
        CompletableFuture<Void> aborted = new CompletableFuture<>();
        int port = listener().port();
        loop.execute(() -> {
            TcpSocket socket = loop.createTcp().host(LOOPBACK).port(port);
            socket.connect();
            socket.abort();
            aborted.complete(null);
        });
        aborted.get(20, TimeUnit.SECONDS);

        assertThat(only("Connect").getString("outcome")).isEqualTo("aborted");
        assertThat(only("Close").getBoolean("aborted")).isTrue();
        assertThat(only("Close").getInt("generation")).isEqualTo(1);
    }

    @Test
    @DisplayName("Accept: whom a listener took, and how many still wait")
    void accept() throws Exception {
        TcpSocket listener = listener();
        TcpSocket first = connected(listener.port());
        connected(listener.port());
        // Until both are queued; their connects do not wait for that.
        while (listener.counters().queued() < 2) {
            Thread.onSpinWait();
        }
        listener.accept();
        TcpSocket taken = inbound.poll(20, TimeUnit.SECONDS);

        RecordedEvent event = only("Accept");

        assertThat(first.state()).isEqualTo(SocketState.CONNECTED);
        assertThat(event.getString("host")).isEqualTo(LOOPBACK);
        assertThat(event.getInt("port")).isEqualTo(listener.port());
        assertThat(event.getInt("generation")).isEqualTo(1);
        assertThat(event.getString("remoteAddress")).isEqualTo(LOOPBACK + ":" + taken.port());
        assertThat(event.getInt("queued")).isEqualTo(1);
    }

    @Test
    @DisplayName("Close: what a connection had moved")
    void closeOfAConnection() throws Exception {
        TcpSocket listener = listener();
        listener.accept();
        TcpSocket socket = connected(listener.port());
        TcpSocket server = inbound.poll(20, TimeUnit.SECONDS);
        socket.write(Buffer.allocate(7), 0, 7);
        server.write(Buffer.allocate(3), 0, 3);
        for (int count = 0; count < 3; ) {
            count += socket.read(Buffer.allocate(3), 0, 3);
        }
        socket.close();

        RecordedEvent event = only("Close");

        assertThat(event.getString("host")).isEqualTo(LOOPBACK);
        assertThat(event.getInt("port")).isEqualTo(listener.port());
        assertThat(event.getInt("generation")).isEqualTo(1);
        assertThat(event.getBoolean("aborted")).isFalse();
        assertThat(event.getLong("bytesIn")).isEqualTo(3);
        assertThat(event.getLong("bytesOut")).isEqualTo(7);
        assertThat(event.getDuration()).isPositive();
    }

    @Test
    @DisplayName("Close: what a listener had taken and rejected")
    void closeOfAListener() throws Exception {
        TcpSocket listener = listener();
        listener.accept();
        connected(listener.port());
        inbound.poll(20, TimeUnit.SECONDS);
        connected(listener.port());
        while (listener.counters().queued() < 1) {
            Thread.onSpinWait();
        }
        listener.close();

        RecordedEvent event = only("Close");

        assertThat(event.getLong("accepted")).isEqualTo(1);
        assertThat(event.getLong("rejected")).isEqualTo(1);
    }

    @Test
    @DisplayName("Error: a connection that the peer has reset")
    void errorOfAConnection() throws Exception {
        TcpSocket listener = listener();
        listener.accept();
        TcpSocket socket = connected(listener.port());
        inbound.poll(20, TimeUnit.SECONDS).abort();
        assertThat(errors.poll(20, TimeUnit.SECONDS)).isEqualTo(SocketErrorCode.ECONNRESET);

        RecordedEvent event = only("Error");

        assertThat(event.getString("error")).isEqualTo("ECONNRESET");
        assertThat(event.getInt("port")).isEqualTo(socket.port());
    }

    @Test
    @DisplayName("Error: an address that could not be bound")
    void errorOfAListen() throws Exception {
        TcpSocket listener = listener();
        TcpSocket second = loop.createTcp().host(LOOPBACK).port(listener.port());
        IOException thrown = null;
        try {
            second.listen();
        } catch (IOException failed) {
            thrown = failed;
        }

        RecordedEvent event = only("Error");

        assertThat(event.getString("error")).isEqualTo("EADDRINUSE");
        assertThat(event.getString("message")).isEqualTo(thrown.getMessage());
    }

    @Test
    @DisplayName("SlowCallback: which thread, for how long, and its stack")
    void slowCallback() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(1);
        loop.onSlowCallback(Duration.ofMillis(50), slow -> told.countDown());
        loop.execute(() -> waitFor(release));
        assertThat(told.await(20, TimeUnit.SECONDS)).isTrue();
        release.countDown();

        RecordedEvent event = only("SlowCallback");

        assertThat(event.getThread("thread").getJavaName()).isEqualTo("recorded");
        assertThat(event.getDuration("blockedFor")).isGreaterThanOrEqualTo(Duration.ofMillis(50));
        assertThat(event.getString("blockingCall")).isEmpty();
        assertThat(event.getString("stack")).contains("waitFor(");
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

import static io.tisocket.conformance.RuleId.P1;
import static io.tisocket.conformance.RuleId.P2;
import static io.tisocket.conformance.RuleId.P3;
import static io.tisocket.conformance.RuleId.P4;
import static io.tisocket.conformance.RuleId.P5;
import static io.tisocket.conformance.RuleId.P7;
import static io.tisocket.conformance.RuleId.P8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Host, port, timeout, queue size and callbacks. */
public abstract class PropertyRules extends RuleTest {

    private void assertFrozen(String when, Probe socket) {
        String host = socket.raw().host();
        int port = socket.raw().port();
        long timeout = socket.raw().timeoutMillis();

        misuse("setting host when " + when, () -> socket.host("192.0.2.1"));
        misuse("setting port when " + when, () -> socket.port(9));
        misuse("setting timeout when " + when, () -> socket.timeout(77));

        assertThat(socket.raw().host())
                .as("host, after it was refused when " + when)
                .isEqualTo(host);
        assertThat(socket.raw().port())
                .as("port, after it was refused when " + when)
                .isEqualTo(port);
        assertThat(socket.raw().timeoutMillis())
                .as("timeout, after it was refused when " + when)
                .isEqualTo(timeout);
    }

    @Test
    @Rule(P1)
    void propertiesAreFreeWhenInitialized() {
        Probe socket = socket().host("a.example").port(80).timeout(100);

        socket.host("127.0.0.1").port(81).timeout(200);

        assertThat(socket.raw().host()).isEqualTo("127.0.0.1");
        assertThat(socket.raw().port()).isEqualTo(81);
        assertThat(socket.raw().timeoutMillis()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    @Rule(P1)
    void propertiesAreFrozenWhenConnectedAndWhenClosed(Origin origin) {
        Probe socket = pair(origin).socket();

        assertFrozen("CONNECTED", socket);
        socket.close();

        assertFrozen("CLOSED", socket);
    }

    @Test
    @Rule(P1)
    void propertiesAreFrozenWhenListening() {
        assertFrozen("LISTENING", listening());
    }

    @Test
    @Rule(P1)
    void propertiesAreFrozenInError() {
        Pair pair = pair(Origin.OUTBOUND);

        pair.peer().reset();
        pair.socket().await(Kind.ERROR);

        assertFrozen("ERROR", pair.socket());
    }

    @Test
    @Rule(P1)
    void propertiesAreFrozenDuringAPendingConnect() {
        Probe socket = socketTo(peerListener().port());

        onCallbackThread(() -> {
            socket.connect();
            assertFrozen("a connect is pending", socket);
        });

        socket.await(Kind.CONNECTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "::1", "[::1]", "::ffff:127.0.0.1", "::1%lo", "LOCALHOST"})
    @Rule(P2)
    void hostIsANameOrAnAddressInAnyForm(String host) throws UnknownHostException {
        InetAddress address = InetAddress.getByName(host.contains("::1") ? "::1" : "127.0.0.1");
        PeerListener peers = farEnd(PeerListener.open(address, 0));
        Probe socket = socket().host(host).port(peers.port());

        socket.connect();
        socket.await(Kind.CONNECTED);

        assertThat(socket.raw().host()).as("host reads as it was set").isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 65536, Integer.MAX_VALUE, Integer.MIN_VALUE})
    @Rule(P3)
    void connectTakesPorts1To65535(int port) {
        MisuseException thrown =
                misuse("connect() to port " + port, () -> socketTo(port).connect());

        assertThat(thrown).hasMessageContaining("connect").hasMessageContaining("65535");
    }

    @Test
    @Rule(P3)
    void anUnsetPortListensOnAFreeOneAndShowsIt() {
        Probe unset = socket().host("127.0.0.1");
        Probe zero = socket().host("127.0.0.1").port(0);

        unset.listen();
        zero.listen();

        assertThat(unset.raw().port()).as("port after listen()").isBetween(1, 65535);
        assertThat(zero.raw().port()).as("port after listen()").isBetween(1, 65535);
        peerTo(unset);
        peerTo(zero);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65536})
    @Rule(P3)
    void listenRefusesPortsThatCannotBe(int port) {
        Probe socket = socket().host("127.0.0.1").port(port);

        MisuseException thrown = misuse("listen() on port " + port, socket::listen);

        assertThat(thrown).hasMessageContaining("listen").hasMessageContaining(String.valueOf(port));
        assertState("after a refused listen()", socket, State.INITIALIZED);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, 0, -1})
    @Rule(P4)
    void aQueueSizeBelowOneMeansFifty(int size) {
        Probe listener = socket().host("127.0.0.1");
        listener.raw().listenQueueSize(size);
        listener.listen();

        for (int i = 0; i < 50; i++) {
            peerTo(listener);
        }
        settle();
        ScriptedPeer beyond = peerTo(listener);

        assertThat(beyond.readToEnd().end())
                .as("connection 51 at the default queue size")
                .isEqualTo(Seen.End.RESET);
    }

    @Test
    @Rule(P4)
    void theQueueSizeIsReadAtListen() {
        Probe listener = socket().host("127.0.0.1");
        listener.raw().listenQueueSize(1);
        listener.listen();
        listener.raw().listenQueueSize(10);

        ScriptedPeer first = peerTo(listener);
        settle();
        ScriptedPeer second = peerTo(listener);

        assertThat(second.readToEnd().end()).as("connection 2 of a queue of 1").isEqualTo(Seen.End.RESET);
        assertThat(first.hearsWithin(20))
                .as("whether connection 1 hears anything")
                .isFalse();
    }

    @Test
    @Rule(P5)
    void timeoutNeverEndsARead() {
        Pair pair = pair(Origin.OUTBOUND, 60);
        PendingOperation read = pair.socket().readAsync(10);

        // Time itself is what is tested: several timeouts pass without a byte.
        assertThat(pair.peer().hearsWithin(300))
                .as("whether the idle connection ends")
                .isFalse();
        assertThat(read.isDone()).as("whether a read ends after the timeout").isFalse();
        pair.peer().send(Payload.of("late"));

        assertThat(read.await().bytesProcessed()).isEqualTo(4);
        assertThat(Payload.text(read.bytes())).isEqualTo("late");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE / 1_000_000, Long.MAX_VALUE / 1_000_000, Integer.MAX_VALUE})
    @Rule(P5)
    void noTimeoutOrAnEndlessOneLetsThingsHappen(long timeout) {
        PeerListener peers = peerListener();
        Probe socket = socketTo(peers.port()).timeout(timeout);

        socket.connect();
        ScriptedPeer peer = farEnd(peers.accept());
        socket.await(Kind.CONNECTED);
        socket.write(Payload.of("hello"));
        PendingOperation write = socket.writeAsync(Payload.of("again"));

        assertThat(write.await().success()).isTrue();
        assertThat(Payload.text(peer.read(10).bytes())).isEqualTo("helloagain");
        socket.close();
        assertThat(peer.readToEnd().end()).isEqualTo(Seen.End.EOF);
    }

    @Test
    @Rule(P7)
    void callbacksCanBeSetAtAnyTime() {
        AtomicInteger replaced = new AtomicInteger();
        AtomicInteger connected = new AtomicInteger();
        AtomicInteger failed = new AtomicInteger();
        CompletableFuture<Void> isConnected = new CompletableFuture<>();
        PeerListener peers = peerListener();
        Probe socket = socketTo(peers.port());
        socket.raw().handle(Kind.CONNECTED, e -> replaced.incrementAndGet());

        onCallbackThread(() -> {
            socket.connect();
            socket.raw().handle(Kind.CONNECTED, e -> {
                connected.incrementAndGet();
                isConnected.complete(null);
            });
        });
        ScriptedPeer peer = farEnd(peers.accept());
        isConnected.orTimeout(10, TimeUnit.SECONDS).join(); // or the reset below might end the attempt to connect
        socket.raw().handle(Kind.ERROR, e -> failed.incrementAndGet());
        PendingOperation read = socket.readAsync(1);
        peer.reset();
        read.await();
        settle();

        assertThat(connected).as("calls of the callback set last").hasValue(1);
        assertThat(replaced).as("calls of the callback that was replaced").hasValue(0);
        assertThat(failed).as("calls of an error callback set when CONNECTED").hasValue(1);
    }

    @Test
    @Rule(P8)
    void hostAndPortStayReadableInsideError() {
        PeerListener peers = PeerListener.open();
        int port = peers.port();
        peers.close();
        Probe socket = socketTo(port);
        String[] seen = new String[1];
        socket.when(
                Kind.ERROR, e -> seen[0] = e.socket().host() + " " + e.socket().port());

        socket.connect();
        socket.await(Kind.ERROR);
        settle();

        assertThat(seen[0]).as("host and port inside error").isEqualTo("127.0.0.1 " + port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "::ffff:127.0.0.1"})
    @Rule(P8)
    void anAcceptedSocketShowsThePeersNumericAddress(String host) throws UnknownHostException {
        Probe listener = socket().host(host);
        listener.listen();
        listener.accept();

        ScriptedPeer peer = farEnd(ScriptedPeer.connectTo(
                InetAddress.getByName(host), listener.raw().port()));
        Probe inbound = listener.awaitInbound(1);

        assertThat(inbound.raw().host())
                .as("host of the inbound socket")
                .isEqualTo(host.equals("::1") ? host : "127.0.0.1");
        assertThat(inbound.raw().port()).as("port of the inbound socket").isEqualTo(peer.localPort());
        inbound.close();
        assertThat(inbound.raw().port()).as("port after close()").isEqualTo(peer.localPort());
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

import static io.tisocket.conformance.RuleId.C1;
import static io.tisocket.conformance.RuleId.C10;
import static io.tisocket.conformance.RuleId.C2;
import static io.tisocket.conformance.RuleId.C3;
import static io.tisocket.conformance.RuleId.C4;
import static io.tisocket.conformance.RuleId.C5;
import static io.tisocket.conformance.RuleId.C6;
import static io.tisocket.conformance.RuleId.C7;
import static io.tisocket.conformance.RuleId.C9;
import static io.tisocket.conformance.RuleId.E2;
import static io.tisocket.conformance.RuleId.E6;
import static io.tisocket.conformance.RuleId.P5;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code connect()}. */
public abstract class ConnectRules extends RuleTest {

    /** Longer than any machine needs to return from a call that does not block, shorter than any network waits. */
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    /** Returns the port of a listener that was closed again. */
    private static int unusedPort() {
        try (PeerListener listener = PeerListener.open()) {
            return listener.port();
        }
    }

    private static Duration timeOf(Runnable call) {
        long start = System.nanoTime();
        call.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Test
    @Rule(C1)
    void connectReturnsAtOnceWhenThePeerIsSilent() {
        PeerListener hole = farEnd(PeerListener.openBlackHole());
        Probe socket = socketTo(hole.port());

        Duration took = timeOf(socket::connect);
        Duration tookOnCallbackThread = timeOf(() -> onCallbackThread(socketTo(hole.port())::connect));

        assertThat(took).as("time in connect()").isLessThan(AT_ONCE);
        assertThat(tookOnCallbackThread)
                .as("time in connect() on the callback thread")
                .isLessThan(AT_ONCE);
        settle();
        assertState("of a connect that nobody answers", socket, State.INITIALIZED);
    }

    @ParameterizedTest
    @EnumSource
    @Rule({C2, E2})
    void connectIsRefusedWhenConnected(Origin origin) {
        Pair pair = pair(origin);
        int events = pair.socket().countAll();

        misuse("connect() when CONNECTED", pair.socket()::connect);
        settle();

        assertState("after the refusal", pair.socket(), State.CONNECTED);
        assertThat(pair.socket().countAll()).as("events after the refusal").isEqualTo(events);
        pair.socket().write(Payload.of("alive"));
        assertThat(Payload.text(pair.peer().read(5).bytes())).isEqualTo("alive");
    }

    @Test
    @Rule({C2, E2})
    void connectIsRefusedWhenListening() {
        Probe listener = listening();

        misuse("connect() when LISTENING", listener::connect);
        settle();

        assertState("after the refusal", listener, State.LISTENING);
        assertThat(listener.countAll()).as("events after the refusal").isZero();
        listener.accept();
        peerTo(listener);
        listener.awaitInbound(1);
    }

    @Test
    @Rule({C3, E2, E6})
    void connectIsRefusedWithoutHostOrPort() {
        Probe nothing = socket();
        Probe noPort = socket().host("127.0.0.1");
        Probe noHost = socket().port(80);

        assertThat(misuse("connect() without anything", nothing::connect)).hasMessageContaining("host");
        assertThat(misuse("connect() without port", noPort::connect)).hasMessageContaining("port");
        assertThat(misuse("connect() without host", noHost::connect)).hasMessageContaining("host");
        settle();

        for (Probe socket : new Probe[] {nothing, noPort, noHost}) {
            assertState("after the refusal", socket, State.INITIALIZED);
            assertThat(socket.countAll()).as("events after the refusal").isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "two words",
                "tab\tbed",
                "line\nfeed",
                "[::1",
                "::1]",
                "[]",
                "[127.0.0.1]",
                "1:2:3",
                ":::",
                "http://a.example/",
                "user@a.example",
                "\0"
            })
    @Rule({C3, E6})
    void connectIsRefusedWithAHostThatCannotBe(String host) {
        Probe socket = socket().host(host).port(80);

        MisuseException thrown = misuse("connect() to host <" + host + ">", socket::connect);
        settle();

        assertThat(thrown).hasMessageContaining("connect").hasMessageContaining("host");
        assertState("after the refusal", socket, State.INITIALIZED);
        assertThat(socket.countAll()).as("events after the refusal").isZero();
    }

    @Test
    @Rule({C3, E6})
    void connectIsRefusedWithAHostOf300Characters() {
        Probe socket = socket().host("a".repeat(300)).port(80);

        MisuseException thrown = misuse("connect() to a host of 300 characters", socket::connect);

        assertThat(thrown).hasMessageContaining("300");
        assertThat(thrown.getMessage()).as("the message").hasSizeLessThan(300);
    }

    @Test
    @Rule({C3, C5})
    void aRefusedSocketConnectsOnceItsEndpointIsSet() {
        Probe socket = socket();
        misuse("connect() without host", socket::connect);

        socket.host("127.0.0.1").port(peerListener().port()).connect();
        socket.await(Kind.CONNECTED);

        assertState("after connect()", socket, State.CONNECTED);
    }

    @Test
    @Rule({C4, E2})
    void connectAndListenAreRefusedWhileAConnectIsPending() {
        Probe socket = socketTo(peerListener().port());

        onCallbackThread(() -> {
            socket.connect();
            misuse("connect() while a connect is pending", socket::connect);
            misuse("listen() while a connect is pending", socket::listen);
        });
        socket.await(Kind.CONNECTED);
        settle();

        assertState("after the pending connect", socket, State.CONNECTED);
        assertThat(socket.countAll()).as("events").isEqualTo(1);
    }

    @Test
    @Rule({C4, C7})
    void connectAndListenAreRefusedWhileNobodyAnswers() {
        PeerListener hole = farEnd(PeerListener.openBlackHole());
        Probe socket = socketTo(hole.port()).timeout(300);

        socket.connect();
        misuse("connect() while a connect is pending", socket::connect);
        misuse("listen() while a connect is pending", socket::listen);

        assertThat(socket.await(Kind.ERROR).code()).as("errorCode").isEqualTo(110);
    }

    @Test
    @Rule(C5)
    void successIsReportedOnceWithTheSocket() {
        PeerListener peers = peerListener();
        Probe socket = socketTo(peers.port());

        socket.connect();
        farEnd(peers.accept());
        Happening event = socket.await(Kind.CONNECTED);
        settle();

        assertThat(probeOf(event.socket())).as("socket of the event").isSameAs(socket);
        assertThat(socket.count(Kind.CONNECTED)).as("connected events").isEqualTo(1);
        assertThat(socket.countAll()).as("all events").isEqualTo(1);
    }

    @Test
    @Rule(C6)
    void failureIsReportedOnceWithTheErrno() {
        Probe socket = socketTo(unusedPort());

        socket.connect();
        Happening event = socket.await(Kind.ERROR);
        settle();

        assertThat(event.code())
                .as("errorCode of a refused connect, ECONNREFUSED")
                .isEqualTo(111);
        assertThat(State.name(socket.stateInside(Kind.ERROR)))
                .as("state inside error")
                .isEqualTo("ERROR");
        assertThat(probeOf(event.socket())).as("socket of the event").isSameAs(socket);
        assertThat(socket.countAll()).as("all events").isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 150, 400})
    @Rule({C7, P5})
    void theTimeoutEndsAnAttemptThatNobodyAnswers(int timeout) {
        PeerListener hole = farEnd(PeerListener.openBlackHole());
        Probe socket = socketTo(hole.port()).timeout(timeout);
        long start = System.nanoTime();

        socket.connect();
        Happening event = socket.await(Kind.ERROR);

        long took = (System.nanoTime() - start) / 1_000_000;
        assertThat(event.code()).as("errorCode, ETIMEDOUT").isEqualTo(110);
        assertThat(event.error()).contains("ETIMEDOUT").contains("IO error");
        assertThat(took).as("milliseconds until the timeout").isBetween((long) timeout - 1, timeout + 5_000L);
        assertState("after the timeout", socket, State.ERROR);
    }

    @EachChunkSize
    @Rule(C9)
    void bytesThatComeBeforeAnyReadAreKeptInOrder(int chunk) {
        byte[] bytes = Payload.random(chunk < 10 ? 2_000 : 100_000);
        PeerListener peers = peerListener();
        Probe socket = socketTo(peers.port());
        socket.connect();
        ScriptedPeer peer = farEnd(peers.accept());

        peer.send(bytes, chunk).halfClose();
        socket.await(Kind.CONNECTED);
        settle();

        assertThat(socket.readFully(bytes.length)).isEqualTo(bytes);
        assertThat(socket.read(1)).as("after the last byte: EOF").isEmpty();
    }

    @EachChunkSize
    @Rule(C9)
    void bytesThatComeBeforeTheAcceptAreKeptInOrder(int chunk) {
        byte[] bytes = Payload.random(chunk < 10 ? 2_000 : 100_000);
        Probe listener = listening();
        ScriptedPeer peer = peerTo(listener);

        peer.send(bytes, chunk).halfClose();
        settle();
        listener.accept();
        Probe inbound = listener.awaitInbound(1);

        assertThat(inbound.readFully(bytes.length)).isEqualTo(bytes);
        assertThat(inbound.read(1)).as("after the last byte: EOF").isEmpty();
    }

    @RepeatedTest(SelfConnection.TRIES)
    @EnabledOnOs(OS.LINUX)
    @Rule(C10)
    void aConnectionOfASocketToItselfIsRefused() throws IOException {
        try (SelfConnection trap = new SelfConnection()) {
            Probe socket = socketTo(trap.port());

            socket.connect();
            Happening event = socket.await(Kind.ERROR);

            assertThat(event.code()).as("errorCode of a connection to itself").isEqualTo(111);
            assertThat(socket.count(Kind.CONNECTED)).as("connected events").isZero();
        }
    }
}

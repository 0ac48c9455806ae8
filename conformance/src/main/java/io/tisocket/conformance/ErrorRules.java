// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

import static io.tisocket.conformance.RuleId.C8;
import static io.tisocket.conformance.RuleId.E1;
import static io.tisocket.conformance.RuleId.E3;
import static io.tisocket.conformance.RuleId.E4;
import static io.tisocket.conformance.RuleId.E6;
import static io.tisocket.conformance.RuleId.L5;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Failures: what is reported, in which order, with which words and numbers. */
public abstract class ErrorRules extends RuleTest {

    @ParameterizedTest
    @EnumSource
    @Rule({E1, L5})
    void aResetIsReportedOnceWithItsErrno(Origin origin) {
        Pair pair = pair(origin);

        pair.peer().reset();
        Happening event = pair.socket().await(Kind.ERROR);
        settle();

        assertThat(event.code()).as("errorCode, ECONNRESET").isEqualTo(104);
        assertThat(probeOf(event.socket())).as("socket of the event").isSameAs(pair.socket());
        assertThat(State.name(pair.socket().stateInside(Kind.ERROR)))
                .as("state inside error")
                .isEqualTo("ERROR");
        assertThat(pair.socket().count(Kind.ERROR)).as("error events").isEqualTo(1);
        assertThat(event.error()).contains("ECONNRESET").contains("127.0.0.1");
    }

    @ParameterizedTest
    @EnumSource
    @Rule({E3, E1})
    void pendingOperationsFailBeforeErrorIsCalled(Origin origin) {
        Pair pair = pair(origin);
        PendingOperation first = pair.socket().readAsync(10);
        PendingOperation second = pair.socket().readAsync(10);

        pair.peer().reset();
        pair.socket().await(Kind.ERROR);

        // That both came before error is watched in every test.
        assertThat(first.isDone())
                .as("whether the first read had ended before error")
                .isTrue();
        assertThat(second.isDone())
                .as("whether the second read had ended before error")
                .isTrue();
        assertThat(first.await().failure().orElseThrow().code())
                .as("code of the read")
                .isEqualTo(104);
        assertThat(first.await().bytesProcessed()).as("bytesProcessed").isEqualTo(-1);
    }

    @Test
    @Rule(E3)
    void bytesThatCameBeforeTheResetAreReadFirst() {
        Pair pair = pair(Origin.OUTBOUND);
        PendingOperation[] reads = new PendingOperation[2];

        onCallbackThread(() -> {
            pair.peer().send(Payload.of("last words")).reset();
            reads[0] = pair.socket().readAsync(100);
            reads[1] = pair.socket().readAsync(100);
        });

        assertThat(reads[0].await().bytesProcessed())
                .as("bytes that came before the reset")
                .isEqualTo(10);
        assertThat(reads[1].await().success())
                .as("success of the read after them")
                .isFalse();
        pair.socket().await(Kind.ERROR);
    }

    @Test
    @Rule(E3)
    void aRefusedWriteLosesNoneOfTheBytesThatCameBeforeTheReset() {
        Pair pair = pair(Origin.OUTBOUND);
        PendingOperation[] reads = new PendingOperation[2];
        List<PendingOperation> writes = new ArrayList<>();

        onCallbackThread(() -> {
            pair.peer().send(Payload.of("last words")).reset();
            writes.add(pair.socket().writeAsync(Payload.of("x")));
            reads[0] = pair.socket().readAsync(5);
        });
        assertThat(reads[0].await().bytesProcessed())
                .as("bytes of the first read")
                .isEqualTo(5);
        onCallbackThread(() -> {
            writes.add(pair.socket().writeAsync(Payload.of("y")));
            reads[1] = pair.socket().readAsync(5);
        });

        assertThat(reads[1].await().bytesProcessed())
                .as("bytes of the second read")
                .isEqualTo(5);
        assertThat(writes.get(1).await().success())
                .as("success of the second write")
                .isFalse();
        pair.socket().await(Kind.ERROR);
    }

    @Test
    @Rule(E3)
    void aBlockedReadGetsTheBytesThatCameBeforeAResetAlsoBehindARefusedWrite() {
        Pair pair = pair(Origin.INBOUND);
        int[] count = new int[1];

        onCallbackThread(() -> {
            pair.peer().send(Payload.of("last words")).reset();
            pair.socket().writeAsync(Payload.of("x"));
            count[0] = pair.socket().read(100).length;
        });

        assertThat(count[0]).as("bytes of the blocked read").isEqualTo(10);
        pair.socket().await(Kind.ERROR);
    }

    @Test
    @Rule(E3)
    void aBlockedReadThrowsBeforeErrorIsCalled() {
        Pair pair = pair(Origin.INBOUND);

        onCallbackThread(() -> {
            pair.peer().reset();
            FailureException thrown =
                    failure("a read of a reset connection", () -> pair.socket().read(10));
            assertThat(thrown.code()).as("code, ECONNRESET").isEqualTo(104);
            assertThat(pair.socket().count(Kind.ERROR))
                    .as("error events before the exception")
                    .isZero();
            assertState("when the read throws", pair.socket(), State.ERROR);
        });

        pair.socket().await(Kind.ERROR);
    }

    @Test
    @Rule({E3, E1})
    void aPumpReportsTheFailureBeforeErrorIsCalled() {
        Pair pair = pair(Origin.OUTBOUND);
        StringBuilder order = new StringBuilder();
        pair.socket()
                .pump(
                        100,
                        outcome -> order.append(
                                outcome.success() ? "chunk " : "failure " + outcome.bytesProcessed() + " "));
        pair.socket().when(Kind.ERROR, e -> order.append("error"));

        pair.peer().send(Payload.of("x"));
        settle();
        pair.peer().reset();
        pair.socket().await(Kind.ERROR);
        settle();

        assertThat(order.toString()).as("order of what was called back").isEqualTo("chunk failure -1 error");
    }

    @Test
    @Rule({E1, E3})
    void writingToAPeerThatIsGoneEndsInErrorOnce() {
        Pair pair = pair(Origin.OUTBOUND);
        pair.peer().close();

        for (int i = 0; i < 20; i++) {
            pair.socket().writeAsync(Payload.random(10_000));
            settle();
        }
        Happening event = pair.socket().await(Kind.ERROR);
        settle();

        assertThat(event.code())
                .as("errorCode, EPIPE or ECONNRESET, of <%s>", event.error())
                .isIn(32, 104);
        assertThat(pair.socket().count(Kind.ERROR)).as("error events").isEqualTo(1);
    }

    @Test
    @Rule({E4, E1, C8})
    void aRefusedConnectSaysWhatWhereAndWhy() {
        PeerListener peers = PeerListener.open();
        int port = peers.port();
        peers.close();
        Probe socket = socketTo(port);

        socket.connect();
        String text = socket.await(Kind.ERROR).error();

        assertThat(text)
                .contains("connect")
                .contains("127.0.0.1:" + port)
                .contains("IO error")
                .contains("ECONNREFUSED");
    }

    @Test
    @Rule({E4, E1})
    void anUnknownHostIsNamedInAngleBrackets() {
        Probe socket = socket().host("no-such-host.invalid").port(80);

        socket.connect();
        Happening event = socket.await(Kind.ERROR);

        assertThat(event.error()).contains("connect").contains("unknown host <no-such-host.invalid>");
        assertThat(event.code()).as("errorCode of an unknown host").isEqualTo(-1);
    }

    @Test
    @Rule({E1, E4})
    void anAddressThatCannotBeReachedHasItsErrno() {
        Probe socket = socket().host("255.255.255.255").port(9);

        socket.connect();
        Happening event = socket.await(Kind.ERROR);

        assertThat(event.code())
                .as("errorCode of a connect to the broadcast address")
                .isNotIn(0, 111);
        assertThat(event.error())
                .contains("connect")
                .contains("255.255.255.255:9")
                .contains("IO error");
    }

    @Test
    @Rule(E6)
    void misuseNamesOperationStateAndWhatWouldBeLegal() {
        Probe listener = listening();
        Probe connection = pair(Origin.OUTBOUND).socket();
        Probe fresh = socket();

        assertThat(misuse("connect()", listener::connect))
                .hasMessageContaining("connect()")
                .hasMessageContaining("LISTENING")
                .hasMessageContaining("INITIALIZED, CLOSED, ERROR");
        assertThat(misuse("listen()", connection::listen))
                .hasMessageContaining("listen()")
                .hasMessageContaining("CONNECTED")
                .hasMessageContaining("INITIALIZED, CLOSED, ERROR");
        assertThat(misuse("accept()", fresh::accept))
                .hasMessageContaining("accept()")
                .hasMessageContaining("INITIALIZED")
                .hasMessageContaining("LISTENING");
        assertThat(misuse("close()", fresh::close))
                .hasMessageContaining("close()")
                .hasMessageContaining("INITIALIZED")
                .hasMessageContaining("CONNECTED, LISTENING");
        assertThat(misuse("setting host", () -> connection.host("x")))
                .hasMessageContaining("host")
                .hasMessageContaining("CONNECTED")
                .hasMessageContaining("INITIALIZED");
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

import static io.tisocket.conformance.RuleId.X6;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code abort()}: any state, no callback after it. */
public abstract class AbortRules extends RuleTest {

    @BeforeEach
    void needsAbort() {
        needs(Feature.ABORT);
    }

    @Test
    @Rule(X6)
    void abortOfAnIdleSocketChangesNothing() {
        Probe socket = socket();

        socket.abort();
        settle();

        assertState("after abort()", socket, State.INITIALIZED);
        assertThat(socket.countAll()).as("events").isZero();
        socket.host("127.0.0.1").port(peerListener().port()).connect();
        socket.await(Kind.CONNECTED);
    }

    @Test
    @Rule(X6)
    void abortEndsAPendingConnectSilently() {
        PeerListener hole = farEnd(PeerListener.openBlackHole());
        Probe socket = socketTo(hole.port()).timeout(100);
        socket.connect();
        settle();

        socket.abort();
        assertState("after abort()", socket, State.CLOSED);
        assertThat(socket.raw().timeoutMillis()).isEqualTo(100);

        // Several timeouts pass: the attempt must not come back.
        Probe witness = socketTo(hole.port()).timeout(300);
        witness.connect();
        witness.await(Kind.ERROR);
        settle();
        assertThat(socket.countAll()).as("events after abort()").isZero();
    }

    @RepeatedTest(20)
    @Rule(X6)
    void abortInTheTurnOfConnectEndsItSilently() {
        PeerListener peers = peerListener();
        Probe socket = socketTo(peers.port());

        onCallbackThread(() -> {
            socket.connect();
            socket.abort();
            assertState("right after abort()", socket, State.CLOSED);
        });
        settle();

        assertThat(socket.countAll()).as("events after abort()").isZero();
    }

    @RepeatedTest(20)
    @Rule(X6)
    void abortFromAnotherThreadRacesWithConnectAndWins() {
        needs(Feature.THREADS);
        PeerListener peers = peerListener();
        Probe socket = socketTo(peers.port());

        socket.connect();
        socket.abort();
        settle();

        assertState("after abort()", socket, State.CLOSED);
        socket.connect();
        socket.await(Kind.CONNECTED);
        settle();
        assertThat(socket.count(Kind.ERROR)).as("error events").isZero();
    }

    @ParameterizedTest
    @EnumSource
    @Rule(X6)
    void abortResetsAConnectionAndFailsItsOperations(Origin origin) {
        Pair pair = pair(origin);
        PendingOperation read = pair.socket().readAsync(1);
        int events = pair.socket().countAll();

        pair.socket().abort();

        assertState("after abort()", pair.socket(), State.CLOSED);
        assertThat(pair.peer().readToEnd().end()).as("what the peer sees").isEqualTo(Seen.End.RESET);
        assertThat(read.await().success())
                .as("success of a read that abort() ended")
                .isFalse();
        settle();
        assertThat(pair.socket().countAll()).as("events after abort()").isEqualTo(events);
    }

    @Test
    @Rule(X6)
    void abortOfAListenerResetsTheQueueSilentlyAndFreesThePort() throws InterruptedException {
        Probe listener = listening();
        ScriptedPeer waiting = peerTo(listener);
        settle();

        listener.abort();
        assertState("after abort()", listener, State.CLOSED);
        assertThat(waiting.readToEnd().end()).as("what a waiting peer sees").isEqualTo(Seen.End.RESET);
        settle();

        assertThat(listener.countAll()).as("events after abort()").isZero();
        listener.listen();
        assertState("after listen()", listener, State.LISTENING);
    }

    @Test
    @Rule(X6)
    void abortOnTheCallbackThreadTakesBackWhatWasDue() {
        Pair pair = pair(Origin.OUTBOUND);

        onCallbackThread(() -> {
            pair.socket().close();
            pair.socket().abort();
        });
        settle();

        assertThat(pair.socket().count(Kind.CLOSED))
                .as("closed events after abort()")
                .isZero();
        assertState("after abort()", pair.socket(), State.CLOSED);
    }

    @Test
    @Rule(X6)
    void abortFromAnotherThreadEndsABlockedRead() throws InterruptedException {
        needs(Feature.THREADS);
        Pair pair = pair(Origin.OUTBOUND);
        Thread reader = new Thread(
                () -> failure("a read that abort() ended", () -> pair.socket().read(1)));
        Throwable[] wrong = new Throwable[1];
        reader.setUncaughtExceptionHandler((thread, thrown) -> wrong[0] = thrown);
        reader.start();
        awaitTrue("the reader blocks", () -> reader.getState() == Thread.State.WAITING);

        pair.socket().abort();
        reader.join();

        assertThat(wrong[0]).as("what the reader found").isNull();
    }

    @Test
    @Rule(X6)
    void abortAfterAnErrorChangesNothing() {
        Pair pair = pair(Origin.OUTBOUND);
        pair.peer().reset();
        pair.socket().await(Kind.ERROR);

        pair.socket().abort();
        settle();

        assertState("after abort()", pair.socket(), State.ERROR);
        assertThat(pair.socket().count(Kind.ERROR)).as("error events").isEqualTo(1);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

import static io.tisocket.conformance.RuleId.E2;
import static io.tisocket.conformance.RuleId.E6;
import static io.tisocket.conformance.RuleId.X1;
import static io.tisocket.conformance.RuleId.X2;
import static io.tisocket.conformance.RuleId.X3;
import static io.tisocket.conformance.RuleId.X4;
import static io.tisocket.conformance.RuleId.X5;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code close()}. */
public abstract class CloseRules extends RuleTest {

    private void assertCloseRefused(String when, Probe socket) {
        int state = socket.state();
        int events = socket.countAll();
        MisuseException thrown = misuse("close() when " + when, socket::close);
        settle();
        assertThat(thrown)
                .hasMessageContaining("close")
                .hasMessageContaining("CONNECTED")
                .hasMessageContaining("LISTENING");
        assertState("after the refusal", socket, state);
        assertThat(socket.countAll()).as("events after the refusal").isEqualTo(events);
    }

    @Test
    @Rule({X2, E2, E6})
    void closeIsRefusedWhenInitialized() {
        assertCloseRefused("INITIALIZED", socket());
    }

    @Test
    @Rule({X2, E2})
    void closeIsRefusedWhileAConnectIsPending() {
        PeerListener hole = farEnd(PeerListener.openBlackHole());
        Probe socket = socketTo(hole.port());

        socket.connect();

        assertCloseRefused("a connect is pending", socket);
    }

    @ParameterizedTest
    @EnumSource
    @Rule({X2, E2})
    void closeTwiceIsRefusedTheSecondTime(Origin origin) {
        Probe socket = pair(origin).socket();
        socket.close();
        socket.await(Kind.CLOSED);

        assertCloseRefused("CLOSED", socket);
    }

    @Test
    @Rule({X2, E2})
    void closeIsRefusedInError() {
        Pair pair = pair(Origin.OUTBOUND);
        pair.peer().reset();
        pair.socket().await(Kind.ERROR);

        assertCloseRefused("ERROR", pair.socket());
    }

    @Test
    @Rule({X2, X5})
    void closeOfAListenerTwiceIsRefusedTheSecondTime() {
        Probe listener = listening();
        listener.close();
        listener.await(Kind.CLOSED);

        assertCloseRefused("CLOSED", listener);
        assertThat(listener.count(Kind.CLOSED)).as("closed events").isEqualTo(1);
    }

    @Test
    @Rule(X1)
    void nobodyReachesAListenerThatCloseHasReturnedFor() {
        Probe listener = listening();
        int port = listener.raw().port();

        listener.close();

        PeerListener free = farEnd(PeerListener.open(java.net.InetAddress.getLoopbackAddress(), port));
        assertThat(free.port()).as("port that a plain socket could bind").isEqualTo(port);
    }

    @ParameterizedTest
    @EnumSource
    @Rule(X3)
    void whatWasWrittenBeforeCloseArrivesAndThenEof(Origin origin) {
        Pair pair = pair(origin);
        byte[] bytes = Payload.random(3_000_000);
        CompletableFuture<Seen> seen = pair.peer().readToEndMeanwhile();

        pair.socket().write(java.util.Arrays.copyOf(bytes, 1_000_000));
        for (int at = 1_000_000; at < bytes.length; at += 250_000) {
            pair.socket().writeAsync(java.util.Arrays.copyOfRange(bytes, at, at + 250_000));
        }
        pair.socket().close();

        assertThat(seen.join().end()).as("end of the stream").isEqualTo(Seen.End.EOF);
        assertThat(seen.join().bytes()).as("bytes that reached the peer").isEqualTo(bytes);
    }

    @ParameterizedTest
    @EnumSource
    @Rule(X3)
    void unreadInputDoesNotDestroyWhatWasWritten(Origin origin) {
        Pair pair = pair(origin);
        byte[] reply = Payload.random(200_000);
        pair.peer().send(Payload.random(500_000));
        settle();

        pair.socket().writeAsync(reply);
        pair.socket().close();
        Seen seen = pair.peer().readToEnd();

        assertThat(seen.end())
                .as("end of the stream, with unread input at close()")
                .isEqualTo(Seen.End.EOF);
        assertThat(seen.bytes()).as("bytes that reached the peer").isEqualTo(reply);
    }

    @ParameterizedTest
    @EnumSource
    @Rule(X3)
    void inputThatGoesOnArrivingDoesNotDestroyWhatWasWritten(Origin origin) throws InterruptedException {
        Pair pair = pair(origin);
        byte[] reply = Payload.random(200_000);
        Thread chatter = new Thread(() -> {
            try {
                for (int i = 0; i < 200; i++) {
                    pair.peer().send(Payload.random(1_000));
                }
            } catch (java.io.UncheckedIOException ended) {
                // The other side may end the connection once it has delivered everything.
            }
        });
        chatter.start();

        pair.socket().write(reply);
        pair.socket().close();
        Seen seen = pair.peer().read(reply.length);
        chatter.join();

        assertThat(seen.bytes()).as("bytes that reached the chattering peer").isEqualTo(reply);
    }

    @Test
    @Rule({X3, X1})
    void closeGivesUpAtTheTimeoutWhenThePeerDoesNotRead() {
        Pair pair = pairWithStalledPeer(200);
        PendingOperation write = pair.socket().writeAsync(new byte[16 * 1024 * 1024]);
        long start = System.nanoTime();

        pair.socket().close();

        long took = (System.nanoTime() - start) / 1_000_000;
        assertThat(took).as("milliseconds in close() with a timeout of 200").isBetween(150L, 4_500L);
        assertState("after close()", pair.socket(), State.CLOSED);
        assertThat(write.await().success())
                .as("success of the write that could not be delivered")
                .isFalse();
        pair.socket().await(Kind.CLOSED);
        settle();
        assertThat(pair.socket().count(Kind.ERROR)).as("error events").isZero();
    }

    @ParameterizedTest
    @EnumSource
    @Rule(X4)
    void pendingReadsFailOnceAndErrorIsNotCalled(Origin origin) {
        Pair pair = pair(origin);
        PendingOperation first = pair.socket().readAsync(10);
        PendingOperation second = pair.socket().readAsync(10);

        pair.socket().close();

        for (PendingOperation read : List.of(first, second)) {
            Outcome outcome = read.await();
            assertThat(outcome.success())
                    .as("success of a read that close() ended")
                    .isFalse();
            assertThat(outcome.bytesProcessed()).as("bytesProcessed").isEqualTo(-1);
            assertThat(outcome.failure().orElseThrow().code()).as("code").isEqualTo(-1);
        }
        pair.socket().await(Kind.CLOSED);
        settle();
        assertThat(pair.socket().count(Kind.READ))
                .as("reads that were reported")
                .isEqualTo(2);
        assertThat(pair.socket().count(Kind.ERROR)).as("error events").isZero();
    }

    @ParameterizedTest
    @EnumSource
    @Rule(X4)
    void aPumpFallsSilent(Origin origin) {
        Pair pair = pair(origin);
        List<Integer> chunks = new CopyOnWriteArrayList<>();
        pair.socket().pump(1024, outcome -> {
            chunks.add(outcome.bytesProcessed());
            pair.socket().close();
        });

        pair.peer().send(Payload.random(10_000));
        pair.socket().await(Kind.CLOSED);
        settle();

        assertThat(chunks).as("chunks given to a pump whose handler closes").hasSize(1);
    }

    @Test
    @Rule(X4)
    void aPumpThatWaitsFallsSilentToo() {
        Pair pair = pair(Origin.OUTBOUND);
        AtomicInteger calls = new AtomicInteger();
        pair.socket().pump(1024, outcome -> calls.incrementAndGet());
        settle();

        pair.socket().close();
        pair.socket().await(Kind.CLOSED);
        settle();

        assertThat(calls).as("calls of a pump's handler after close()").hasValue(0);
    }

    @ParameterizedTest
    @EnumSource
    @Rule(X5)
    void closedIsCalledOnceAfterClose(Origin origin) {
        Probe socket = pair(origin).socket();

        socket.close();
        Happening event = socket.await(Kind.CLOSED);
        settle();

        assertThat(probeOf(event.socket())).as("socket of the event").isSameAs(socket);
        assertThat(socket.count(Kind.CLOSED)).as("closed events").isEqualTo(1);
        assertThat(State.name(socket.stateInside(Kind.CLOSED)))
                .as("state inside closed")
                .isEqualTo("CLOSED");
    }

    @ParameterizedTest
    @EnumSource
    @Rule(X5)
    void closedIsNotCalledAtEof(Origin origin) {
        Pair pair = pair(origin);

        pair.peer().halfClose();
        pair.socket().read(1);
        settle();

        assertThat(pair.socket().count(Kind.CLOSED)).as("closed events at EOF").isZero();
    }

    @Test
    @Rule({X5, E2})
    void closedIsNotCalledAfterAnError() {
        Pair pair = pair(Origin.OUTBOUND);

        pair.peer().reset();
        pair.socket().await(Kind.ERROR);
        settle();

        assertThat(pair.socket().count(Kind.CLOSED))
                .as("closed events after an error")
                .isZero();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

import static io.tisocket.conformance.RuleId.A1;
import static io.tisocket.conformance.RuleId.A2;
import static io.tisocket.conformance.RuleId.A3;
import static io.tisocket.conformance.RuleId.A4;
import static io.tisocket.conformance.RuleId.A5;
import static io.tisocket.conformance.RuleId.A6;
import static io.tisocket.conformance.RuleId.A7;
import static io.tisocket.conformance.RuleId.A8;
import static io.tisocket.conformance.RuleId.C9;
import static io.tisocket.conformance.RuleId.E2;
import static io.tisocket.conformance.RuleId.L8;
import static io.tisocket.conformance.RuleId.P8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** {@code accept()}. */
public abstract class AcceptRules extends RuleTest {

    private static AcceptRequest request(AtomicInteger errors) {
        return new AcceptRequest(0, event -> errors.incrementAndGet());
    }

    @Test
    @Rule({A1, A4})
    void acceptReturnsAtOnceAndTakesTheNextToArrive() {
        Probe listener = listening();
        long start = System.nanoTime();
        listener.accept();
        assertThat((System.nanoTime() - start) / 1_000_000)
                .as("milliseconds in accept()")
                .isLessThan(1_000);
        settle();
        assertThat(listener.countAll()).as("events before anybody connects").isZero();

        ScriptedPeer peer = peerTo(listener);
        Probe inbound = listener.awaitInbound(1);

        assertThat(inbound.raw().port()).as("port of the inbound socket").isEqualTo(peer.localPort());
    }

    @Test
    @Rule({A1, A4})
    void acceptTakesTheHeadOfTheQueueAndNoMore() {
        Probe listener = listening();
        ScriptedPeer first = peerTo(listener);
        settle();
        peerTo(listener);
        settle();

        listener.accept();
        Probe inbound = listener.awaitInbound(1);
        settle();

        assertThat(listener.count(Kind.ACCEPTED))
                .as("accepted events for one accept()")
                .isEqualTo(1);
        assertThat(inbound.raw().port()).as("port of the inbound socket").isEqualTo(first.localPort());
    }

    @Test
    @Rule({A1, A4})
    void oneAcceptTakesOneConnectionHoweverManyArrive() {
        Probe listener = listening();
        listener.accept();

        for (int i = 0; i < 10; i++) {
            peerTo(listener);
        }
        listener.awaitInbound(1);
        settle();

        assertThat(listener.count(Kind.ACCEPTED))
                .as("accepted events for one accept()")
                .isEqualTo(1);
    }

    @Test
    @Rule({A2, E2})
    void acceptIsRefusedUnlessListening() {
        Probe fresh = socket();
        Probe connected = pair(Origin.OUTBOUND).socket();
        Pair broken = pair(Origin.OUTBOUND);
        broken.peer().reset();
        broken.socket().await(Kind.ERROR);
        Probe closed = listening();
        closed.close();
        closed.await(Kind.CLOSED);

        for (Probe socket : new Probe[] {fresh, connected, broken.socket(), closed}) {
            int events = socket.countAll();
            int state = socket.state();
            MisuseException thrown = misuse("accept() in " + State.name(state), socket::accept);
            settle();
            assertThat(thrown).hasMessageContaining("accept").hasMessageContaining("LISTENING");
            assertState("after the refusal", socket, state);
            assertThat(socket.countAll()).as("events after the refusal").isEqualTo(events);
        }
    }

    @Test
    @Rule({A3, A6})
    void acceptAgainWhileFlaggedOnlyReplacesTheOptions() {
        AtomicInteger oldErrors = new AtomicInteger();
        AtomicInteger newErrors = new AtomicInteger();
        Probe listener = listening();
        listener.accept(new AcceptRequest(111, e -> oldErrors.incrementAndGet()));
        listener.accept(new AcceptRequest(222, e -> newErrors.incrementAndGet()));

        ScriptedPeer peer = peerTo(listener);
        peerTo(listener);
        Probe inbound = listener.awaitInbound(1);
        peer.reset();
        inbound.await(Kind.ERROR);
        settle();

        assertThat(listener.count(Kind.ACCEPTED))
                .as("accepted events for accept() called twice")
                .isEqualTo(1);
        assertThat(inbound.raw().timeoutMillis())
                .as("timeout of the inbound socket")
                .isEqualTo(222);
        assertThat(oldErrors).as("calls of the replaced error callback").hasValue(0);
        assertThat(newErrors).as("calls of the error callback").hasValue(1);
    }

    @Test
    @Rule({A3, A6})
    void optionsAreGoneWhenTheyAreReplacedByNone() {
        AtomicInteger errors = new AtomicInteger();
        Probe listener = listening();
        listener.accept(new AcceptRequest(111, e -> errors.incrementAndGet()));
        listener.accept();

        ScriptedPeer peer = peerTo(listener);
        Probe inbound = listener.awaitInbound(1);
        peer.reset();
        inbound.await(Kind.ERROR);

        assertThat(inbound.raw().timeoutMillis())
                .as("timeout of the inbound socket")
                .isZero();
        assertThat(errors).as("calls of the replaced error callback").hasValue(0);
    }

    @Test
    @Rule({A4, L8})
    void acceptedNamesListenerAndInboundInTheirStates() {
        Probe listener = listening();
        List<String> states = new ArrayList<>();
        listener.when(Kind.ACCEPTED, e -> {
            states.add(State.name(e.socket().state()));
            states.add(State.name(e.inbound().orElseThrow().state()));
        });
        listener.accept();

        peerTo(listener);
        Happening event = listener.await(Kind.ACCEPTED);
        settle();

        assertThat(states).as("states of socket and inbound").containsExactly("LISTENING", "CONNECTED");
        assertThat(probeOf(event.socket())).as("socket of the event").isSameAs(listener);
        assertThat(listener.awaitInbound(1).count(Kind.CONNECTED))
                .as("connected events of the inbound socket")
                .isZero();
    }

    @Test
    @Rule(A5)
    void acceptInsideAcceptedCounts() {
        Probe listener = listening();
        listener.when(Kind.ACCEPTED, e -> listener.accept());
        for (int i = 0; i < 5; i++) {
            peerTo(listener);
        }

        listener.accept();
        for (int i = 0; i < 5; i++) {
            listener.awaitInbound(i + 1);
            peerTo(listener);
        }
        listener.awaitInbound(10);
        settle();

        assertThat(listener.count(Kind.ACCEPTED)).as("accepted events").isEqualTo(10);
    }

    @Test
    @Rule({A5, A3})
    void acceptTwiceInsideAcceptedCountsOnce() {
        Probe listener = listening();
        AtomicInteger times = new AtomicInteger();
        listener.when(Kind.ACCEPTED, e -> {
            if (times.incrementAndGet() == 1) {
                listener.accept();
                listener.accept();
            }
        });
        listener.accept();
        peerTo(listener);
        listener.awaitInbound(1);
        // Nobody waits when the callback flags, so the second of its calls finds the flag up.
        settle();

        for (int i = 0; i < 3; i++) {
            peerTo(listener);
        }
        listener.awaitInbound(2);
        settle();

        assertThat(listener.count(Kind.ACCEPTED)).as("accepted events").isEqualTo(2);
    }

    @Test
    @Rule({A6, L8})
    void theErrorOptionIsTheErrorCallbackOfTheInboundSocket() {
        AtomicInteger errors = new AtomicInteger();
        Probe listener = listening();
        listener.accept(request(errors));
        ScriptedPeer peer = peerTo(listener);
        Probe inbound = listener.awaitInbound(1);

        peer.reset();
        Happening event = inbound.await(Kind.ERROR);
        settle();

        assertThat(errors).as("calls of the error option").hasValue(1);
        assertThat(event.code()).as("errorCode, ECONNRESET").isEqualTo(104);
        assertThat(listener.count(Kind.ERROR))
                .as("error events of the listener")
                .isZero();
        assertState("of the listener", listener, State.LISTENING);
    }

    @Test
    @Rule({A6, P8})
    void withoutOptionsTheInboundSocketHasNoTimeout() {
        Probe inbound = pairWithoutOptions();

        assertThat(inbound.raw().timeoutMillis()).as("timeout").isZero();
        assertThat(inbound.raw().host()).as("host").isEqualTo("127.0.0.1");
    }

    private Probe pairWithoutOptions() {
        Probe listener = listening();
        listener.accept();
        peerTo(listener);
        return listener.awaitInbound(1);
    }

    @Test
    @Rule(A6)
    void theTimeoutOptionEndsWritesOfTheInboundSocket() {
        Probe listener = listening();
        listener.accept(new AcceptRequest(150, e -> {}));
        farEnd(ScriptedPeer.connectNarrowTo(listener.raw().port()));
        Probe inbound = listener.awaitInbound(1);

        PendingOperation write = inbound.writeAsync(new byte[16 * 1024 * 1024]);

        assertThat(write.await().failure().orElseThrow().code())
                .as("code, ETIMEDOUT")
                .isEqualTo(110);
        assertThat(inbound.await(Kind.ERROR).code()).as("errorCode, ETIMEDOUT").isEqualTo(110);
    }

    @Test
    @Rule(A7)
    void aConnectionIsNoticedAtOnce() {
        Probe listener = listening();
        List<Duration> waits = new ArrayList<>();
        for (int i = 1; i <= 21; i++) {
            listener.accept();
            long start = System.nanoTime();
            peerTo(listener);
            listener.awaitInbound(i);
            waits.add(Duration.ofNanos(System.nanoTime() - start));
        }
        Collections.sort(waits);

        assertThat(waits.get(10))
                .as("from connect to accepted, the median of 21; a listener that polls needs half its period")
                .isLessThan(Duration.ofMillis(100));
    }

    @Test
    @Rule({A1, C9})
    void aPeerThatSentAndClosedWhileItWaitedIsAcceptedWithItsBytes() {
        Probe listener = listening();
        peerTo(listener).send(Payload.of("hello and goodbye")).close();
        settle();

        listener.accept();
        Probe inbound = listener.awaitInbound(1);

        assertThat(Payload.text(inbound.readFully(100))).isEqualTo("hello and goodbye");
        assertThat(inbound.read(1)).as("after the last byte: EOF").isEmpty();
    }

    @Test
    @Rule({A1, A8})
    void aPeerThatResetWhileItWaitedIsPassedOverOrEndsInError() {
        Probe listener = listening();
        peerTo(listener).reset();
        ScriptedPeer second = peerTo(listener);
        settle();

        listener.accept();
        Probe inbound = listener.awaitInbound(1);
        settle();

        assertThat(inbound.raw().port() == second.localPort() || inbound.count(Kind.ERROR) == 1)
                .as("the dead peer was passed over, or its socket reports the reset")
                .isTrue();
        assertState("of the listener", listener, State.LISTENING);
    }

    @Test
    @Rule(A8)
    void anAcceptedSocketOutlivesAListenerThatClosesInsideAccepted() {
        Probe listener = listening();
        listener.when(Kind.ACCEPTED, e -> listener.close());
        listener.accept();
        ScriptedPeer peer = peerTo(listener);
        Probe inbound = listener.awaitInbound(1);
        listener.await(Kind.CLOSED);

        inbound.write(Payload.of("alive"));

        assertThat(Payload.text(peer.read(5).bytes())).isEqualTo("alive");
        assertThat(inbound.countAll()).as("events of the inbound socket").isZero();
    }
}

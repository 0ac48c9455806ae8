// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

import static io.tisocket.conformance.RuleId.A1;
import static io.tisocket.conformance.RuleId.A7;
import static io.tisocket.conformance.RuleId.A8;
import static io.tisocket.conformance.RuleId.N6;
import static io.tisocket.conformance.RuleId.S2;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The queue of connections that wait for {@code accept()}. */
public abstract class QueueRules extends RuleTest {

    private Probe listening(int queueSize) {
        Probe listener = socket().host("127.0.0.1");
        listener.raw().listenQueueSize(queueSize);
        listener.listen();
        return listener;
    }

    private ScriptedPeer queued(Probe listener) {
        ScriptedPeer peer = peerTo(listener);
        settle();
        return peer;
    }

    private void assertReset(String which, ScriptedPeer peer) {
        long start = System.nanoTime();
        Seen seen = peer.readToEnd();
        assertThat(seen.end()).as(which).isEqualTo(Seen.End.RESET);
        assertThat((System.nanoTime() - start) / 1_000_000)
                .as("milliseconds until the reset")
                .isLessThan(5_000);
    }

    private void assertWaits(String which, ScriptedPeer peer) {
        assertThat(peer.hearsWithin(20))
                .as(which + " hears something instead of waiting")
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    @Rule({N6, S2})
    void exactlyTheQueueSizeWaitsAndTheNextIsReset(int size) {
        Probe listener = listening(size);
        List<ScriptedPeer> waiting = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            waiting.add(queued(listener));
        }

        ScriptedPeer beyond = queued(listener);

        assertReset("connection " + (size + 1) + " of a queue of " + size, beyond);
        for (ScriptedPeer peer : waiting) {
            assertWaits("a connection within the queue", peer);
        }
    }

    @Test
    @Rule(N6)
    void aPlaceIsFreeWhenOneWasTaken() {
        Probe listener = listening(1);
        ScriptedPeer first = queued(listener);
        listener.accept();
        listener.awaitInbound(1);

        ScriptedPeer second = queued(listener);
        ScriptedPeer third = queued(listener);

        assertWaits("the first, which was accepted,", first);
        assertWaits("the second, in the free place,", second);
        assertReset("the third, beyond the queue of 1", third);
    }

    @Test
    @Rule(N6)
    void aPlaceIsFreeWhenItsPeerHasReset() {
        Probe listener = listening(1);
        queued(listener).reset();
        settle();

        ScriptedPeer second = queued(listener);

        assertWaits("the second, in the free place,", second);
        listener.accept();
        Probe inbound = listener.awaitInbound(1);
        assertThat(inbound.raw().port()).as("port of the one that was accepted").isEqualTo(second.localPort());
    }

    @Test
    @Rule(N6)
    void aPeerThatOnlyHalfClosesKeepsItsPlace() {
        Probe listener = listening(1);
        ScriptedPeer first = queued(listener).send(Payload.of("hello")).halfClose();
        settle();

        ScriptedPeer second = queued(listener);

        assertReset("the second, beyond the queue of 1", second);
        listener.accept();
        Probe inbound = listener.awaitInbound(1);
        assertThat(Payload.text(inbound.readFully(100))).isEqualTo("hello");
        inbound.write(Payload.of("and back"));
        inbound.close();
        assertThat(Payload.text(first.readToEnd().bytes())).isEqualTo("and back");
    }

    @Test
    @Rule({N6, A1})
    void theOneThatIsAwaitedTakesNoPlace() {
        Probe listener = listening(1);
        listener.accept();

        ScriptedPeer taken = queued(listener);
        ScriptedPeer waiting = queued(listener);
        ScriptedPeer beyond = queued(listener);

        listener.awaitInbound(1);
        assertWaits("the one taken", taken);
        assertWaits("the one that waits", waiting);
        assertReset("the one beyond", beyond);
    }

    @Test
    @Rule(A7)
    void theQueueIsServedInOrderOfArrival() {
        Probe listener = listening(10);
        List<Integer> arrived = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            arrived.add(queued(listener).localPort());
        }

        List<Integer> taken = new ArrayList<>();
        for (int i = 1; i <= 10; i++) {
            listener.accept();
            taken.add(listener.awaitInbound(i).raw().port());
        }

        assertThat(taken).as("ports in the order of accepted").isEqualTo(arrived);
    }

    @Test
    @Rule(A8)
    void closingTheListenerResetsWhoWaitsAndSparesWhoWasAccepted() {
        Probe listener = listening(5);
        listener.accept();
        ScriptedPeer accepted = queued(listener);
        Probe inbound = listener.awaitInbound(1);
        ScriptedPeer second = queued(listener);
        ScriptedPeer third = queued(listener).send(Payload.of("unheard"));

        listener.close();

        assertReset("a connection that waited", second);
        assertReset("a connection that waited with bytes", third);
        inbound.write(Payload.of("alive"));
        assertThat(Payload.text(accepted.read(5).bytes())).isEqualTo("alive");
        assertState("of the accepted socket", inbound, State.CONNECTED);
    }

    @Test
    @Rule(A8)
    void closingTheListenerClearsTheFlag() {
        Probe listener = listening(5);
        listener.accept();
        listener.close();
        listener.listen();

        ScriptedPeer peer = queued(listener);

        assertThat(listener.count(Kind.ACCEPTED))
                .as("accepted events of a flag from before close()")
                .isZero();
        assertWaits("a connection to the new listener", peer);
        listener.accept();
        listener.awaitInbound(1);
    }
}

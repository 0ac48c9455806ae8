// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

import static io.tisocket.conformance.RuleId.L1;
import static io.tisocket.conformance.RuleId.L2;
import static io.tisocket.conformance.RuleId.L3;
import static io.tisocket.conformance.RuleId.L4;
import static io.tisocket.conformance.RuleId.L5;
import static io.tisocket.conformance.RuleId.L6;
import static io.tisocket.conformance.RuleId.L7;
import static io.tisocket.conformance.RuleId.L8;
import static io.tisocket.conformance.RuleId.M3;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The five states and the ways between them. */
public abstract class LifecycleRules extends RuleTest {

    @Test
    @Rule({L1, M3})
    void aNewSocketIsInitializedAndIdle() {
        Probe socket = socket();

        assertState("of a new socket", socket, State.INITIALIZED);
        assertThat(socket.raw().isReadable()).as("isReadable() of a new socket").isFalse();
        assertThat(socket.raw().isWritable()).as("isWritable() of a new socket").isFalse();
    }

    @Test
    @Rule(M3)
    void aSocketDoesNoInputOrOutputBeforeItIsAsked() {
        PeerListener peers = peerListener();

        socketTo(peers.port());
        settle();

        assertThat(peers.hearsNobodyWithin(50))
                .as("nobody connects before connect()")
                .isTrue();
    }

    @Test
    @Rule(L2)
    void theStateIsConnectedBeforeConnectedIsCalled() {
        Probe socket = pair(Origin.OUTBOUND).socket();

        assertThat(State.name(socket.stateInside(Kind.CONNECTED)))
                .as("state inside connected")
                .isEqualTo("CONNECTED");
    }

    @RepeatedTest(10)
    @Rule(L2)
    void theStateIsConnectedInsideConnectedAlsoWhenThePeerHasHungUp() {
        PeerListener peers = peerListener();
        Probe socket = socketTo(peers.port());

        socket.connect();
        peers.accept().close();
        socket.await(Kind.CONNECTED);
        settle();

        assertThat(socket.stateInside(Kind.CONNECTED))
                .as("state inside connected")
                .isEqualTo(State.CONNECTED);
        assertState("after the peer's FIN", socket, State.CONNECTED);
    }

    @Test
    @Rule(L3)
    void theStateIsListeningWhenListenReturns() {
        Probe listener = socket().host("127.0.0.1");

        listener.listen();

        assertState("after listen()", listener, State.LISTENING);
    }

    @ParameterizedTest
    @EnumSource
    @Rule(L4)
    void theStateIsClosedWhenCloseReturns(Origin origin) {
        Probe socket = pair(origin).socket();

        socket.close();

        assertState("after close()", socket, State.CLOSED);
    }

    @Test
    @Rule(L4)
    void aClosedSocketConnectsAgain() {
        PeerListener peers = peerListener();
        Probe socket = socketTo(peers.port());
        socket.connect();
        farEnd(peers.accept());
        socket.await(Kind.CONNECTED);
        socket.close();

        socket.connect();
        ScriptedPeer peer = farEnd(peers.accept());
        socket.await(Kind.CONNECTED, 2);
        socket.write(Payload.of("again"));

        assertState("after the second connect()", socket, State.CONNECTED);
        assertThat(Payload.text(peer.read(5).bytes())).isEqualTo("again");
    }

    @Test
    @Rule(L4)
    void aClosedListenerConnectsAndAClosedConnectionListens() {
        PeerListener peers = peerListener();
        Probe socket = socketTo(peers.port());
        socket.connect();
        farEnd(peers.accept());
        socket.await(Kind.CONNECTED);
        socket.close();
        peers.close();

        socket.listen();
        assertState("after listen() on a socket that was connected", socket, State.LISTENING);
        socket.close();
        farEnd(PeerListener.open(
                java.net.InetAddress.getLoopbackAddress(), socket.raw().port()));
        socket.connect();
        socket.await(Kind.CONNECTED, 2);

        assertState("after connect() on a socket that listened", socket, State.CONNECTED);
    }

    @Test
    @Rule(L5)
    void theDescriptorIsClosedBeforeErrorIsCalled() {
        Pair pair = pairWithStalledPeer(200);
        CompletableFuture<Seen> seen = new CompletableFuture<>();
        pair.socket().when(Kind.ERROR, e -> seen.complete(pair.peer().readToEnd()));

        pair.socket().writeAsync(new byte[8 * 1024 * 1024]);
        pair.socket().await(Kind.ERROR);
        settle();

        assertThat(seen.join().end())
                .as("what the peer finds while error is being called")
                .isNotEqualTo(Seen.End.OPEN);
        assertThat(pair.socket().stateInside(Kind.ERROR))
                .as("state inside error")
                .isEqualTo(State.ERROR);
    }

    @Test
    @Rule({L5, L7})
    void aFailedSocketConnectsAndListensAgain() {
        PeerListener peers = PeerListener.open();
        Probe socket = socketTo(peers.port());
        peers.close();
        socket.connect();
        socket.await(Kind.ERROR);
        assertState("after a refused connect", socket, State.ERROR);

        socket.listen();
        assertState("after listen() on a failed socket", socket, State.LISTENING);
        socket.close();
        socket.connect();
        socket.await(Kind.ERROR, 2);
        farEnd(PeerListener.open(
                java.net.InetAddress.getLoopbackAddress(), socket.raw().port()));
        socket.connect();
        socket.await(Kind.CONNECTED);

        assertState("after connect() on a failed socket", socket, State.CONNECTED);
    }

    @Test
    @Rule(L6)
    void aConnectionDoesNotListenAndAListenerDoesNotConnect() {
        Probe connection = pair(Origin.OUTBOUND).socket();
        Probe listener = listening();

        misuse("listen() when CONNECTED", connection::listen);
        misuse("connect() when LISTENING", listener::connect);

        assertState("of the connection", connection, State.CONNECTED);
        assertState("of the listener", listener, State.LISTENING);
    }

    @Test
    @Rule(L7)
    void aPendingConnectReadsInitializedAlsoOnAReusedSocket() {
        PeerListener hole = farEnd(PeerListener.openBlackHole());
        Probe fresh = socketTo(hole.port());
        fresh.connect();
        assertState("during the first connect", fresh, State.INITIALIZED);

        Probe reused = socketTo(peerListener().port());
        onCallbackThread(() -> {
            reused.connect();
            assertState("right after connect()", reused, State.INITIALIZED);
        });
        reused.await(Kind.CONNECTED);
        reused.close();
        onCallbackThread(() -> {
            reused.connect();
            assertState("during the second connect", reused, State.INITIALIZED);
        });
        reused.await(Kind.CONNECTED, 2);
    }

    @Test
    @Rule(L8)
    void anAcceptedSocketIsBornConnectedAndNeverConnectsOrListens() {
        Probe listener = listening();
        AtomicReference<Integer> born = new AtomicReference<>(0);
        listener.when(Kind.ACCEPTED, e -> born.set(e.inbound().orElseThrow().state()));
        listener.accept();
        peerTo(listener);
        Probe inbound = listener.awaitInbound(1);
        settle();

        assertThat(born.get()).as("state of the inbound socket inside accepted").isEqualTo(State.CONNECTED);
        neverAgain("CONNECTED", inbound);
        inbound.close();
        neverAgain("CLOSED", inbound);
        assertThat(inbound.count(Kind.CONNECTED))
                .as("connected events of an accepted socket")
                .isZero();
    }

    @Test
    @Rule(L8)
    void anAcceptedSocketThatFailedNeverConnectsOrListens() {
        Pair pair = pair(Origin.INBOUND);

        pair.peer().reset();
        pair.socket().await(Kind.ERROR);

        neverAgain("ERROR", pair.socket());
    }

    private void neverAgain(String state, Probe inbound) {
        int before = inbound.state();
        misuse("connect() on an accepted socket in " + state, inbound::connect);
        misuse("listen() on an accepted socket in " + state, inbound::listen);
        assertState("after the refusals", inbound, before);
    }

    @Test
    @Rule(L1)
    void otherThreadsNeverSeeAnythingButTheFiveStates() throws Exception {
        needs(Feature.THREADS);
        PeerListener peers = peerListener();
        Probe socket = socketTo(peers.port());
        Set<Integer> seen = new ConcurrentSkipListSet<>();
        AtomicBoolean over = new AtomicBoolean();
        Thread watcher = new Thread(() -> {
            while (!over.get()) {
                seen.add(socket.state());
            }
        });
        watcher.start();
        try {
            for (int round = 1; round <= 50; round++) {
                socket.connect();
                ScriptedPeer peer = peers.accept();
                socket.await(Kind.CONNECTED, round);
                if (round % 2 == 0) {
                    socket.close();
                } else {
                    peer.reset();
                    socket.await(Kind.ERROR, (round + 1) / 2);
                }
                peer.close();
            }
        } finally {
            over.set(true);
            watcher.join();
        }

        assertThat(seen).as("states seen from another thread").isSubsetOf(1, 2, 4, 5);
    }
}

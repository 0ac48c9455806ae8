// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

import static io.tisocket.conformance.RuleId.J1;
import static io.tisocket.conformance.RuleId.L4;
import static io.tisocket.conformance.RuleId.X1;
import static io.tisocket.conformance.RuleId.X2;
import static io.tisocket.conformance.RuleId.X4;
import static io.tisocket.conformance.RuleId.X5;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code close()} and what may follow it, from inside every callback. */
public abstract class CloseInCallbackRules extends RuleTest {

    @Test
    @Rule({X1, L4})
    void closeInsideConnected() {
        PeerListener peers = peerListener();
        Probe socket = socketTo(peers.port());
        socket.when(Kind.CONNECTED, e -> {
            socket.close();
            assertState("right after close() inside connected", socket, State.CLOSED);
        });

        socket.connect();
        ScriptedPeer peer = farEnd(peers.accept());
        socket.await(Kind.CLOSED);

        assertThat(peer.readToEnd().end()).as("what the peer sees").isEqualTo(Seen.End.EOF);
    }

    @Test
    @Rule({X1, L4})
    void closeOfListenerAndInboundInsideAccepted() {
        Probe listener = listening();
        listener.when(Kind.ACCEPTED, e -> {
            Probe inbound = probeOf(e.inbound().orElseThrow());
            inbound.write(Payload.of("busy"));
            inbound.close();
            listener.close();
            assertState("right after close() inside accepted", listener, State.CLOSED);
            assertState("right after close() inside accepted", inbound, State.CLOSED);
        });
        listener.accept();

        Seen seen = peerTo(listener).readToEnd();
        listener.await(Kind.CLOSED);

        assertThat(Payload.text(seen.bytes()))
                .as("what was written before close()")
                .isEqualTo("busy");
        assertThat(seen.end()).isEqualTo(Seen.End.EOF);
    }

    @ParameterizedTest
    @EnumSource
    @Rule({X1, X4})
    void closeInsideTheCallbackOfARead(Origin origin) {
        Pair pair = pair(origin);
        pair.socket().when(Kind.READ, e -> {
            if (pair.socket().state() == State.CONNECTED) {
                pair.socket().close();
            }
        });
        PendingOperation first = pair.socket().readAsync(5);
        PendingOperation second = pair.socket().readAsync(5);

        pair.peer().send(Payload.of("first"));
        first.await();
        pair.socket().await(Kind.CLOSED);

        assertThat(first.await().bytesProcessed()).isEqualTo(5);
        assertThat(second.await().success())
                .as("success of the read that close() ended")
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource
    @Rule({X1, X4})
    void aReadThatWasDueWhenTheSocketClosedFails(Origin origin) {
        Pair pair = pair(origin);
        pair.socket().when(Kind.READ, e -> {
            if (pair.socket().state() == State.CONNECTED) {
                pair.socket().close();
            }
        });
        PendingOperation first = pair.socket().readAsync(5);
        PendingOperation second = pair.socket().readAsync(5);

        // Both are served by one arrival; the first one's callback closes the socket before the second one's turn.
        pair.peer().send(Payload.of("firstagain"));
        pair.socket().await(Kind.CLOSED);

        assertThat(first.await().bytesProcessed()).isEqualTo(5);
        assertThat(second.await().success())
                .as("success of a read reported after close()")
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource
    @Rule({X1, X4})
    void closeInsideTheCallbackOfAWrite(Origin origin) {
        Pair pair = pair(origin);
        pair.socket().when(Kind.WRITTEN, e -> {
            if (pair.socket().state() == State.CONNECTED) {
                pair.socket().close();
            }
        });

        onCallbackThread(() -> {
            pair.socket().writeAsync(Payload.of("one"));
            pair.socket().writeAsync(Payload.of("two"));
        });
        pair.socket().await(Kind.CLOSED);
        Seen seen = pair.peer().readToEnd();

        assertThat(Payload.text(seen.bytes())).isEqualTo("onetwo");
        assertThat(seen.end()).isEqualTo(Seen.End.EOF);
    }

    @Test
    @Rule({X2, L4})
    void closeInsideErrorIsRefusedAndConnectIsNot() {
        PeerListener peers = PeerListener.open();
        Probe socket = socketTo(peers.port());
        peers.close();
        socket.when(Kind.ERROR, e -> {
            misuse("close() inside error", socket::close);
            if (socket.count(Kind.ERROR) == 1) {
                socket.connect();
                assertState("right after connect() inside error", socket, State.INITIALIZED);
            }
        });

        socket.connect();
        socket.await(Kind.ERROR, 2);
        settle();

        assertThat(socket.count(Kind.ERROR)).as("error events of two attempts").isEqualTo(2);
    }

    @Test
    @Rule({X2, X5, L4})
    void closeInsideClosedIsRefusedAndListenIsNot() {
        Probe listener = listening();
        listener.when(Kind.CLOSED, e -> {
            misuse("close() inside closed", listener::close);
            listener.listen();
        });

        listener.close();
        listener.await(Kind.CLOSED);
        settle();

        assertState("after listen() inside closed", listener, State.LISTENING);
        listener.accept();
        peerTo(listener);
        listener.awaitInbound(1);
    }

    @Test
    @Rule({X4, J1})
    void closeOfAnotherSocketInsideACallback() {
        Pair first = pair(Origin.OUTBOUND);
        Pair second = pair(Origin.INBOUND);
        PendingOperation read = second.socket().readAsync(1);
        first.socket().when(Kind.READ, e -> second.socket().close());

        first.socket().readAsync(1);
        first.peer().send(Payload.of("!"));
        second.socket().await(Kind.CLOSED);

        assertThat(read.await().success())
                .as("success of the read that close() ended")
                .isFalse();
        assertThat(second.peer().readToEnd().end()).isEqualTo(Seen.End.EOF);
    }
}

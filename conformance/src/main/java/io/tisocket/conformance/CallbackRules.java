// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

import static io.tisocket.conformance.RuleId.E5;
import static io.tisocket.conformance.RuleId.J1;
import static io.tisocket.conformance.RuleId.J2;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Callbacks: when they run, what they may do, and that a throwing one harms nobody. */
public abstract class CallbackRules extends RuleTest {

    private void throwFrom(Probe socket, Kind kind) {
        socket.when(kind, e -> {
            throw new DeliberateException("thrown by " + kind);
        });
    }

    private void assertReported(Kind kind) throws InterruptedException {
        awaitTrue(
                "the exception of " + kind + " is reported",
                () -> uncaught().stream()
                        .anyMatch(thrown -> String.valueOf(thrown).contains("thrown by " + kind)));
    }

    @Test
    @Rule(E5)
    void anExceptionInConnectedIsReportedAndTheSocketGoesOn() throws InterruptedException {
        PeerListener peers = peerListener();
        Probe socket = socketTo(peers.port());
        throwFrom(socket, Kind.CONNECTED);

        socket.connect();
        ScriptedPeer peer = farEnd(peers.accept());
        socket.await(Kind.CONNECTED);
        assertReported(Kind.CONNECTED);
        socket.write(Payload.of("alive"));

        assertThat(Payload.text(peer.read(5).bytes())).isEqualTo("alive");
        assertThat(socket.countAll()).as("events").isEqualTo(1);
    }

    @Test
    @Rule(E5)
    void anExceptionInAcceptedIsReportedAndTheListenerGoesOn() throws InterruptedException {
        Probe listener = listening();
        throwFrom(listener, Kind.ACCEPTED);
        listener.accept();
        ScriptedPeer peer = peerTo(listener);
        Probe inbound = listener.awaitInbound(1);
        assertReported(Kind.ACCEPTED);

        listener.accept();
        peerTo(listener);
        listener.awaitInbound(2);
        inbound.write(Payload.of("alive"));

        assertThat(Payload.text(peer.read(5).bytes())).isEqualTo("alive");
        assertState("of the listener", listener, State.LISTENING);
    }

    @Test
    @Rule(E5)
    void anExceptionInErrorAndInClosedIsReportedAndOtherSocketsGoOn() throws InterruptedException {
        Pair broken = pair(Origin.OUTBOUND);
        Pair closed = pair(Origin.INBOUND);
        Pair other = pair(Origin.OUTBOUND);
        throwFrom(broken.socket(), Kind.ERROR);
        throwFrom(closed.socket(), Kind.CLOSED);

        broken.peer().reset();
        assertReported(Kind.ERROR);
        closed.socket().close();
        assertReported(Kind.CLOSED);

        other.socket().write(Payload.of("alive"));
        assertThat(Payload.text(other.peer().read(5).bytes())).isEqualTo("alive");
        assertThat(broken.socket().count(Kind.ERROR)).as("error events").isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    @Rule(E5)
    void anExceptionInReadAndWriteCallbacksIsReportedAndTheSocketGoesOn(Origin origin) throws InterruptedException {
        Pair pair = pair(origin);
        throwFrom(pair.socket(), Kind.READ);
        throwFrom(pair.socket(), Kind.WRITTEN);

        PendingOperation read = pair.socket().readAsync(1);
        PendingOperation second = pair.socket().readAsync(1);
        pair.peer().send(Payload.of("ab"));
        read.await();
        assertReported(Kind.READ);
        assertThat(second.await().bytesProcessed()).isEqualTo(1);
        pair.socket().writeAsync(Payload.of("c")).await();
        assertReported(Kind.WRITTEN);

        pair.socket().write(Payload.of("d"));
        assertThat(Payload.text(pair.peer().read(2).bytes())).isEqualTo("cd");
        assertState("after four exceptions", pair.socket(), State.CONNECTED);
    }

    @Test
    @Rule(E5)
    void anExceptionInAPumpsHandlerIsReportedAndThePumpGoesOn() throws InterruptedException {
        Pair pair = pair(Origin.OUTBOUND);
        AtomicInteger bytes = new AtomicInteger();
        pair.socket().pump(10, outcome -> {
            bytes.addAndGet(Math.max(0, outcome.bytesProcessed()));
            throw new DeliberateException("thrown by " + Kind.CHUNK);
        });

        pair.peer().send(Payload.random(100));
        assertReported(Kind.CHUNK);

        awaitTrue("the pump goes on", () -> bytes.get() == 100);
    }

    @Test
    @Rule(J1)
    void callbacksRunOneAtATimeOnOneThreadNeverInsideACall() {
        Probe listener = listening();
        listener.when(Kind.ACCEPTED, e -> {
            listener.accept();
            probeOf(e.inbound().orElseThrow()).pump(100, outcome -> {});
        });
        listener.accept();
        for (int i = 0; i < 10; i++) {
            Probe socket = socketTo(listener.raw().port());
            socket.when(Kind.CONNECTED, e -> {
                // Operations that could complete at once must still report after this callback.
                socket.writeAsync(Payload.of("hello"));
                socket.readAsync(0);
                socket.writeAsync(new byte[0]);
                socket.write(Payload.random(1_000));
            });
            socket.connect();
            socket.await(Kind.WRITTEN, 2);
        }
        listener.awaitInbound(10);
        settle();

        // The watch that every test has reports overlapping, nested and foreign callbacks.
        assertThat(listener.count(Kind.ACCEPTED)).isEqualTo(10);
    }

    @Test
    @Rule(J1)
    void aBlockingCallInsideACallbackKeepsOtherCallbacksWaiting() {
        Pair pair = pair(Origin.OUTBOUND);
        Pair other = pair(Origin.INBOUND);
        PendingOperation read = other.socket().readAsync(10);

        onCallbackThread(() -> {
            other.peer().send(Payload.of("due"));
            pair.peer().send(Payload.of("now"));
            assertThat(Payload.text(pair.socket().read(3))).isEqualTo("now");
            assertThat(read.isDone())
                    .as("whether another callback ran meanwhile")
                    .isFalse();
        });

        assertThat(read.await().bytesProcessed()).isEqualTo(3);
    }

    @Test
    @Rule(J1)
    void blockingReadsAndWritesWorkInsideEveryCallback() {
        Probe listener = listening();
        listener.when(Kind.ACCEPTED, e -> {
            Probe inbound = probeOf(e.inbound().orElseThrow());
            byte[] question = inbound.read(100);
            inbound.write(question);
            inbound.close();
        });
        listener.accept();
        ScriptedPeer peer = peerTo(listener);

        peer.send(Payload.of("echo"));

        assertThat(Payload.text(peer.readToEnd().bytes())).isEqualTo("echo");
    }

    @Test
    @Rule(J1)
    void twoSocketsOfOneThreadTalkInsideACallback() {
        Probe listener = listening();
        listener.accept();
        Probe client = socketTo(listener.raw().port());
        client.connect();
        client.await(Kind.CONNECTED);
        Probe server = listener.awaitInbound(1);

        onCallbackThread(() -> {
            client.write(Payload.of("ping"));
            assertThat(Payload.text(server.readFully(4))).isEqualTo("ping");
            server.write(Payload.of("pong"));
            assertThat(Payload.text(client.readFully(4))).isEqualTo("pong");
        });
    }

    @Test
    @Rule(J2)
    void everyEventNamesTheSameObjects() {
        Probe listener = listening();
        listener.accept();
        Probe client = socketTo(listener.raw().port());
        client.connect();
        SocketUnderTest inbound = listener.await(Kind.ACCEPTED).inbound().orElseThrow();

        assertThat(client.await(Kind.CONNECTED).socket()).isSameAs(client.raw());
        assertThat(listener.await(Kind.ACCEPTED).socket()).isSameAs(listener.raw());
        probeOf(inbound).close();
        assertThat(probeOf(inbound).await(Kind.CLOSED).socket()).isSameAs(inbound);
        client.close();
        assertThat(client.await(Kind.CLOSED).socket()).isSameAs(client.raw());
    }
}

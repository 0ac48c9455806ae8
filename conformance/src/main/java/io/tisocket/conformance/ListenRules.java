// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

import static io.tisocket.conformance.RuleId.E2;
import static io.tisocket.conformance.RuleId.E4;
import static io.tisocket.conformance.RuleId.N1;
import static io.tisocket.conformance.RuleId.N2;
import static io.tisocket.conformance.RuleId.N3;
import static io.tisocket.conformance.RuleId.N4;
import static io.tisocket.conformance.RuleId.N5;
import static io.tisocket.conformance.RuleId.N7;
import static io.tisocket.conformance.RuleId.N8;
import static io.tisocket.conformance.RuleId.S1;
import static io.tisocket.conformance.RuleId.X1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code listen()}. */
public abstract class ListenRules extends RuleTest {

    @Test
    @Rule(N1)
    void connectionsQueueUpOnceListenHasReturnedAndNoneIsAccepted() {
        Probe listener = listening();

        ScriptedPeer first = peerTo(listener);
        ScriptedPeer second = peerTo(listener);
        settle();

        assertThat(listener.countAll())
                .as("events of a listener that was not asked to accept")
                .isZero();
        assertThat(first.hearsWithin(20))
                .as("whether a waiting peer hears anything")
                .isFalse();
        assertThat(second.hearsWithin(20))
                .as("whether a waiting peer hears anything")
                .isFalse();
    }

    @Test
    @Rule(N1)
    void listenReturnsBoundAlsoOnTheCallbackThread() {
        Probe listener = socket().host("127.0.0.1");

        onCallbackThread(() -> {
            listener.listen();
            assertState("right after listen()", listener, State.LISTENING);
            peerTo(listener);
        });

        listener.accept();
        listener.awaitInbound(1);
    }

    @Test
    @Rule({N2, E2, E4})
    void listenOnAnAddressInUseThrowsAndCallsNothingBack() {
        PeerListener other = peerListener();
        Probe socket = socketTo(other.port());

        FailureException thrown = failure("listen() on a port in use", socket::listen);
        settle();

        assertThat(thrown.code()).as("errorCode, EADDRINUSE").isEqualTo(98);
        assertThat(thrown)
                .hasMessageContaining("listen")
                .hasMessageContaining("127.0.0.1:" + other.port())
                .hasMessageContaining("EADDRINUSE");
        assertState("after a failed listen()", socket, State.ERROR);
        assertThat(socket.countAll()).as("events of a failed listen()").isZero();
    }

    @Test
    @Rule(N2)
    void listenOnAnAddressOfAnotherMachineThrows() {
        Probe socket = socket().host("192.0.2.1");

        FailureException thrown = failure("listen() on an address of another machine", socket::listen);
        settle();

        assertThat(thrown.code()).as("errorCode, EADDRNOTAVAIL").isEqualTo(99);
        assertState("after a failed listen()", socket, State.ERROR);
        assertThat(socket.countAll()).as("events of a failed listen()").isZero();
    }

    @Test
    @Rule({N2, E4})
    void listenOnAnUnknownNameThrows() {
        Probe socket = socket().host("no-such-host.invalid");

        FailureException thrown = failure("listen() on an unknown name", socket::listen);
        settle();

        assertThat(thrown).hasMessageContaining("unknown host <no-such-host.invalid>");
        assertThat(thrown.code()).as("errorCode of an unknown host").isEqualTo(-1);
        assertState("after a failed listen()", socket, State.ERROR);
        assertThat(socket.countAll()).as("events of a failed listen()").isZero();
    }

    @Test
    @Rule({N3, E2})
    void listenIsRefusedWhenListeningAndTheListenerGoesOn() {
        Probe listener = listening();

        misuse("listen() when LISTENING", listener::listen);
        settle();

        assertState("after the refusal", listener, State.LISTENING);
        assertThat(listener.countAll()).as("events after the refusal").isZero();
        listener.accept();
        peerTo(listener);
        listener.awaitInbound(1);
    }

    @ParameterizedTest
    @EnumSource
    @Rule({N3, E2})
    void listenIsRefusedWhenConnectedAndTheConnectionGoesOn(Origin origin) {
        Pair pair = pair(origin);
        int events = pair.socket().countAll();

        misuse("listen() when CONNECTED", pair.socket()::listen);
        settle();

        assertState("after the refusal", pair.socket(), State.CONNECTED);
        assertThat(pair.socket().countAll()).as("events after the refusal").isEqualTo(events);
        pair.socket().write(Payload.of("alive"));
        assertThat(Payload.text(pair.peer().read(5).bytes())).isEqualTo("alive");
    }

    @Test
    @Rule({N4, S1})
    void listenBindsTheGivenHostOnly() throws UnknownHostException {
        Probe listener = socket().host("127.0.0.2");
        listener.listen();
        int port = listener.raw().port();

        farEnd(ScriptedPeer.connectTo(InetAddress.getByName("127.0.0.2"), port));

        refuses("127.0.0.1", port);
        refuses("::1", port);
        assertThat(listener.raw().host()).as("host").isEqualTo("127.0.0.2");
    }

    @Test
    @Rule({N4, S1})
    void listenWithoutHostBindsLoopbackOnly() throws Exception {
        Probe listener = socket();
        listener.listen();
        int port = listener.raw().port();

        farEnd(ScriptedPeer.connectTo(port));

        refuses("127.0.0.2", port);
        for (var card : java.util.Collections.list(java.net.NetworkInterface.getNetworkInterfaces())) {
            for (InetAddress address : java.util.Collections.list(card.getInetAddresses())) {
                if (!address.isLoopbackAddress()) {
                    refuses(address.getHostAddress(), port);
                }
            }
        }
    }

    private static void refuses(String address, int port) throws UnknownHostException {
        InetAddress target = InetAddress.getByName(address);
        assertThatThrownBy(() -> ScriptedPeer.connectTo(target, port).close())
                .as("connection to " + address + ", where nobody was asked to listen")
                .hasRootCauseInstanceOf(java.net.ConnectException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0",
                "00000000",
                "0x0",
                "0X00",
                "0.0",
                "0.0.0",
                "000.0.0.0",
                "0x0.0x0.0x0.0x0",
                "0.0x0.00",
                "::",
                "[::]",
                "::0",
                "0::",
                "0::0",
                "0:0:0:0:0:0:0:0",
                "[0000:0000:0000:0000:0000:0000:0000:0000]",
                "::0.0.0.0",
                "::ffff:0.0.0.0",
                "[::ffff:0:0]",
                "0:0:0:0:0:ffff:0:0",
                "::ffff:0.0.0.0%lo",
                "::%lo",
                "::%1",
                "[::%lo]",
                "::%0",
                ""
            })
    @Rule({N5, S1, N2})
    void everySpellingOfTheWildcardIsRefused(String host) {
        Probe socket = socket().host(host);

        FailureException thrown = failure("listen() on <" + host + ">", socket::listen);
        settle();

        assertThat(thrown).hasMessageContaining("listen");
        assertState("after listen() on the wildcard", socket, State.ERROR);
        assertThat(socket.countAll()).as("events of a failed listen()").isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "0.0.0.0 ", " 0.0.0.0", "*", "[0.0.0.0]", "0.0.0.0\0", "[::", "0.0.0.0/0", "::/0"})
    @Rule({N5, S1})
    void whatLooksLikeTheWildcardIsRefusedToo(String host) {
        Probe socket = socket().host(host);

        assertThatThrownBy(socket::listen).as("listen() on <" + host + ">").hasMessageContaining("listen");

        assertThat(socket.state()).as("state").isNotEqualTo(State.LISTENING);
    }

    @Test
    @Rule({N7, N1})
    void peersThatGiveUpWhileTheyWaitDoNotEndTheListener() {
        Probe listener = listening();

        for (int i = 0; i < 20; i++) {
            peerTo(listener).reset();
        }
        settle();
        assertState("after 20 resets in the queue", listener, State.LISTENING);
        for (int i = 0; i < 21; i++) {
            listener.accept();
        }
        peerTo(listener);
        listener.awaitInbound(1);

        assertThat(listener.count(Kind.ERROR)).as("error events").isZero();
    }

    @Test
    @Rule({N8, X1})
    void theSameAddressCanBeListenedOnAgainAtOnce() {
        Probe listener = listening();
        for (int round = 0; round < 50; round++) {
            listener.accept();
            ScriptedPeer peer = peerTo(listener);
            Probe inbound = listener.awaitInbound(round + 1);
            listener.close();
            listener.listen();
            inbound.close();
            peer.close();
        }

        assertState("after 50 rounds", listener, State.LISTENING);
    }

    @Test
    @Rule({N8, X1})
    void anotherSocketCanListenOnTheAddressAtOnce() {
        Probe listener = listening();
        int port = listener.raw().port();
        listener.close();

        Probe other = socketTo(port);
        other.listen();

        assertState("of the second listener", other, State.LISTENING);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

import static io.tisocket.conformance.RuleId.C1;
import static io.tisocket.conformance.RuleId.C7;
import static io.tisocket.conformance.RuleId.C8;
import static io.tisocket.conformance.RuleId.J1;
import static io.tisocket.conformance.RuleId.N5;
import static io.tisocket.conformance.RuleId.S1;
import static io.tisocket.conformance.RuleId.X6;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names: slow ones, ones with several addresses, ones that stand for the wildcard. Runs where names are under control. */
@Tag("names")
public abstract class NameRules extends RuleTest {

    private NameTable names;

    @BeforeEach
    void openNames() throws IOException {
        names = NameTable.open();
    }

    @AfterEach
    void closeNames() throws IOException {
        names.close();
    }

    private static InetAddress address(String text) throws IOException {
        return InetAddress.getByName(text);
    }

    @Test
    @Rule({C1, C7})
    void aSlowNameBlocksNobodyAndTheTimeoutCoversIt() throws Exception {
        names.stall();
        Pair other = pair(Origin.OUTBOUND);
        Probe socket = socket().host(names.fresh()).port(80).timeout(300);
        long start = System.nanoTime();

        socket.connect();
        assertThat((System.nanoTime() - start) / 1_000_000)
                .as("milliseconds in connect()")
                .isLessThan(250);
        assertState("while the name is looked up", socket, State.INITIALIZED);
        other.socket().write(Payload.of("alive"));
        assertThat(Payload.text(other.peer().read(5).bytes())).isEqualTo("alive");
        Happening event = socket.await(Kind.ERROR);

        assertThat(event.code()).as("errorCode, ETIMEDOUT").isEqualTo(110);
        assertThat((System.nanoTime() - start) / 1_000_000)
                .as("milliseconds until the timeout")
                .isBetween(299L, 3_000L);
        names.resume();
        settle();
        assertThat(socket.countAll()).as("events").isEqualTo(1);
    }

    @Test
    @Rule({X6, C1})
    void abortDuringALookUpIsSilent() throws Exception {
        needs(Feature.ABORT);
        names.stall();
        Probe socket = socket().host(names.fresh()).port(80);
        socket.connect();
        settle();

        socket.abort();
        names.resume();
        settle();

        assertState("after abort()", socket, State.CLOSED);
        assertThat(socket.countAll()).as("events after abort()").isZero();
    }

    @Test
    @Rule({J1, C1})
    void aSlowNameOfListenKeepsTheNetworkGoing() throws Exception {
        needs(Feature.THREADS);
        names.stall();
        String name = names.fresh("127.0.0.1");
        Pair other = pair(Origin.OUTBOUND);
        Probe listener = socket().host(name);
        Thread caller = new Thread(listener::listen);
        caller.start();

        awaitTrue("listen() blocks", () -> caller.getState() == Thread.State.WAITING);
        other.socket().write(Payload.of("alive"));
        assertThat(Payload.text(other.peer().read(5).bytes())).isEqualTo("alive");
        names.resume();
        caller.join();

        assertState("after listen()", listener, State.LISTENING);
    }

    @Test
    @Rule(C8)
    void theSecondAddressIsTriedWhenTheFirstRefuses() throws IOException {
        PeerListener peers = peerListener();
        Probe socket = socket().host(names.fresh("127.0.0.9", "127.0.0.1")).port(peers.port());

        socket.connect();
        socket.await(Kind.CONNECTED);

        farEnd(peers.accept());
        assertThat(socket.countAll()).as("events").isEqualTo(1);
    }

    @Test
    @Rule(C8)
    void theOtherFamilyIsTriedWhenOneRefuses() throws IOException {
        PeerListener four = peerListener();
        Probe socket = socket().host(names.fresh("::1", "127.0.0.1")).port(four.port());
        socket.connect();
        socket.await(Kind.CONNECTED);

        PeerListener six = farEnd(PeerListener.open(address("::1"), 0));
        Probe other = socket().host(names.fresh("127.0.0.1", "::1")).port(six.port());
        other.connect();
        other.await(Kind.CONNECTED);
    }

    @Test
    @Rule({C8, C7})
    void aSilentAddressDoesNotHoldUpTheNext() throws IOException {
        PeerListener hole = farEnd(PeerListener.openBlackHole());
        PeerListener peers = farEnd(PeerListener.open(address("127.0.0.2"), hole.port()));
        Probe socket = socket().host(names.fresh("127.0.0.1", "127.0.0.2"))
                .port(hole.port())
                .timeout(5_000);
        long start = System.nanoTime();

        socket.connect();
        socket.await(Kind.CONNECTED);

        assertThat((System.nanoTime() - start) / 1_000_000)
                .as("milliseconds until the second address answers; RFC 8305 begins it after 250")
                .isLessThan(2_000);
        farEnd(peers.accept());
    }

    @Test
    @Rule(C8)
    void theErrorListsEachAttempt() throws IOException {
        int port;
        try (PeerListener peers = PeerListener.open()) {
            port = peers.port();
        }
        String name = names.fresh("127.0.0.5", "127.0.0.6", "::1");
        Probe socket = socket().host(name).port(port);

        socket.connect();
        Happening event = socket.await(Kind.ERROR);
        settle();

        assertThat(event.error())
                .contains("IO error")
                .contains(name)
                .contains("127.0.0.5:" + port)
                .contains("127.0.0.6:" + port)
                .contains("[::1]:" + port)
                .contains("ECONNREFUSED");
        assertThat(event.code()).as("errorCode").isEqualTo(111);
        assertThat(socket.countAll()).as("events").isEqualTo(1);
    }

    @Test
    @Rule({C7, C8})
    void theTimeoutCoversAllAddressesTogether() throws IOException {
        PeerListener hole = farEnd(PeerListener.openBlackHole());
        Probe socket = socket().host(names.fresh("127.0.0.1", "::ffff:127.0.0.1"))
                .port(hole.port())
                .timeout(400);
        long start = System.nanoTime();

        socket.connect();
        Happening event = socket.await(Kind.ERROR);

        assertThat(event.code()).as("errorCode, ETIMEDOUT").isEqualTo(110);
        assertThat((System.nanoTime() - start) / 1_000_000)
                .as("milliseconds until the timeout")
                .isBetween(399L, 3_000L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "::ffff:0.0.0.0"})
    @Rule({N5, S1})
    void aNameThatResolvesToTheWildcardIsRefused(String wildcard) throws IOException {
        Probe alone = socket().host(names.fresh(wildcard));
        Probe among = socket().host(names.fresh("127.0.0.1", wildcard));

        FailureException thrown = failure("listen() on a name for " + wildcard, alone::listen);
        failure("listen() on a name that also stands for " + wildcard, among::listen);

        assertThat(thrown).hasMessageContaining("INADDR_ANY");
        assertState("after the failure", alone, State.ERROR);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.reliability.fault;

import io.tisocket.conformance.PeerListener;
import io.tisocket.conformance.ScriptedPeer;
import io.tisocket.conformance.Seen;
import io.tisocket.reliability.trial.Kernel;
import io.tisocket.reliability.trial.Pattern;
import io.tisocket.reliability.trial.Reading;
import io.tisocket.reliability.trial.Round;
import io.tisocket.reliability.trial.Surroundings;
import io.tisocket.reliability.trial.Trial;
import io.tisocket.reliability.trial.Watched;
import io.tisocket.socket.AcceptOptions;
import io.tisocket.socket.SocketState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Peers that do not answer, and ports that are not there. Rules C6 to C10, N8, X6. */
public final class ConnectFaults {

    private static final Surroundings OWN_NETWORK = Surroundings.network("");

    /** An interface with an address that means nothing without the interface's name. */
    private static final Surroundings LINK_LOCAL = Surroundings.network("""
            ip tuntap add dev zone mode tun
            ip link set zone up
            ip -6 addr add fe80::99/64 dev zone nodad
            """);

    /** All trials of this kind. */
    public static final List<Trial> ALL = List.of(
            new Trial("a silent host: the time-out", 1, 20, ConnectFaults::blackHole),
            new Trial("a silent host, given up by abort()", 1, 20, ConnectFaults::blackHoleAborted),
            new Trial("nobody listens", 20, 1000, ConnectFaults::refused),
            new Trial("no local port is left, and then one is", 2, 50, ConnectFaults::portsRunOut, OWN_NETWORK),
            new Trial("a socket that reaches itself", 5, 500, ConnectFaults::reachesItself, OWN_NETWORK),
            new Trial("a link-local address with its zone", 2, 50, ConnectFaults::zone, LINK_LOCAL),
            new Trial("a queue of one, and fifty who want a place", 2, 100, ConnectFaults::overflow),
            new Trial("listening again at once, connections left over", 20, 1000, ConnectFaults::listensAgain));

    private static final int CROWD = 50;

    private ConnectFaults() {}

    private static void blackHole(Round round) throws Exception {
        PeerListener hole = round.watch(PeerListener.openBlackHole());
        Punctuality.expect(round, () -> {
            List<CompletableFuture<Double>> late = new ArrayList<>();
            for (int i = 0; i < Punctuality.AT_ONCE; i++) {
                late.add(Punctuality.connectTimesOut(round, "127.0.0.1", hole.port(), Punctuality.timeout(i)));
            }
            return late;
        });
    }

    private static void blackHoleAborted(Round round) throws Exception {
        PeerListener hole = round.watch(PeerListener.openBlackHole());
        Watched socket = round.socket().connect("127.0.0.1", hole.port(), Duration.ofMillis(50));
        Watched witness = round.socket().connect("127.0.0.1", hole.port(), Duration.ofMillis(100));

        socket.raw().abort();

        round.expect("the state", socket.raw().state(), SocketState.CLOSED);
        round.expect("the witness", witness.awaitError(), "ETIMEDOUT");
        round.expect("a report of what was aborted", socket.failed().isDone(), false);
    }

    private static void refused(Round round) throws Exception {
        int port;
        try (PeerListener listener = PeerListener.open()) {
            port = listener.port();
        }
        round.expect(
                "error",
                round.socket().connect("127.0.0.1", port, Duration.ZERO).awaitError(),
                "ECONNREFUSED");
    }

    /** Limits the ports that the kernel picks from; in a network of its own only. */
    private static void localPorts(String range) throws IOException {
        Files.writeString(Path.of("/proc/sys/net/ipv4/ip_local_port_range"), range);
    }

    private static void portsRunOut(Round round) throws Exception {
        localPorts("30000 39999");
        Watched listener = round.socket();
        int port = listener.listen();
        localPorts("40000 40019");
        for (int i = 0; i < 20; i++) {
            round.socket().connect(port);
        }

        Watched beyond = round.socket().connect("127.0.0.1", port, Duration.ofSeconds(5));
        round.expect("error", beyond.awaitError(), "EADDRNOTAVAIL");
        // The listener resets who waits: their ports are free then, without TIME_WAIT.
        listener.raw().close();
        listener.listenAgain();
        beyond.connectAgain();
        round.awaitUntil("a port again", () -> beyond.raw().state() == SocketState.CONNECTED);
    }

    /** The only local port there is, with nobody listening: the kernel connects the socket with itself. */
    private static void reachesItself(Round round) throws Exception {
        localPorts("40001 40001");
        Watched socket = round.socket().connect("127.0.0.1", 40_001, Duration.ofSeconds(5));

        round.expect("error", socket.awaitError(), "ECONNREFUSED");
        round.expect("something left on the port, TIME_WAIT for instance", Kernel.knows(40_001), false);
    }

    private static void zone(Round round) throws Exception {
        Watched listener = round.socket();
        listener.raw().host("fe80::99%zone");
        int port = listener.listenAgain();
        Watched client = round.socket().connect("fe80::99%zone", port, Duration.ofSeconds(5));
        Watched inbound = listener.accept(AcceptOptions.NONE);

        round.expect("a write", client.awaitConnected().write(new byte[] {1}).outcome(), "success");
        round.expect("a read", inbound.read(1).await().bytesProcessed(), 1);
        round.expect("the host", client.raw().host().orElse(""), "fe80::99%zone");
        round.expect("the peer's zone", inbound.raw().host().orElse("").contains("%"), true);
        Watched without = round.socket().connect("fe80::99", port, Duration.ofSeconds(5));
        round.expectOneOf("without a zone", without.awaitError(), Set.of("EINVAL", "ENETUNREACH", "EHOSTUNREACH"));
    }

    /** Whoever is not reset is whole, also when many had to go. */
    private static void overflow(Round round) throws Exception {
        Watched listener = round.socket();
        listener.raw().listenQueueSize(1);
        int port = listener.listen();
        List<ScriptedPeer> peers = new ArrayList<>();
        Pattern pattern = new Pattern(round.random().nextLong());
        for (int i = 0; i < CROWD; i++) {
            peers.add(round.watch(ScriptedPeer.connectTo(port)));
        }
        round.awaitUntil("all but one reset", () -> listener.raw().counters().rejected() == CROWD - 1);
        round.expect("who waits", listener.raw().counters().queued(), 1);
        Watched inbound = listener.accept(AcceptOptions.NONE);

        for (ScriptedPeer peer : peers) {
            if (peer.localPort() == inbound.raw().port()) {
                peer.send(pattern.bytes(0, 1000)).halfClose();
                Reading reading = inbound.readToEnd(pattern);
                round.expect("the end", reading.awaitEnd(), "end");
                round.tally().lost(1000 - reading.count(), "bytes of who was not reset");
            } else {
                round.expect("what one beyond the queue hears", peer.readToEnd().end(), Seen.End.RESET);
            }
        }
    }

    private static void listensAgain(Round round) throws Exception {
        Watched listener = round.socket();
        int port = listener.listen();
        for (int i = 0; i < 3; i++) {
            ScriptedPeer peer = round.watch(ScriptedPeer.connectTo(port));
            Watched inbound = listener.accept(AcceptOptions.NONE);
            // This side ends first: its end is in FIN_WAIT or TIME_WAIT when the port is wanted again.
            inbound.raw().close();
            if (i > 0) {
                peer.readToEnd();
                peer.close();
            }
            listener.raw().close();
            round.expect("the port", listener.listenAgain(), port);
        }
    }
}

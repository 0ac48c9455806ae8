// SPDX-License-Identifier: Apache-2.0
package io.tisocket.reliability.fault;

import io.tisocket.conformance.PeerListener;
import io.tisocket.conformance.ScriptedPeer;
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
import java.util.concurrent.CompletableFuture;

/** Peers that do not answer, and ports that are not there. Rules C6 to C10, N8, X6. */
public final class ConnectFaults {

    private static final Surroundings OWN_NETWORK = Surroundings.network("");

    /** All trials of this kind. */
    public static final List<Trial> ALL = List.of(
            new Trial("a silent host: the time-out", 1, 20, ConnectFaults::blackHole),
            new Trial("a silent host, given up by abort()", 1, 20, ConnectFaults::blackHoleAborted),
            new Trial("nobody listens", 20, 1000, ConnectFaults::refused),
            new Trial("no local port is left, and then one is", 2, 50, ConnectFaults::portsRunOut, OWN_NETWORK),
            new Trial("a socket that reaches itself", 5, 500, ConnectFaults::reachesItself, OWN_NETWORK),
            new Trial("listening again at once, connections left over", 20, 1000, ConnectFaults::listensAgain));

    private ConnectFaults() {}

    private static void blackHole(Round round) throws Exception {
        PeerListener hole = round.watch(PeerListener.openBlackHole());
        Punctuality.expect(round, () -> {
            List<CompletableFuture<Double>> late = new ArrayList<>();
            for (int i = 0; i < Punctuality.AT_ONCE; i++) {
                Duration timeout = Punctuality.timeout(i);
                Watched socket = round.socket();
                long start = System.nanoTime();
                late.add(socket.failed().thenApply(event -> {
                    round.expect("the error", event.code().name(), "ETIMEDOUT");
                    return Punctuality.millisLate(start, timeout);
                }));
                socket.connect("127.0.0.1", hole.port(), timeout);
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

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.reliability.fault;

import io.tisocket.conformance.PeerListener;
import io.tisocket.conformance.ScriptedPeer;
import io.tisocket.conformance.Seen;
import io.tisocket.reliability.trial.Completion;
import io.tisocket.reliability.trial.Pattern;
import io.tisocket.reliability.trial.Reading;
import io.tisocket.reliability.trial.Round;
import io.tisocket.reliability.trial.Surroundings;
import io.tisocket.reliability.trial.Trial;
import io.tisocket.reliability.trial.Watched;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** Networks that go away, lose, delay and reorder: the loopback interface of a network of the trial's own. Rules I3, I5, C6. */
public final class NetworkFaults {

    private static final Surroundings OWN_NETWORK = Surroundings.network("ip link set lo mtu 1500");

    /** Little room in front of a narrow link: what does not fit is dropped. */
    private static final Surroundings NARROW = Surroundings.network("""
            ip link set lo mtu 1500
            tc qdisc add dev lo root tbf rate 50mbit burst 8kb limit 20kb
            """);

    private static final Surroundings LOSSY = Surroundings.network("""
            ip link set lo mtu 1500
            tc qdisc add dev lo root netem delay 10ms 5ms loss 2% duplicate 1% reorder 20%
            """);

    /** All trials of this kind. */
    public static final List<Trial> ALL = List.of(
            new Trial(
                    "the interface is gone for 300 ms, bytes on the way",
                    1,
                    10,
                    NetworkFaults::goneForAMoment,
                    OWN_NETWORK),
            new Trial("the interface is gone for good", 1, 10, NetworkFaults::goneForGood, OWN_NETWORK),
            new Trial("a narrow link that drops packets", 1, 10, NetworkFaults::exchange, NARROW),
            new Trial("loss, delay, doubling and reordering (netem)", 1, 10, NetworkFaults::exchange, LOSSY));

    private static final int LENGTH = 2 * 1024 * 1024;

    private NetworkFaults() {}

    private static void goneForAMoment(Round round) throws Exception {
        exchange(round, () -> {
            run("ip", "link", "set", "lo", "down");
            // How long it is gone is what is tried.
            LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
            run("ip", "link", "set", "lo", "up");
        });
    }

    private static void exchange(Round round) throws Exception {
        long before = retransmitted();
        exchange(round, () -> {});
        double again = retransmitted() - before;
        round.tally().figure("segments sent again", again);
        round.expectWithin("segments sent again, else nothing was tried", again, 1, Double.MAX_VALUE);
    }

    /** Sends both ways at once, while {@code trouble} happens. */
    private static void exchange(Round round, Trouble trouble) throws Exception {
        Pattern there = new Pattern(round.random().nextLong());
        Pattern back = new Pattern(round.random().nextLong());
        PeerListener listener = round.watch(PeerListener.open());
        Watched socket = round.socket().connect(listener.port());
        ScriptedPeer peer = round.watch(listener.accept());
        CompletableFuture<Seen> seen = peer.readToEndMeanwhile();
        Reading reading = socket.readToEnd(back);
        CompletableFuture<ScriptedPeer> sent = CompletableFuture.supplyAsync(() -> peer.send(back.bytes(0, LENGTH)));
        Completion write = socket.write(there.bytes(0, LENGTH));

        trouble.happen();

        round.expect("the write", write.outcome(), "success");
        round.await("the peer's sending", sent).halfClose();
        round.expect("the end", reading.awaitEnd(), "end");
        round.tally().lost(LENGTH - reading.count(), "bytes from the peer");
        socket.raw().close();
        EndFaults.expectSeen(round, round.await("the peer's reading", seen), there, LENGTH, Seen.End.EOF);
    }

    private static void goneForGood(Round round) throws Exception {
        PeerListener listener = round.watch(PeerListener.open());
        Duration timeout = Duration.ofMillis(400);
        Watched socket =
                round.socket().connect("127.0.0.1", listener.port(), timeout).awaitConnected();
        ScriptedPeer peer = round.watch(listener.accept());
        run("ip", "link", "set", "lo", "down");
        try {
            Completion write = socket.write(new byte[16 * 1024 * 1024]);
            round.expect("the write", write.outcome(), "ETIMEDOUT");
            round.expect("error", socket.awaitError(), "ETIMEDOUT");
            Watched next = round.socket().connect("127.0.0.1", listener.port(), timeout);
            round.expectOneOf(
                    "connect", next.awaitError(), Set.of("ENETUNREACH", "EHOSTUNREACH", "ENETDOWN", "ETIMEDOUT"));
        } finally {
            run("ip", "link", "set", "lo", "up");
        }
        peer.reset();
    }

    private static void run(String... command) throws IOException, InterruptedException {
        int status = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (status != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + status);
        }
    }

    /** Returns how many segments this network has sent again. */
    private static long retransmitted() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("/proc/net/snmp")).stream()
                .filter(line -> line.startsWith("Tcp:"))
                .toList();
        int column = List.of(lines.get(0).split(" ", -1)).indexOf("RetransSegs");
        return Long.parseLong(lines.get(1).split(" ", -1)[column]);
    }

    /** What happens in the middle of it. */
    @FunctionalInterface
    private interface Trouble {
        void happen() throws Exception;
    }
}

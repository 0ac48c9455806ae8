// SPDX-License-Identifier: Apache-2.0
package io.tisocket.reliability.fault;

import io.tisocket.conformance.PeerListener;
import io.tisocket.conformance.ScriptedPeer;
import io.tisocket.conformance.Seen;
import io.tisocket.reliability.trial.Completion;
import io.tisocket.reliability.trial.Descriptors;
import io.tisocket.reliability.trial.Pattern;
import io.tisocket.reliability.trial.Reading;
import io.tisocket.reliability.trial.Round;
import io.tisocket.reliability.trial.Trial;
import io.tisocket.reliability.trial.Watched;
import io.tisocket.socket.SocketState;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** One side ends, or the other, or both at once. Rules L11, X3, X4, I2. */
public final class EndFaults {

    /** All trials of this kind. */
    public static final List<Trial> ALL = List.of(
            new Trial("the peer half-closes, then gets an answer", 20, 1000, EndFaults::peerHalfCloses),
            new Trial("the peer half-closes, then reads a long answer slowly", 3, 100, EndFaults::longAnswer),
            new Trial("this side closes while the peer goes on sending", 10, 500, EndFaults::thisSideCloses),
            new Trial("both sides close at once", 20, 1000, EndFaults::bothClose),
            new Trial("end of stream that nobody reads: CPU of the loop in a second", 1, 3, EndFaults::idleAtTheEnd),
            new Trial("more connections closed than may linger, their peers still open", 1, 3, EndFaults::lingering),
            new Trial("1-byte and random slices, both ways at once", 1, 64, EndFaults::slices));

    private EndFaults() {}

    private static void peerHalfCloses(Round round) throws Exception {
        int length = round.random().nextInt(100_000);
        Pattern question = new Pattern(round.random().nextLong());
        Pattern answer = new Pattern(round.random().nextLong());
        PeerListener listener = round.watch(PeerListener.open());
        Watched socket = round.socket().connect(listener.port());
        ScriptedPeer peer = round.watch(listener.accept());

        peer.send(question.bytes(0, length)).halfClose();
        Reading reading = socket.readToEnd(question);
        round.expect("the end", reading.awaitEnd(), "end");
        round.tally().lost(length - reading.count(), "bytes before the half-close");
        round.expect("the state at the end", socket.raw().state(), SocketState.CONNECTED);

        Completion write = socket.write(answer.bytes(0, length));
        expectSeen(round, peer.read(length), answer, length, Seen.End.OPEN);
        round.expect("the answer", write.outcome(), "success");
        socket.raw().close();
        round.expect("the end at the peer", peer.readToEnd().end(), Seen.End.EOF);
    }

    /** More than the kernel takes at once: the writes wait, the last ones within close(). */
    private static void longAnswer(Round round) throws Exception {
        int length = 16 * 1024 * 1024;
        Pattern answer = new Pattern(round.random().nextLong());
        PeerListener listener = round.watch(PeerListener.openNarrow());
        Watched socket = round.socket().connect(listener.port());
        ScriptedPeer peer = round.watch(listener.accept());
        peer.halfClose();
        round.expect("the end", socket.read(1).await().bytesProcessed(), -1);

        Completion first = socket.write(answer.bytes(0, length / 2));
        CompletableFuture<Seen> seen = peer.readToEndMeanwhile();
        round.expect("the first half", first.outcome(), "success");
        Completion second = socket.write(answer.bytes(length / 2, length / 2));
        socket.raw().close();

        expectSeen(round, round.await("the peer's reading", seen), answer, length, Seen.End.EOF);
        round.expect("the second half", second.outcome(), "success");
    }

    private static void thisSideCloses(Round round) throws Exception {
        int length = round.random().nextInt(1_000_000);
        Pattern pattern = new Pattern(round.random().nextLong());
        PeerListener listener = round.watch(PeerListener.open());
        Watched socket = round.socket().connect(listener.port());
        ScriptedPeer peer = round.watch(listener.accept());
        peer.send(new byte[round.random().nextInt(50_000)]);
        CompletableFuture<Seen> seen = peer.readToEndMeanwhile();

        Completion write = socket.write(pattern.bytes(0, length));
        socket.raw().close();
        peer.send(new byte[round.random().nextInt(50_000)]);

        expectSeen(round, round.await("the peer's reading", seen), pattern, length, Seen.End.EOF);
        round.expect("the write", write.outcome(), "success");
        round.expect("the state", socket.raw().state(), SocketState.CLOSED);
    }

    private static void bothClose(Round round) throws Exception {
        int length = round.random().nextInt(100_000);
        Pattern pattern = new Pattern(round.random().nextLong());
        PeerListener listener = round.watch(PeerListener.open());
        Watched socket = round.socket().connect(listener.port());
        ScriptedPeer peer = round.watch(listener.accept());
        CompletableFuture<Seen> seen = peer.readToEndMeanwhile();
        socket.write(pattern.bytes(0, length));

        CompletableFuture<Void> closed = CompletableFuture.runAsync(socket.raw()::close);
        peer.halfClose();

        round.await("close()", closed);
        expectSeen(round, round.await("the peer's reading", seen), pattern, length, Seen.End.EOF);
        round.expect("the state", socket.raw().state(), SocketState.CLOSED);
    }

    static void expectSeen(Round round, Seen seen, Pattern pattern, int length, Seen.End end) {
        round.expect("the end at the peer", seen.end(), end);
        round.tally().lost(length - seen.bytes().length, "bytes to the peer");
        int common = Math.min(length, seen.bytes().length);
        round.tally().lost(pattern.wrong(0, seen.bytes(), common), "bytes that differ at the peer");
    }

    /** One peer has ended; one has been answered with bytes it does not read; one left bytes that nobody reads here. */
    private static void idleAtTheEnd(Round round) throws Exception {
        PeerListener listener = round.watch(PeerListener.open());
        for (int i = 0; i < 3; i++) {
            Watched socket = round.socket().connect(listener.port());
            ScriptedPeer peer = round.watch(listener.accept());
            peer.send(new byte[i * 100_000]).halfClose();
            if (i == 0) {
                round.expect("the read", socket.read(1).await().bytesProcessed(), -1);
            } else {
                round.expect("a byte", socket.read(1).await().bytesProcessed(), 1);
            }
            socket.write(new byte[i]).await();
        }
        long before = loopNanos();
        long start = System.nanoTime();

        // A time that is measured over, not waited for: nothing is to happen in it.
        LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());

        double percent = 100.0 * (loopNanos() - before) / (System.nanoTime() - start);
        round.tally().figure("CPU %", percent);
        round.expectWithin("CPU % of the loop", percent, 0, 5);
    }

    /** Returns the CPU time of the loops of this process. */
    private static long loopNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(info -> info != null && info.getThreadName().equals(Round.LOOP))
                .mapToLong(info -> threads.getThreadCpuTime(info.getThreadId()))
                .sum();
    }

    /** 4096 descriptors wait for the end of their peers; those of further connections are closed at once. Rule S2. */
    private static void lingering(Round round) throws Exception {
        int most = 4096;
        int count = most + 100;
        if (descriptorLimit() < 2 * count + 200) {
            round.tally()
                    .skip("it needs " + (2 * count + 200) + " descriptors, and " + descriptorLimit() + " are allowed");
            return;
        }
        PeerListener listener = round.watch(PeerListener.open());
        int before = Descriptors.count();
        List<Watched> sockets = new ArrayList<>();
        List<ScriptedPeer> peers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sockets.add(round.socket().connect(listener.port()));
            peers.add(round.watch(listener.accept()));
            sockets.get(i).write(new byte[10]).await();
        }
        for (Watched socket : sockets) {
            socket.raw().close();
        }
        int lingering = Descriptors.count() - before - count;
        for (ScriptedPeer peer : peers) {
            Seen seen = peer.readToEnd();
            round.expect("the end at the peer", seen.end(), Seen.End.EOF);
            round.tally().lost(10 - seen.bytes().length, "bytes before the end");
        }
        round.tally().tried(count - 1);
        round.tally().figure("lingering", lingering);
        round.expectWithin("descriptors that linger", lingering, 0, most);
    }

    private static long descriptorLimit() throws IOException {
        Path limits = Path.of("/proc/self/limits");
        if (!Files.exists(limits)) {
            return 0;
        }
        return Files.readAllLines(limits).stream()
                .filter(line -> line.startsWith("Max open files"))
                .mapToLong(line -> Long.parseLong(line.split("\\s+", -1)[3]))
                .findFirst()
                .orElse(0);
    }

    private static void slices(Round round) throws Exception {
        int length = 8 * 1024 * 1024;
        Pattern there = new Pattern(round.random().nextLong());
        Pattern back = new Pattern(round.random().nextLong());
        // Dice of its own for each side: what they show depends on the seed only, and not on who throws first.
        Random peersDice = new Random(round.random().nextLong());
        PeerListener listener = round.watch(PeerListener.open());
        Watched socket = round.socket().connect(listener.port());
        ScriptedPeer peer = round.watch(listener.accept());
        CompletableFuture<Seen> seen = peer.readToEndMeanwhile();
        Reading reading = socket.readToEnd(back);
        CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> {
            for (int at = 0, slice; at < length; at += slice) {
                slice = slice(peersDice, at, length);
                peer.send(back.bytes(at, slice));
            }
            peer.halfClose();
        });

        for (int at = 0, slice; at < length; at += slice) {
            slice = slice(round.random(), at, length);
            Completion write = socket.write(there.bytes(at, slice));
            if (at % 64 == 0) {
                round.expect("a slice", write.outcome(), "success");
            }
        }
        round.await("the peer's sending", sent);
        round.expect("the end", reading.awaitEnd(), "end");
        round.tally().lost(length - reading.count(), "bytes from the peer");
        socket.raw().close();
        expectSeen(round, round.await("the peer's reading", seen), there, length, Seen.End.EOF);
        round.tally().figure("MiB each way", length >> 20);
    }

    /** The first slices are single bytes. */
    private static int slice(Random random, int at, int length) {
        return at < 20_000 ? 1 : 1 + random.nextInt(Math.min(70_000, length - at));
    }
}

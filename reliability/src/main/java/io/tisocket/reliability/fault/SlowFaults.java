// SPDX-License-Identifier: Apache-2.0
package io.tisocket.reliability.fault;

import io.tisocket.conformance.PeerListener;
import io.tisocket.conformance.ScriptedPeer;
import io.tisocket.reliability.trial.Completion;
import io.tisocket.reliability.trial.Kernel;
import io.tisocket.reliability.trial.Pattern;
import io.tisocket.reliability.trial.Reading;
import io.tisocket.reliability.trial.Round;
import io.tisocket.reliability.trial.Trial;
import io.tisocket.reliability.trial.Watched;
import io.tisocket.socket.AcceptOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Peers that do not read, or hardly write. Rules P5, I5, I7, X3. */
public final class SlowFaults {

    /** All trials of this kind. */
    public static final List<Trial> ALL = List.of(
            new Trial("a peer that never reads: the time-out of a write", 1, 20, SlowFaults::writeTimesOut),
            new Trial("a peer that never reads: close() while a write waits", 1, 20, SlowFaults::closeTimesOut),
            new Trial("a peer that never reads: memory", 1, 5, SlowFaults::memory),
            new Trial("a peer that sends what nobody reads: memory", 1, 5, SlowFaults::unread),
            new Trial("a peer that sends a byte at a time", 1, 5, SlowFaults::slowWriter));

    private static final int MEGABYTE = 1024 * 1024;
    /** More than the kernel holds for one connection. */
    private static final int MUCH = 48 * MEGABYTE;

    private static final int PIECE = 64 * 1024;

    private SlowFaults() {}

    private static void writeTimesOut(Round round) throws Exception {
        PeerListener listener = round.watch(PeerListener.openNarrow());
        Punctuality.expect(round, () -> {
            List<CompletableFuture<Double>> late = new ArrayList<>();
            for (int i = 0; i < Punctuality.AT_ONCE; i++) {
                late.add(writeTimesOut(round, listener, Punctuality.timeout(i)));
            }
            return late;
        });
    }

    private static CompletableFuture<Double> writeTimesOut(Round round, PeerListener listener, Duration timeout)
            throws Exception {
        Watched socket =
                round.socket().connect("127.0.0.1", listener.port(), timeout).awaitConnected();
        round.watch(listener.accept());
        byte[] bytes = new byte[8 * MEGABYTE];
        long start = System.nanoTime();
        CompletableFuture<Double> late = socket.failed().thenApply(event -> {
            round.expect("error", event.code().name(), "ETIMEDOUT");
            return Punctuality.millisLate(start, timeout);
        });
        Completion write = socket.write(bytes);
        return late.thenCombine(write.whenReported(), (millis, outcome) -> {
            round.expect("the write", outcome, "ETIMEDOUT");
            return millis;
        });
    }

    /** The time-out of the write goes on while close() waits for it; it does not begin anew. */
    private static void closeTimesOut(Round round) throws Exception {
        Duration timeout = Duration.ofMillis(600);
        PeerListener listener = round.watch(PeerListener.openNarrow());
        Watched socket =
                round.socket().connect("127.0.0.1", listener.port(), timeout).awaitConnected();
        round.watch(listener.accept());
        long start = System.nanoTime();
        Completion write = socket.write(new byte[8 * MEGABYTE]);
        // So that the two limits differ: the write is under way for half of its time.
        LockSupport.parkNanos(timeout.toNanos() / 2);

        socket.raw().close();

        double millis = (System.nanoTime() - start - timeout.toNanos()) / 1e6;
        round.expect("the write", write.outcome(), "StreamClosedException");
        round.tally().figure("late by ms", millis);
        round.expectWithin("milliseconds after the write's time-out", millis, 0, timeout.toMillis() / 2.0);
    }

    private static void memory(Round round) throws Exception {
        PeerListener listener = round.watch(PeerListener.openNarrow());
        Watched socket = round.socket().connect(listener.port());
        ScriptedPeer peer = round.watch(listener.accept());
        peer.send(new byte[100_000]);

        List<Completion> writes = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            writes.add(socket.write(new byte[MEGABYTE]));
        }

        round.expect("the last write", writes.get(79).outcome(), "ENOBUFS");
        int refused = 0;
        socket.raw().abort();
        for (Completion write : writes) {
            refused += write.outcome().equals("ENOBUFS") ? 1 : 0;
        }
        round.tally().figure("MiB accepted", writes.size() - refused);
        round.expectWithin("MiB accepted", writes.size() - refused, 60, 70);
    }

    /** Once from a connection, and once from one that waits to be accepted: what it sent and nobody took is with the kernel. */
    private static void unread(Round round) throws Exception {
        PeerListener listener = round.watch(PeerListener.open());
        Watched socket = round.socket().connect(listener.port());
        unread(round, round.watch(listener.accept()), "KiB read ahead", () -> socket);
        Watched server = round.socket();
        ScriptedPeer waiting = round.watch(ScriptedPeer.connectTo(server.listen()));
        unread(round, waiting, "KiB read ahead of who waits", () -> server.accept(AcceptOptions.NONE));
        round.tally().tried(1);
    }

    private static void unread(Round round, ScriptedPeer peer, String what, Callable<Watched> reader) throws Exception {
        Pattern pattern = new Pattern(round.random().nextLong());
        AtomicLong sent = new AtomicLong();
        CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
            for (int at = 0; at < MUCH; at += PIECE) {
                peer.send(pattern.bytes(at, PIECE));
                sent.addAndGet(PIECE);
            }
            peer.halfClose();
        });
        int near = peer.localPort();
        int far = peer.remotePort();
        Stillness stillness = new Stillness();
        round.awaitUntil(
                "the sending comes to a stop",
                () -> stillness.reached(
                        List.of(sent.get(), Kernel.unread(far, near), Kernel.unacknowledged(near, far))));

        // Of the piece that is being sent, nobody knows how much the kernel has.
        double most = sent.get() + PIECE - Kernel.unacknowledged(near, far) - Kernel.unread(far, near);
        round.tally().figure(what, most / 1024);
        round.expectWithin(what, most / 1024, 0, 512);

        Reading reading = reader.call().readToEnd(pattern);
        round.await("the sending", sending);
        round.expect("the end", reading.awaitEnd(), "end");
        round.tally().lost(MUCH - reading.count(), "bytes that waited");
    }

    /** The time-out of the socket is much shorter than the time between two bytes: it is none of reading. */
    private static void slowWriter(Round round) throws Exception {
        int length = 100;
        Pattern pattern = new Pattern(round.random().nextLong());
        PeerListener listener = round.watch(PeerListener.open());
        Watched socket = round.socket()
                .connect("127.0.0.1", listener.port(), Duration.ofMillis(500))
                .awaitConnected();
        ScriptedPeer peer = round.watch(listener.accept());
        Reading reading = socket.readToEnd(pattern);

        for (int i = 0; i < length; i++) {
            peer.send(pattern.bytes(i, 1));
            // What is tried is slowness itself; once it is longer than the time-out.
            LockSupport.parkNanos(Duration.ofMillis(i == 0 ? 700 : 2).toNanos());
        }
        peer.halfClose();

        round.expect("the end", reading.awaitEnd(), "end");
        round.tally().lost(length - reading.count(), "single bytes");
    }

    /** Tells when numbers have not changed for longer than the kernel delays what it has to say. */
    private static final class Stillness {

        private static final Duration LONG = Duration.ofMillis(500);

        private List<Long> last = List.of();
        private long since = System.nanoTime();

        boolean reached(List<Long> now) {
            if (!now.equals(last)) {
                last = now;
                since = System.nanoTime();
            }
            return System.nanoTime() - since > LONG.toNanos();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.reliability.race;

import static java.util.Map.entry;

import io.tisocket.reliability.trial.Round;
import io.tisocket.socket.AcceptOptions;
import io.tisocket.socket.IllegalSocketStateException;
import io.tisocket.socket.SocketLoop;
import io.tisocket.socket.TcpSocket;
import io.tisocket.stream.Buffer;
import io.tisocket.stream.IoEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** The calls of {@link ForeignThreads} by the name of the method, and whether each that was accepted has reported once. */
final class ForeignCalls {

    /** Every public method of a socket; {@code ForeignCallsTest} compares. */
    static final Map<String, Call> SOCKET = Map.ofEntries(
            entry("connect", (all, socket, length) -> socket.connect()),
            entry("listen", (all, socket, length) -> socket.listen()),
            entry("accept", (all, socket, length) -> accept(socket, length)),
            entry("close", (all, socket, length) -> socket.close()),
            entry("abort", (all, socket, length) -> socket.abort()),
            entry("read", (all, socket, length) -> all.waiting(() -> socket.read(Buffer.allocate(length)))),
            entry("readChunk", (all, socket, length) -> all.waiting(() -> socket.readChunk(length))),
            entry("readAsync", (all, socket, length) -> all.begin(r -> socket.readAsync(Buffer.allocate(length), r))),
            entry("readChunkAsync", (all, socket, length) -> all.begin(r -> socket.readChunkAsync(length, r))),
            entry("write", (all, socket, length) -> socket.write(Buffer.allocate(length))),
            entry("writeAsync", (all, socket, length) -> all.begin(r -> socket.writeAsync(Buffer.allocate(length), r))),
            entry("isReadable", (all, socket, length) -> all.told(socket.isReadable())),
            entry("isWritable", (all, socket, length) -> all.told(socket.isWritable())),
            entry("state", (all, socket, length) -> all.told(socket.state())),
            entry("counters", (all, socket, length) -> all.told(socket.counters())),
            entry("host", (all, socket, length) -> socket.host(socket.host().orElse("127.0.0.1"))),
            entry("port", (all, socket, length) -> socket.port(socket.port())),
            entry(
                    "timeout",
                    (all, socket, length) ->
                            socket.timeout(socket.timeout().isZero() ? Duration.ofMillis(length) : Duration.ZERO)),
            entry(
                    "listenQueueSize",
                    (all, socket, length) -> socket.listenQueueSize(1 + socket.listenQueueSize() % length)),
            entry(
                    "attachment",
                    (all, socket, length) ->
                            socket.attachment(socket.attachment().orElse(all))),
            entry("onConnected", (all, socket, length) -> socket.onConnected(event -> {})),
            entry("onError", (all, socket, length) -> socket.onError(event -> {})),
            entry("onClosed", (all, socket, length) -> socket.onClosed(event -> {})),
            entry(
                    "onAccepted",
                    (all, socket, length) ->
                            socket.onAccepted(event -> event.inbound().abort())),
            entry(
                    "executor",
                    (all, socket, length) ->
                            all.once(report -> socket.executor().execute(report))),
            entry("toString", (all, socket, length) -> all.told(socket.toString())));

    /** Every public method of a loop but those that end it, which the trials of loops make, and {@code run}, which is refused. */
    static final Map<String, Call> LOOP = Map.ofEntries(
            entry("createTcp", (all, socket, length) -> all.loop.createTcp().abort()),
            entry("execute", (all, socket, length) -> all.once(all.loop::execute)),
            entry("schedule", (all, socket, length) -> all.schedule(length)),
            entry("inLoop", (all, socket, length) -> all.round.expect("inLoop()", all.loop.inLoop(), false)),
            entry("run", (all, socket, length) -> all.runElsewhere()),
            entry("onUncaught", (all, socket, length) -> all.loop.onUncaught(all::uncaught)),
            entry(
                    "onSlowCallback",
                    (all, socket, length) -> all.loop.onSlowCallback(Duration.ofMinutes(1), slow -> {})));

    /** What keeps the socket in use between the other calls. */
    private static final List<String> OFTEN = List.of(
            "connect", "connect", "writeAsync", "writeAsync", "readChunkAsync", "write", "listen", "listen", "accept");

    private static final int LONGEST = 5000;

    private final Round round;
    private final SocketLoop loop;
    private final List<TcpSocket> sockets;
    private final List<Call> often;
    private final List<Call> rarely;
    private final AtomicInteger reading = new AtomicInteger();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong reported = new AtomicLong();

    ForeignCalls(Round round, TcpSocket... sockets) {
        this.round = round;
        this.loop = round.loop();
        this.sockets = List.of(sockets);
        this.often = OFTEN.stream()
                .map(name -> Objects.requireNonNull(SOCKET.get(name), name))
                .toList();
        this.rarely = List.of(SOCKET, LOOP).stream()
                .flatMap(calls -> calls.entrySet().stream())
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Tells whether each operation that was accepted has reported. */
    boolean allReported() {
        return reported.get() == accepted.get();
    }

    /** Returns how many threads wait for a byte. */
    int reading() {
        return reading.get();
    }

    /** Makes one call; what another thread has just done decides whether it is legal. */
    void make(SplittableRandom random) {
        List<Call> calls = random.nextBoolean() ? often : rarely;
        Call call = calls.get(random.nextInt(calls.size()));
        try {
            call.make(this, sockets.get(random.nextInt(sockets.size())), random.nextInt(1, LONGEST));
        } catch (IllegalSocketStateException | IOException refused) {
            reported.addAndGet(0);
        } catch (RuntimeException | Error wrong) {
            // The listener is asked to connect too.
            if (!String.valueOf(wrong.getMessage()).startsWith("connect(): port 0")) {
                uncaught(wrong);
            }
        }
    }

    private void uncaught(Throwable thrown) {
        round.tally().broken("a call from a foreign thread: " + thrown);
    }

    private static void accept(TcpSocket socket, int length) {
        if (length % 2 == 0) {
            socket.accept();
        } else {
            socket.accept(AcceptOptions.NONE.withTimeout(Duration.ofMillis(length)));
        }
    }

    private void waiting(Reading read) throws IOException {
        reading.incrementAndGet();
        try {
            read.once();
        } finally {
            reading.decrementAndGet();
        }
    }

    /** Begins an operation, whose report must come exactly once. */
    private void begin(Consumer<Consumer<IoEvent>> operation) {
        once(report -> operation.accept(event -> report.run()));
    }

    private void once(Consumer<Runnable> begin) {
        AtomicInteger reports = new AtomicInteger();
        begin.accept(() -> {
            reported.incrementAndGet();
            round.expect("the number of reports", reports.incrementAndGet(), 1);
        });
        accepted.incrementAndGet();
    }

    private void told(Object answer) {
        round.expect("an answer without words", String.valueOf(answer).isEmpty(), false);
    }

    private void schedule(int length) {
        if (length % 2 == 0) {
            once(report -> loop.schedule(Duration.ofNanos(length), report));
        } else {
            loop.schedule(Duration.ofHours(1), () -> round.tally().broken("a cancelled timer rang"))
                    .background()
                    .cancel();
        }
    }

    private void runElsewhere() {
        try {
            loop.run();
            round.tally().broken("run() on a second thread returned");
        } catch (IllegalStateException refused) {
            round.expect("no words", String.valueOf(refused.getMessage()).isEmpty(), false);
        }
    }

    /** One method, with a length or another number that it may need. */
    interface Call {
        void make(ForeignCalls all, TcpSocket socket, int length) throws IOException;
    }

    /** A read that blocks. */
    private interface Reading {
        void once() throws IOException;
    }
}

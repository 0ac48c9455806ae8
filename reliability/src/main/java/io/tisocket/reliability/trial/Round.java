// SPDX-License-Identifier: Apache-2.0
package io.tisocket.reliability.trial;

import io.tisocket.socket.SocketLoop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** One go of a trial: the loop to use, the dice to throw, and who to tell what was seen. */
public final class Round {

    /** How long an operation may take before it counts as stuck. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The name of the thread of the loop. */
    public static final String LOOP = "reliability";

    private final SocketLoop loop;
    private final Tally tally;
    private final Random random;
    private final Deque<AutoCloseable> leftovers = new ArrayDeque<>();
    /** What has been begun, by any thread of the trial. */
    private final Queue<Begun> begun = new ConcurrentLinkedQueue<>();

    /** Whether all sockets are gone, and have nothing to tell any more. Written by the round's thread. */
    private volatile boolean over;

    Round(SocketLoop loop, Tally tally, long seed) {
        this.loop = loop;
        this.tally = tally;
        this.random = new Random(seed);
    }

    /** Counts a broken promise if {@code what} is called back by a socket that is gone. */
    void called(String what) {
        if (over) {
            tally.broken(what + " was called after abort()");
        }
    }

    /** Returns the loop for the sockets of this round; it runs on a thread of its own, and outlives the round. */
    public SocketLoop loop() {
        return loop;
    }

    /** Returns the dice; the seed is printed with the results. */
    public Random random() {
        return random;
    }

    /** Returns the counts of the trial, for what the methods below do not say. */
    public Tally tally() {
        return tally;
    }

    /** Returns a new socket under watch; it is dropped when the round is over. */
    public Watched socket() {
        return watch(new Watched(this, loop.createTcp()));
    }

    /** Has {@code resource} closed when the round is over, the last first. */
    public <T extends AutoCloseable> T watch(T resource) {
        leftovers.push(resource);
        return resource;
    }

    /** Counts an operation as stuck whose {@code report} has not come some time after all sockets of the round are gone. */
    void mustReport(String what, CompletableFuture<?> report) {
        begun.add(new Begun(what, report));
    }

    /** Waits for {@code outcome}, which counts as stuck if it takes longer than {@link #PATIENCE}. */
    public <T> T await(String what, CompletableFuture<T> outcome) throws InterruptedException {
        return await(what, outcome, PATIENCE);
    }

    /** Waits for {@code outcome}, which counts as stuck if it takes longer than {@code patience}. */
    public <T> T await(String what, CompletableFuture<T> outcome, Duration patience) throws InterruptedException {
        try {
            return outcome.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            tally.stuck(what);
            throw new Abandoned(what);
        } catch (ExecutionException failed) {
            tally.broken(what + ": " + failed.getCause());
            throw new Abandoned(what);
        }
    }

    /** Waits for what no event tells of, looking every millisecond; it counts as stuck after {@link #PATIENCE}. */
    public void awaitUntil(String what, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > deadline) {
                tally.stuck(what);
                throw new Abandoned(what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Waits until the callbacks that are due have run, and those that they have made due. */
    public void turn() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            CompletableFuture<Void> turn = new CompletableFuture<>();
            loop.execute(() -> turn.complete(null));
            await("a turn of the loop", turn);
        }
    }

    /** Counts a broken promise unless {@code actual} equals {@code expected}. */
    public void expect(String what, Object actual, Object expected) {
        if (!Objects.equals(actual, expected)) {
            tally.broken(what + ": " + actual + " instead of " + expected);
        }
    }

    /** Counts a broken promise unless {@code actual} is one of {@code allowed}. */
    public <T> void expectOneOf(String what, T actual, Set<T> allowed) {
        if (!allowed.contains(actual)) {
            tally.broken(what + ": " + actual + ", none of " + allowed);
        }
    }

    /** Counts a broken promise unless {@code value} lies within the limits. */
    public void expectWithin(String what, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            tally.broken(what + ": " + value + ", not between " + least + " and " + most);
        }
    }

    /** Makes everything end that the round has left, and waits for the reports that have not come yet. */
    void end() throws InterruptedException {
        for (AutoCloseable leftover = leftovers.poll(); leftover != null; leftover = leftovers.poll()) {
            try {
                leftover.close();
            } catch (Exception failed) {
                tally.broken("cleaning up: " + failed);
            }
        }
        try {
            turn();
            over = true;
            for (Begun operation : begun) {
                await(operation.what() + ", after the end of its socket", operation.report());
            }
        } catch (Abandoned counted) {
            // Why is in the tally already; to wait for each of the others would take hours.
            begun.clear();
        }
    }

    /** The round cannot go on; why is in the tally already. */
    static final class Abandoned extends RuntimeException {

        private static final long serialVersionUID = 1;

        Abandoned(String what) {
            super(what);
        }
    }

    /** An operation that was accepted and has to report. */
    private record Begun(String what, CompletableFuture<?> report) {}
}

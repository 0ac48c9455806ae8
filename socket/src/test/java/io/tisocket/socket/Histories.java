// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/**
 * Lives {@link FaultyHistory}s of consecutive seeds, on as many threads as there are processors, and says now and then how
 * far it is. Which histories are lived, and which failure is reported, does not depend on the number of threads.
 */
final class Histories {

    private static final long PROGRESS_SECONDS = 15;

    private final long first;
    private final long end;
    private final LongFunction<FaultyHistory> history;
    private final AtomicLong next;

    /** The least seed whose history went wrong; those after it need not be lived. */
    private final AtomicLong failed;

    private final long begin = System.nanoTime();

    private Histories(long first, long count, LongFunction<FaultyHistory> history) {
        this.first = first;
        this.end = first + count;
        this.history = history;
        this.next = new AtomicLong(first);
        this.failed = new AtomicLong(end);
    }

    /**
     * Lives {@code count} histories from seed {@code first} on, and returns what has happened in them.
     *
     * @throws AssertionError when one goes wrong: it says how to repeat that of the least seed
     */
    static HistoryTally live(long first, long count, LongFunction<FaultyHistory> history) {
        return new Histories(first, count, history).live(Runtime.getRuntime().availableProcessors());
    }

    /** As {@link #live(long, long, LongFunction)}, on so many threads. */
    static HistoryTally live(long first, long count, LongFunction<FaultyHistory> history, int threads) {
        return new Histories(first, count, history).live(threads);
    }

    private HistoryTally live(int threads) {
        List<CompletableFuture<HistoryTally>> parts = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            CompletableFuture<HistoryTally> part = new CompletableFuture<>();
            parts.add(part);
            Thread thread = new Thread(() -> part.completeAsync(this::livePart, Runnable::run), "histories " + i);
            thread.setDaemon(true);
            thread.start();
        }
        await(CompletableFuture.allOf(parts.toArray(new CompletableFuture<?>[0])));
        if (failed.get() < end) {
            throw new AssertionError(wrong(failed.get(), history.apply(failed.get())));
        }
        HistoryTally all = new HistoryTally();
        parts.forEach(part -> all.add(part.join()));
        return all;
    }

    private HistoryTally livePart() {
        HistoryTally tally = new HistoryTally();
        for (long seed = next.getAndIncrement(); seed < failed.get(); seed = next.getAndIncrement()) {
            FaultyHistory one = history.apply(seed);
            if (!one.run().isEmpty()) {
                failed.accumulateAndGet(seed, Math::min);
            }
            tally.add(one.tally());
        }
        return tally;
    }

    private void await(CompletableFuture<Void> all) {
        while (!all.isDone()) {
            try {
                all.get(PROGRESS_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException notYet) {
                System.out.println(progress());
            } catch (InterruptedException | ExecutionException broken) {
                throw new CompletionException(broken);
            }
        }
    }

    private String progress() {
        long done = Math.min(next.get(), end) - first;
        double seconds = (System.nanoTime() - begin) / 1e9;
        double rate = done / seconds;
        return "%,d of %,d histories, seed %d, %,.0f a second, %,.0f s left"
                .formatted(done, end - first, first + done, rate, (end - first - done) / rate);
    }

    private static String wrong(long seed, FaultyHistory again) {
        return "%s%n  %s%nrepeat with -Dtisocket.histories.seed=%d -Dtisocket.histories=1"
                .formatted(again, String.join("\n  ", again.run()), seed);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

import java.util.PriorityQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A clock that stands still while something is to be done and then jumps to whatever comes next.
 *
 * <p>What is due at the same instant happens in the order in which it was asked for.
 */
final class VirtualTime {

    /** What a turn costs in which nobody waits; so a program that never waits does not stop the time. */
    private static final long TURN_NANOS = 1_000;

    private final PriorityQueue<Event> events = new PriorityQueue<>();

    /** Filled by any thread. */
    private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();

    private volatile boolean otherThreads;
    private volatile boolean closed;
    private long now;
    private long sequence;
    private int live;

    long now() {
        return now;
    }

    /** Tells that other threads may post, so that having nothing to do is a reason to wait, not a deadlock. */
    void otherThreads(boolean expected) {
        otherThreads = expected;
    }

    /** Posts {@code task} for the next turn. Any thread. */
    void post(Runnable task) {
        if (closed) {
            throw new RejectedExecutionException("the simulated network is closed");
        }
        tasks.add(task);
    }

    /** Makes {@code action} happen once, {@code delayNanos} from now. */
    Event after(long delayNanos, Runnable action) {
        long time = now + delayNanos;
        return at(time < now ? Long.MAX_VALUE : time, action);
    }

    /** Makes {@code action} happen once at {@code time}. */
    Event at(long time, Runnable action) {
        Event event = new Event(time, sequence++, action);
        events.add(event);
        live++;
        return event;
    }

    /** Tells whether nothing will ever happen, unless the driver or another thread causes it. */
    boolean isIdle() {
        return live == 0 && tasks.isEmpty();
    }

    /** As {@link Transport#run(long)}, in virtual time. */
    void run(long maxWaitNanos) {
        if (runDue()) {
            return;
        }
        if (maxWaitNanos <= 0) {
            now += TURN_NANOS;
            return;
        }
        Event next = next();
        if (next != null) {
            now = Math.max(now, next.time - now > maxWaitNanos ? now + maxWaitNanos : next.time);
            runDue();
        } else if (otherThreads) {
            awaitTask();
        } else if (maxWaitNanos == Transport.UNBOUNDED) {
            throw new IllegalStateException("deadlock in the simulated network: somebody waits, and nothing can happen"
                    + " any more: no timer, no byte and no connection is under way");
        } else {
            now += maxWaitNanos;
        }
    }

    private void awaitTask() {
        try {
            tasks.take().run();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the simulated network waited for other threads");
        }
    }

    /** Does what is due now, not what that causes; tells whether there was something. */
    private boolean runDue() {
        long end = sequence;
        boolean ran = false;
        for (int left = tasks.size(); left > 0; left--) {
            Runnable task = tasks.poll();
            if (task != null) {
                task.run();
                ran = true;
            }
        }
        for (Event event = next(); event != null && event.time <= now && event.order < end; event = next()) {
            events.remove();
            event.over = true;
            live--;
            ran = true;
            event.action.run();
        }
        return ran;
    }

    private @Nullable Event next() {
        Event head = events.peek();
        while (head != null && head.over) {
            events.remove();
            head = events.peek();
        }
        return head;
    }

    void close() {
        closed = true;
        tasks.clear();
        events.clear();
        live = 0;
    }

    /** Something that will happen. */
    final class Event implements Cancellable, Comparable<Event> {

        private final long time;
        private final long order;
        private final Runnable action;
        private boolean over;

        Event(long time, long order, Runnable action) {
            this.time = time;
            this.order = order;
            this.action = action;
        }

        boolean isOver() {
            return over;
        }

        @Override
        public void cancel() {
            if (!over) {
                over = true;
                live--;
                forget();
            }
        }

        /** Keeps the cancelled ones, which stay in the queue until their time, from being the most. */
        private void forget() {
            if (events.size() > 64 && events.size() > 2 * live) {
                events.removeIf(Event::isOver);
            }
        }

        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(time, other.time);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }
}

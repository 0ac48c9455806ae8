// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js;

import io.tisocket.socket.LoopTimer;
import io.tisocket.socket.SocketLoop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where other threads leave work for the thread of a script, and say that they want to go on doing so.
 *
 * <p>Every field is guarded by the lock of this object; work runs without it.
 */
final class Inbox {

    /** As good as for ever: it keeps the loop from ending, and is cancelled before it rings. */
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private @Nullable SocketLoop loop;
    private @Nullable LoopTimer hold;
    private int keepAlives;
    private boolean running;
    private boolean ended;

    /** Begins a run, which takes what was posted before the first. */
    synchronized void begin() {
        if (running) {
            throw new IllegalStateException("run(): a script is running; a ScriptRuntime runs one at a time");
        }
        running = true;
        ended = false;
    }

    /** Adds work. */
    synchronized void post(Runnable task) {
        if (ended) {
            throw new RejectedExecutionException("the script has ended: nothing can be posted to its thread any more");
        }
        tasks.add(task);
        if (loop != null) {
            loop.execute(this::runNext);
        }
    }

    /** Counts those who want the script to wait for their work. */
    synchronized void keepAlives(int change) {
        keepAlives += change;
        if (loop != null && !ended) {
            loop.execute(this::hold);
        }
    }

    /** Hands work to {@code loop} from now on, also what has come in before. */
    synchronized void open(SocketLoop loop) {
        this.loop = loop;
        takeIn(loop);
    }

    /** Runs the loop, on its thread, until nothing is left to wait for and no work is left here. */
    void run(SocketLoop loop, BooleanSupplier stopped) {
        open(loop);
        do {
            loop.run();
        } while (!stopped.getAsBoolean() && isMoreToDo(loop));
    }

    /** Tells whether something came in after the loop had ended; if not, nothing comes in from now on. */
    private synchronized boolean isMoreToDo(SocketLoop loop) {
        if (tasks.isEmpty() && keepAlives == 0) {
            ended = true;
            return false;
        }
        takeIn(loop);
        return true;
    }

    private void takeIn(SocketLoop loop) {
        hold();
        tasks.forEach(task -> loop.execute(this::runNext));
    }

    private synchronized void hold() {
        if (keepAlives > 0 && hold == null && loop != null) {
            hold = loop.schedule(FOR_EVER, () -> {});
        } else if (keepAlives == 0 && hold != null) {
            hold.cancel();
            hold = null;
        }
    }

    private void runNext() {
        Runnable next;
        synchronized (this) {
            next = tasks.poll();
        }
        if (next != null) {
            next.run();
        }
    }

    /** Refuses work from now on, and forgets what is left. */
    synchronized void end() {
        ended = true;
        running = false;
        loop = null;
        hold = null; // the loop is closed and has forgotten its timers
        tasks.clear();
    }
}

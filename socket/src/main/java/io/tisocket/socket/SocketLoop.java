// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import io.tisocket.socket.transport.Cancellable;
import io.tisocket.socket.transport.NettyTransport;
import io.tisocket.socket.transport.Transport;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Owns sockets and timers, and the one thread that moves their bytes and runs their callbacks, one at a time.
 *
 * <p>Either the thread that calls {@link #create()} is that thread and runs the loop with {@link #run()}, or {@link
 * #start(String)} makes one. Callbacks never run inside the call that caused them. On the loop's thread a blocking
 * operation keeps the network going, of all sockets, but runs no callbacks until it is done; on any other thread it
 * parks the caller, and needs the loop to be running. {@link AcceptOptions#withLoop} spreads over several. Rules J1, J4.
 */
public final class SocketLoop implements Executor, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(SocketLoop.class.getName());

    private final Thread owner;
    private final Transport transport;
    private final Pulse pulse = new Pulse();
    private final Watch watch;
    private final CallbackQueue callbacks = new CallbackQueue(pulse);
    private final Entrance entrance = new Entrance(this, callbacks);
    private final FlushQueue unflushed = new FlushQueue();
    private final Handovers handovers = new Handovers(this);
    private final Set<TcpSocket> open = new LinkedHashSet<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final BlockingCalls blockingCalls = new BlockingCalls(this, ended);
    private final Budget lingering = new Budget(Lingering.MOST);
    private final CompletableFuture<Boolean> drained = new CompletableFuture<>();
    private final Shutdown shutdown = new Shutdown(this, drained);
    private int holds;
    private boolean running;
    private boolean closing;
    private volatile boolean stopped;

    SocketLoop(Thread owner, Transport transport) {
        this.owner = owner;
        this.transport = transport;
        watch = new Watch(owner, pulse);
    }

    /** Returns a loop that belongs to the calling thread, which runs it with {@link #run()}. */
    public static SocketLoop create() {
        Thread owner = Thread.currentThread();
        SocketLoop loop = new SocketLoop(owner, NettyTransport.open(owner));
        loop.onSlowCallback(Watch.SLOW, SlowCallback::log);
        return loop;
    }

    /** Returns a loop that runs on a new thread, called {@code threadName}, until {@link #close()}. */
    public static SocketLoop start(String threadName) {
        return LoopThread.start(threadName);
    }

    /** Returns a new TCP socket in {@link SocketState#INITIALIZED}; no I/O happens. Any thread. Rule M3. */
    public TcpSocket createTcp() {
        return new TcpSocket(this);
    }

    /**
     * Runs the network and the callbacks until nothing is left to wait for, or until {@link #stop()}.
     *
     * <p>Left to wait for are: callbacks, timers, attempts to connect, listeners, connections whose peer has not ended its
     * sending, and operations under way. Rule J4.
     *
     * @throws IllegalStateException when called by another thread than the loop's
     */
    public void run() {
        if (!inLoop()) {
            throw new IllegalStateException("run() on " + Thread.currentThread() + ": the loop belongs to " + owner);
        }
        try {
            Watchdog.SHARED.watch(watch, true);
            runUntil(() -> holds == 0 && callbacks.isEmpty());
        } finally {
            Watchdog.SHARED.watch(watch, running);
        }
    }

    /**
     * Makes {@link #run()} return after the callback that is running, and blocking operations on the loop's thread fail;
     * the loop cannot run again. Any thread; without effect the second time.
     */
    public void stop() {
        stopped = true;
        if (!ended.isDone()) {
            try {
                transport.execute(() -> {});
            } catch (RejectedExecutionException closed) {
                LOG.log(System.Logger.Level.TRACE, "stopped while closing", closed);
            }
        }
    }

    /**
     * Ends the loop in good order. Every listener closes at once, and resets the connections that wait. Connections, and
     * attempts to connect, have the time {@code drain} to come to their end: a connection has when it is closed, or when the
     * peer has ended its sending and no read or write is under way. As soon as all have, and else when the time is over,
     * whatever is open is closed; a connection with bytes that have not gone out is reset. The callbacks for closed are
     * called, the peers have 2 seconds to take the end of what was sent, and then the loop stops: timers do not keep it.
     *
     * <p>Callbacks run all the while, so the call returns at once; on the loop's thread nobody may wait for the result. Any
     * thread. Called again, the shorter time counts.
     *
     * @param drain zero or negative: no time
     * @return completed on the loop's thread, before {@link #run()} returns, with whether all came to their end in time; with
     *     false when the loop is closed before
     */
    public CompletableFuture<Boolean> shutdown(Duration drain) {
        Objects.requireNonNull(drain, "drain");
        if (!ended.isDone()) {
            enter(() -> shutdown.within(drain));
        }
        return drained.copy();
    }

    /**
     * Closes all sockets at once and frees everything; operations under way fail, callbacks do not run any more. Any thread;
     * on another than the loop's it waits for the callback that is running to return. Without effect the second time.
     */
    @Override
    public void close() {
        stop();
        if (!inLoop()) {
            ended.join();
            return;
        }
        if (closing) {
            return;
        }
        closing = true;
        entrance.closing();
        for (TcpSocket socket : openSockets()) {
            socket.abort();
        }
        // An operation that was accepted reports once, now that it has failed; nothing else is called any more.
        callbacks.end();
        handovers.close();
        transport.close();
        entrance.close();
        callbacks.end();
        ended.complete(null);
        drained.complete(false);
    }

    /** Tells whether the calling thread is the one that runs callbacks. */
    public boolean inLoop() {
        return Thread.currentThread() == owner;
    }

    /**
     * Runs {@code callback} on the loop's thread, after the callbacks that are already due. Any thread.
     *
     * @throws RejectedExecutionException when the loop is closed
     */
    @Override
    public void execute(Runnable callback) {
        Objects.requireNonNull(callback, "callback");
        if (ended.isDone()) {
            throw new RejectedExecutionException("the loop is closed");
        }
        if (inLoop()) {
            callbacks.add(callback);
        } else {
            transport.execute(() -> callbacks.add(callback));
        }
    }

    /**
     * Runs {@code callback} once, after {@code delay} at the earliest, or else as soon as possible if that is zero or
     * negative. Any thread. The loop does not end before.
     */
    public LoopTimer schedule(Duration delay, Runnable callback) {
        LoopTimer timer = new LoopTimer(this, callback);
        enter(() -> timer.start(delay));
        return timer;
    }

    /** Sets what is told of an exception that a callback throws; the first setting logs it. Any thread. Rule E5. */
    public void onUncaught(Consumer<? super Throwable> handler) {
        callbacks.onUncaught(handler);
    }

    /**
     * Sets what is told of a callback that has kept this loop for {@code threshold}, while it still does: once for each, after
     * one and a half times the threshold at the latest, on a thread of its own that looks after all loops and is best not
     * kept long. At first a warning with the stack is logged after one second. A callback that waits in a blocking call of
     * this library counts only while others are due; what runs before {@link #run()} is no callback. Any thread. With a {@code
     * threshold} of zero or below nobody is told.
     */
    public void onSlowCallback(Duration threshold, Consumer<? super SlowCallback> handler) {
        watch.set(threshold, handler);
        enter(() -> Watchdog.SHARED.watch(watch, running));
    }

    // ---- for the sockets of this loop ----

    Transport transport() {
        return transport;
    }

    /** Runs the network and the callbacks until {@code enough}, which is asked when all writes have been handed over. */
    void runUntil(BooleanSupplier enough) {
        assert inLoop();
        if (running) {
            throw new IllegalStateException("run() within a callback of the same loop: it is running already");
        }
        running = true;
        try {
            unflushed.flush();
            boolean over = false;
            while (!stopped && !over) {
                over = enough.getAsBoolean();
                // What other threads have asked for may be all there is to do: look once more before it is over.
                transport.run(over || !callbacks.isEmpty() ? 0 : Transport.UNBOUNDED);
                unflushed.flush();
                runCallbacks();
                over = over && enough.getAsBoolean();
            }
        } finally {
            running = false;
        }
    }

    boolean isBusy() {
        return running;
    }

    /** Runs the callbacks that are there now; those that they cause must not keep the network waiting and come later. */
    private void runCallbacks() {
        for (int left = callbacks.size(); left > 0 && !stopped; left--) {
            callbacks.runNext();
            unflushed.returned();
        }
        unflushed.flush();
        pulse.rest();
    }

    /** Tells whether no callback waits for its turn. */
    boolean hasNothingDue() {
        return callbacks.isEmpty() && unflushed.isEmpty();
    }

    boolean isStopped() {
        return stopped;
    }

    /** Runs {@code step} on the loop's thread: at once when that is the caller's, else soon, also during blocking calls. */
    void enter(Runnable step) {
        entrance.enter(step);
    }

    /** Has what other threads have asked for begin before what the caller asks for next. Any thread; matters on the loop's. */
    void admit() {
        entrance.admit();
    }

    /** Reports the outcome of an operation in its turn, also when the loop is closed before. Loop thread only. */
    void report(Report report) {
        assert inLoop();
        callbacks.add(report);
    }

    /** Throws when the loop is closed: nothing that {@code call} began would ever end. */
    void checkOpen(String call) {
        if (ended.isDone()) {
            throw new IllegalStateException(call + ": the loop of the socket is closed");
        }
    }

    /** Blocks {@code call} until {@code done} or until the loop is stopped, keeping the network going. */
    void await(BooleanSupplier done, String call) {
        assert inLoop();
        boolean inCallback = pulse.isCallback();
        // Flushing may be all that was missing: no event of the network need follow it.
        unflushed.flush();
        boolean within = running;
        running = true;
        try {
            while (!stopped && !done.getAsBoolean()) {
                if (inCallback) {
                    pulse.blocked(call, !callbacks.isEmpty());
                }
                transport.run(Transport.UNBOUNDED);
                unflushed.flush();
            }
        } finally {
            running = within;
            if (inCallback) {
                pulse.resumed();
            }
        }
    }

    BlockingCalls blockingCalls() {
        return blockingCalls;
    }

    /** Counts the {@link Hold}s that are taken. */
    void holds(int change) {
        assert inLoop();
        holds += change;
        if (change < 0) {
            shutdown.changed();
        }
    }

    FlushQueue unflushed() {
        return unflushed;
    }

    Handovers handovers() {
        return handovers;
    }

    Budget lingering() {
        return lingering;
    }

    void opened(TcpSocket socket) {
        open.add(socket);
    }

    void ended(TcpSocket socket) {
        open.remove(socket);
        shutdown.changed();
    }

    TcpSocket[] openSockets() {
        return open.toArray(new TcpSocket[0]);
    }

    Cancellable timer(Duration delay, Runnable step) {
        Duration bounded = delay.isNegative() ? Duration.ZERO : Endpoint.limited(delay);
        return transport.schedule(bounded.toNanos(), () -> callbacks.guard(step));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import io.tisocket.socket.transport.Cancellable;
import io.tisocket.socket.transport.NettyTransport;
import io.tisocket.socket.transport.Transport;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
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
 * parks the caller, and needs the loop to be running. Rules J1, J4.
 */
public final class SocketLoop implements Executor, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(SocketLoop.class.getName());

    private final Thread owner;
    private final Transport transport;
    private final ArrayDeque<Runnable> callbacks = new ArrayDeque<>();
    private final ArrayDeque<Connection> unflushed = new ArrayDeque<>();
    private final Set<TcpSocket> open = new LinkedHashSet<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private int holds;
    private volatile boolean stopped;
    private volatile Consumer<? super Throwable> uncaught =
            thrown -> LOG.log(System.Logger.Level.ERROR, "a callback threw", thrown);

    SocketLoop(Thread owner, Transport transport) {
        this.owner = owner;
        this.transport = transport;
    }

    /** Returns a loop that belongs to the calling thread, which runs it with {@link #run()}. */
    public static SocketLoop create() {
        Thread owner = Thread.currentThread();
        return new SocketLoop(owner, NettyTransport.open(owner));
    }

    /** Returns a loop that runs on a new thread, called {@code threadName}, until {@link #close()}. */
    public static SocketLoop start(String threadName) {
        CompletableFuture<SocketLoop> started = new CompletableFuture<>();
        Thread owner = new Thread(
                () -> {
                    try (SocketLoop loop = create()) {
                        new Hold(loop).set(true);
                        started.complete(loop);
                        loop.run();
                    }
                },
                threadName);
        owner.start();
        return started.join();
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
        flush();
        while (!stopped && (holds > 0 || !callbacks.isEmpty())) {
            transport.run(callbacks.isEmpty() ? Transport.UNBOUNDED : 0);
            flush();
            // Only those that are there now: callbacks that cause callbacks must not keep the network waiting.
            for (int left = callbacks.size(); left > 0 && !stopped; left--) {
                runCallback(callbacks.remove());
            }
        }
        flush();
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
     * Closes all sockets at once, without callbacks, and frees everything. Any thread; on another than the loop's it waits
     * for the callback that is running to return. Without effect the second time.
     */
    @Override
    public void close() {
        stop();
        if (!inLoop()) {
            ended.join();
            return;
        }
        if (ended.isDone()) {
            return;
        }
        for (TcpSocket socket : open.toArray(new TcpSocket[0])) {
            socket.abort();
        }
        flush();
        callbacks.clear();
        transport.close();
        ended.complete(null);
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
        if (inLoop()) {
            callbacks.add(callback);
        } else {
            transport.execute(() -> callbacks.add(callback));
        }
    }

    /**
     * Runs {@code callback} once, after {@code delay} at the earliest. Any thread. The loop does not end before.
     *
     * @param delay zero or negative: as soon as possible
     */
    public LoopTimer schedule(Duration delay, Runnable callback) {
        LoopTimer timer = new LoopTimer(this, callback);
        enter(() -> timer.start(delay));
        return timer;
    }

    /** Sets what is told of an exception that a callback throws; the first setting logs it. Any thread. Rule E5. */
    public void onUncaught(Consumer<? super Throwable> handler) {
        uncaught = Objects.requireNonNull(handler, "handler");
    }

    // ---- for the sockets of this loop ----

    Transport transport() {
        return transport;
    }

    /** Runs {@code step} on the loop's thread: at once when that is the caller's, else soon, also during blocking calls. */
    void enter(Runnable step) {
        if (inLoop()) {
            step.run();
        } else {
            transport.execute(() -> guarded(step));
        }
    }

    /** Blocks until {@code done}, keeping the network going; returns false when the loop was stopped before. */
    private boolean await(BooleanSupplier done) {
        assert inLoop();
        // Flushing may be all that was missing: no event of the network need follow it.
        flush();
        while (!done.getAsBoolean()) {
            if (stopped) {
                return false;
            }
            transport.run(Transport.UNBOUNDED);
            flush();
        }
        return true;
    }

    /**
     * Blocks until {@code outcome} is there; {@code call} names what is blocked.
     *
     * @throws IOException the failure in {@code outcome}, or that the loop was stopped or the thread interrupted meanwhile
     */
    <T> T join(CompletableFuture<T> outcome, String call) throws IOException {
        if (inLoop() && !await(outcome::isDone)) {
            throw SocketSteps.stopped(call);
        }
        try {
            return outcome.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw (IOException)
                    new InterruptedIOException(call + ": the thread was interrupted").initCause(interrupted);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException reason ? reason : new IOException(call, failed.getCause());
        }
    }

    /** Counts the {@link Hold}s that are taken. */
    void holds(int change) {
        assert inLoop();
        holds += change;
    }

    /** Flushes {@code connection} once the callback that is running has returned or blocks. */
    void flushSoon(Connection connection) {
        assert inLoop();
        unflushed.add(connection);
    }

    void opened(TcpSocket socket) {
        open.add(socket);
    }

    void ended(TcpSocket socket) {
        open.remove(socket);
    }

    Cancellable timer(Duration delay, Runnable step) {
        return transport.schedule(Math.max(0, Endpoint.limited(delay).toNanos()), () -> guarded(step));
    }

    private void flush() {
        for (Connection next = unflushed.poll(); next != null; next = unflushed.poll()) {
            next.flush();
        }
    }

    private void runCallback(Runnable callback) {
        guarded(callback);
        flush();
    }

    @SuppressWarnings("checkstyle:IllegalCatch") // whatever a callback throws must reach the user and spare the loop
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (Throwable thrown) {
            uncaught.accept(thrown);
        }
    }
}

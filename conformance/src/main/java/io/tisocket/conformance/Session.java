// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One test's dealings with one world: who exists, what was called back, and the rules that hold at any time. A rule of
 * that kind is watched in every test, not only in its own.
 */
final class Session {

    /** Turns of the callback thread after which everything that was caused has been called back. */
    private static final int TURNS = 12;

    private final World world;
    private final EventLog log;
    private final IdentityHashMap<SocketUnderTest, Probe> probes = new IdentityHashMap<>();
    private final List<PendingOperation> operations = new ArrayList<>();
    private final Deque<AutoCloseable> farEnds = new ArrayDeque<>();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicReference<@Nullable Thread> callbackThread = new AtomicReference<>();
    private final ThreadLocal<Integer> callDepth = ThreadLocal.withInitial(() -> 0);
    private final List<Throwable> failures = new ArrayList<>();

    Session(World world, Duration deadline) {
        this.world = world;
        this.log = new EventLog(deadline);
    }

    EventLog log() {
        return log;
    }

    World world() {
        return world;
    }

    Probe create() {
        return probeOf(world.createTcp()).watch(true);
    }

    /** Returns the one probe of a socket, and makes it when the socket is new. */
    Probe probeOf(SocketUnderTest socket) {
        synchronized (probes) {
            return probes.computeIfAbsent(socket, s -> new Probe(this, s, "socket " + (probes.size() + 1)));
        }
    }

    List<Probe> allProbes() {
        synchronized (probes) {
            return List.copyOf(probes.values());
        }
    }

    PendingOperation operation(Kind kind, Probe socket) {
        PendingOperation operation = new PendingOperation(this, kind, socket, socket.state() == State.CONNECTED);
        synchronized (operations) {
            operations.add(operation);
        }
        return operation;
    }

    List<PendingOperation> pendingOperations() {
        synchronized (operations) {
            return operations.stream().filter(PendingOperation::isPending).toList();
        }
    }

    boolean hasPending(Probe socket) {
        synchronized (operations) {
            return operations.stream().anyMatch(o -> o.isPending() && o.belongsToConnection() && o.isOf(socket));
        }
    }

    <T extends AutoCloseable> T farEnd(T end) {
        farEnds.push(end);
        return end;
    }

    /** Makes {@code call} into the implementation; a callback inside it breaks rule J1. */
    void calling(Runnable call) {
        callDepth.set(callDepth.get() + 1);
        try {
            call.run();
        } finally {
            callDepth.set(callDepth.get() - 1);
        }
    }

    /** Runs a callback's part of the test and watches rule J1. */
    void calledBack(String what, Runnable body) {
        Thread here = Thread.currentThread();
        if (callDepth.get() > 0) {
            log.violation(what + " was called back inside a call into a socket (rule J1)");
        }
        if (!callbackThread.compareAndSet(null, here) && callbackThread.get() != here) {
            log.violation(what + " was called back on " + here + ", others on " + callbackThread.get() + " (rule J1)");
        }
        if (running.incrementAndGet() > 1) {
            log.violation(what + " was called back while another callback ran (rule J1)");
        }
        try {
            body.run();
        } catch (DeliberateException deliberate) {
            throw deliberate;
        } catch (RuntimeException | AssertionError unexpected) {
            failed(what, unexpected);
        } finally {
            running.decrementAndGet();
        }
    }

    private void failed(String what, Throwable unexpected) {
        synchronized (failures) {
            failures.add(unexpected);
        }
        log.violation("in " + what + ": " + unexpected);
    }

    /** Runs {@code body} on the callback thread; what it throws is thrown here. */
    void run(Runnable body) {
        AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
        world.run(() -> {
            try {
                body.run();
            } catch (RuntimeException | AssertionError failed) {
                thrown.set(failed);
            }
        });
        if (thrown.get() instanceof RuntimeException failed) {
            throw failed;
        }
        if (thrown.get() instanceof AssertionError failed) {
            throw failed;
        }
    }

    /** Lets the callback thread go round until what has been caused before has been called back. */
    void settle() {
        for (int turn = 0; turn < TURNS; turn++) {
            world.run(() -> {});
        }
    }

    /** Fails with the first failure of a callback's part of the test, if there is one, and with all broken rules. */
    void throwWhatCallbacksFound() {
        synchronized (failures) {
            for (Throwable failure : failures) {
                if (failure instanceof AssertionError assertion) {
                    throw assertion;
                }
                throw new AssertionError("in a callback", failure);
            }
        }
        if (!log.violations().isEmpty()) {
            throw new AssertionError(String.join("\n", log.violations()));
        }
    }

    void closeFarEnds() throws Exception {
        for (AutoCloseable end : farEnds) {
            if (end instanceof ScriptedPeer peer) {
                peer.reset();
            } else {
                end.close();
            }
        }
    }
}

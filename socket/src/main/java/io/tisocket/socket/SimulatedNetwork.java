// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import io.tisocket.socket.simulation.Fault;
import io.tisocket.socket.simulation.Faults;
import io.tisocket.socket.transport.SimulatedProcess;
import io.tisocket.socket.transport.SimulatedTransport;
import io.tisocket.socket.transport.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A network in memory, with virtual time and with faults, in which programs can be tried: no port is opened, nothing
 * waits for real, and the same seed makes the same things happen.
 *
 * <p>Sockets come from {@link #loop()} and talk to each other, and to {@link SimulatedPeer}s, as they would over TCP. The
 * network is one machine with the addresses {@code 127.0.0.0/8} and {@code ::1}, the name {@code localhost}, and whatever
 * {@link #host} adds; other names are not found, other addresses not reached. While a callback runs, time stands still; when
 * nothing is due, it jumps to what comes next. {@code docs/simulation.md} has an example.
 *
 * <p>All methods belong to the thread that made the network, unless they say otherwise.
 */
public final class SimulatedNetwork {

    private final SimulatedTransport transport;
    private final Thread owner = Thread.currentThread();
    private final SocketLoop loop;
    private final List<SocketLoop> loops = new ArrayList<>();
    private final long seed;
    private final long begin;

    /** Makes a network whose sockets see what {@code view} makes of it. */
    SimulatedNetwork(long seed, Faults faults, UnaryOperator<Transport> view) {
        this.seed = seed;
        this.transport = new SimulatedTransport(seed, faults);
        this.loop = new SocketLoop(owner, view.apply(transport));
        this.begin = transport.nanoTime();
        loops.add(loop);
    }

    /** Returns a network of the calling thread without faults; {@code seed} decides how long each thing takes. */
    public static SimulatedNetwork seeded(long seed) {
        return seeded(seed, Faults.NONE);
    }

    /** Returns a network of the calling thread with {@code faults}, which strike as {@code seed} decides. */
    public static SimulatedNetwork seeded(long seed, Faults faults) {
        return new SimulatedNetwork(seed, faults, UnaryOperator.identity());
    }

    /** Returns what all chance in this network follows from. */
    public long seed() {
        return seed;
    }

    /**
     * Returns the loop of this network. Closing it ends the network.
     *
     * <p>When it waits and nothing can happen any more, {@link SocketLoop#run()} and blocking calls throw {@link
     * IllegalStateException}, which says "deadlock", instead of waiting for ever; see {@link #expectOtherThreads}.
     */
    public SocketLoop loop() {
        return loop;
    }

    /**
     * Returns another loop of this network, for a program that shares nothing with the others but the network. Whenever one
     * loop runs or blocks, what is due in the others is done too. Closing it closes what its program has opened.
     *
     * <p>All are on one thread: of two programs that block, the one that blocked last goes on first. When that one waits for
     * the other, it is a deadlock.
     *
     * @throws IllegalStateException on another thread than the network's
     */
    public SocketLoop newLoop() {
        if (Thread.currentThread() != owner) {
            throw new IllegalStateException(
                    "newLoop() on " + Thread.currentThread() + ": the simulated network belongs to " + owner);
        }
        loops.removeIf(SocketLoop::isStopped);
        SocketLoop added = new SocketLoop(owner, new SimulatedProcess(transport));
        loops.add(added);
        transport.programs(this::programs);
        return added;
    }

    /** Lets every program that is not waiting for this very call do what is due in it. */
    private boolean programs() {
        boolean any = false;
        for (SocketLoop each : loops.toArray(new SocketLoop[0])) {
            if (!each.isBusy() && !each.isStopped() && !each.hasNothingDue()) {
                each.runUntil(() -> true);
                any = true;
            }
        }
        return any;
    }

    /**
     * Makes {@code name} stand for numeric {@code addresses}, in that order, and the addresses exist. With several, {@link
     * TcpSocket#connect()} races them; with none, the name is not found.
     */
    public SimulatedNetwork host(String name, String... addresses) {
        return slowHost(name, Duration.ZERO, addresses);
    }

    /** As {@link #host}, and every look-up of the name takes {@code delay}. */
    public SimulatedNetwork slowHost(String name, Duration delay, String... addresses) {
        transport.addHost(name, delay.toNanos(), List.of(addresses));
        return this;
    }

    /** Makes numeric {@code address} exist, and every attempt to connect to it stay without an answer. */
    public SimulatedNetwork blackHole(String address) {
        transport.addBlackHole(address);
        return this;
    }

    /**
     * Tells the network that other threads use the sockets too: with nothing to do it waits for them, for real, instead of
     * reporting a deadlock. What happens then depends on when they act, not on the seed alone.
     */
    public SimulatedNetwork expectOtherThreads() {
        transport.expectOtherThreads(true);
        return this;
    }

    /** Returns a far end that connects to {@code host}, a numeric address, and then does what it is told. */
    public SimulatedPeer connectPeer(String host, int port) {
        return SimulatedPeer.connect(transport, host, port);
    }

    /** Returns a far end that listens on {@code host}, a numeric address, takes one connection and does what it is told. */
    public SimulatedPeer listeningPeer(String host, int port) {
        return SimulatedPeer.listen(transport, host, port);
    }

    /**
     * Runs all loops until nothing will happen any more by itself: every callback has run, every timer has rung, every byte
     * has arrived. What is open stays open.
     */
    public void runUntilIdle() {
        while (!isIdle()) {
            loop.runUntil(this::isIdle);
        }
    }

    private boolean isIdle() {
        return loop.isStopped() || (nothingDue() && transport.isIdle());
    }

    private boolean nothingDue() {
        return loops.stream().allMatch(each -> each.isStopped() || each.hasNothingDue());
    }

    /** Runs all loops until {@code duration} has passed, whether anything is to be done or not. */
    public void runFor(Duration duration) {
        long end = transport.nanoTime() + duration.toNanos();
        transport.schedule(duration.toNanos(), () -> {});
        loop.runUntil(() -> transport.nanoTime() - end >= 0 && nothingDue());
    }

    /** Returns the virtual time that has passed since the network was made. */
    public Duration elapsed() {
        return Duration.ofNanos(transport.nanoTime() - begin);
    }

    /** Returns how often {@code fault} has struck so far: 0 says that nothing has been tried under it. */
    public long struck(Fault fault) {
        return transport.struck(fault);
    }

    /**
     * Returns a line on each connection and each listener that is still open, of sockets and peers alike, and one on timers
     * that are still to ring. Empty at the end of a program that leaves nothing behind.
     */
    public List<String> leftovers() {
        return transport.leftovers();
    }
}

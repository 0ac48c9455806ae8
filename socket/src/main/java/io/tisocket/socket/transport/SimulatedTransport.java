// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

import io.tisocket.socket.simulation.Fault;
import io.tisocket.socket.simulation.Faults;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A network that exists only in memory: its time is virtual, and its delays and faults follow from a seed.
 *
 * <p>All ends of its connections are driven by this one transport. The same calls in the same order have the same outcome,
 * always.
 */
public final class SimulatedTransport implements Transport {

    private static final int FIRST_FREE_PORT = 32_768;
    private static final int LAST_FREE_PORT = 60_999;

    private final VirtualTime time = new VirtualTime();
    private final Dice dice;
    private final SimulatedNames names;
    private final Map<InetSocketAddress, SimulatedAcceptor> acceptors = new HashMap<>();
    private final Set<SimulatedWire> wires = new LinkedHashSet<>();
    private final Set<InetAddress> blackHoles = new HashSet<>();
    private int lastPort = FIRST_FREE_PORT - 1;
    private int timers;
    private BooleanSupplier programs = () -> false;

    /** Opens a network that behaves as {@code faults} say and {@code seed} decides. */
    public SimulatedTransport(long seed, Faults faults) {
        this.dice = new Dice(new SplittableRandom(seed), faults);
        this.names = new SimulatedNames(time, dice);
        try {
            names.add("localhost", 0, List.of(InetAddress.getByAddress(new byte[] {127, 0, 0, 1})));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    // ---- what the network consists of ----

    /** Makes {@code name} stand for {@code addresses}, found after {@code delayNanos}; none: a name that is not found. */
    public void addHost(String name, long delayNanos, List<String> addresses) {
        names.add(
                name,
                delayNanos,
                addresses.stream().map(SimulatedTransport::address).toList());
    }

    /** Makes every attempt to connect to {@code address} stay without an answer. */
    public void addBlackHole(String address) {
        InetAddress hole = address(address);
        names.add(address, 0, List.of(hole));
        blackHoles.add(hole);
    }

    private static InetAddress address(String text) {
        try {
            return SimulatedNames.parse(text);
        } catch (UnknownHostException noAddress) {
            throw new IllegalArgumentException("<" + text + "> is not a numeric address", noAddress);
        }
    }

    /** Tells whether other threads may post, so that having nothing to do is a reason to wait, not a deadlock. */
    public void expectOtherThreads(boolean expected) {
        time.otherThreads(expected);
    }

    /** Sets what lets the programs of this network do what is due in them, before time goes on; it tells whether any did. */
    public void programs(BooleanSupplier programs) {
        this.programs = programs;
    }

    /** Tells whether nothing will happen any more by itself. */
    public boolean isIdle() {
        return time.isIdle();
    }

    /** Returns how often {@code fault} has struck. */
    public long struck(Fault fault) {
        return dice.struck(fault);
    }

    /** Returns a line for each descriptor that is open, and one for timers that are not over. */
    public List<String> leftovers() {
        List<String> lines = new ArrayList<>();
        acceptors.values().forEach(acceptor -> lines.add(acceptor.toString()));
        wires.forEach(wire -> lines.add(wire.toString()));
        if (timers > 0) {
            lines.add(timers + " timers");
        }
        return lines;
    }

    // ---- the transport ----

    @Override
    public Object network() {
        return this;
    }

    @Override
    public void run(long maxWaitNanos) {
        time.run(programs.getAsBoolean() ? 0 : maxWaitNanos);
    }

    @Override
    public void execute(Runnable task) {
        time.post(task);
    }

    @Override
    public Cancellable schedule(long delayNanos, Runnable task) {
        timers++;
        VirtualTime.Event event = time.after(delayNanos, () -> {
            timers--;
            task.run();
        });
        return () -> {
            if (!event.isOver()) {
                timers--;
                event.cancel();
            }
        };
    }

    @Override
    public long nanoTime() {
        return time.now();
    }

    @Override
    public Cancellable resolve(String host, ResolveHandler handler) {
        return names.resolve(host, handler);
    }

    @Override
    public Cancellable connect(InetSocketAddress remote, ConnectHandler handler) {
        if (dice.strikes(Fault.NO_DESCRIPTORS)) {
            handler.failed(new WireException(Errno.EMFILE, "Too many open files"));
            return () -> {};
        }
        if (!names.exists(remote.getAddress())) {
            return time.after(
                    dice.latency(), () -> handler.failed(new WireException(Errno.EHOSTUNREACH, "No route to host")));
        }
        SimulatedConnect attempt = new SimulatedConnect(this, remote, handler);
        attempt.start(blackHoles.contains(remote.getAddress()));
        return attempt;
    }

    @Override
    public void listen(InetSocketAddress local, ListenHandler handler, Consumer<Arrival> incoming) {
        InetSocketAddress chosen =
                local.getPort() == 0 ? new InetSocketAddress(local.getAddress(), freePort(local.getAddress())) : local;
        if (!names.exists(local.getAddress())) {
            handler.failed(new WireException(Errno.EADDRNOTAVAIL, "Cannot assign requested address"));
        } else if (acceptors.containsKey(chosen)) {
            handler.failed(new WireException(Errno.EADDRINUSE, "Address already in use"));
        } else if (dice.strikes(Fault.NO_DESCRIPTORS)) {
            handler.failed(new WireException(Errno.EMFILE, "Too many open files"));
        } else {
            SimulatedAcceptor acceptor = new SimulatedAcceptor(this, chosen, handler, incoming);
            acceptors.put(chosen, acceptor);
            handler.listening(acceptor);
        }
    }

    @Override
    public void close() {
        time.close();
        acceptors.clear();
        wires.clear();
        timers = 0;
    }

    // ---- for the parts of this network ----

    VirtualTime time() {
        return time;
    }

    Dice dice() {
        return dice;
    }

    @Nullable
    SimulatedAcceptor acceptor(InetSocketAddress local) {
        return acceptors.get(local);
    }

    /** Returns where a connection to {@code remote} comes from: the same machine, another port. */
    InetSocketAddress clientAddress(InetSocketAddress remote) {
        return new InetSocketAddress(remote.getAddress(), freePort(remote.getAddress()));
    }

    private int freePort(InetAddress address) {
        do {
            lastPort = lastPort == LAST_FREE_PORT ? FIRST_FREE_PORT : lastPort + 1;
        } while (acceptors.containsKey(new InetSocketAddress(address, lastPort)));
        return lastPort;
    }

    void opened(SimulatedWire wire) {
        wires.add(wire);
    }

    void closeWiresOf(SimulatedProcess process) {
        wires.stream().filter(wire -> wire.isOf(process)).toList().forEach(SimulatedWire::close);
    }

    void closed(SimulatedWire wire) {
        wires.remove(wire);
    }

    void closed(SimulatedAcceptor acceptor) {
        acceptors.remove(acceptor.localAddress(), acceptor);
    }
}

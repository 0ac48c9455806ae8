// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The share that one of several programs has of a simulated network: what it has opened is closed when it ends. */
public final class SimulatedProcess implements Transport {

    private final SimulatedTransport network;
    private final Set<Timer> timers = new LinkedHashSet<>();

    /** Begins a program in {@code network}. */
    public SimulatedProcess(SimulatedTransport network) {
        this.network = network;
    }

    @Override
    public Object network() {
        return network;
    }

    @Override
    public void run(long maxWaitNanos) {
        network.run(maxWaitNanos);
    }

    @Override
    public void execute(Runnable task) {
        network.execute(task);
    }

    @Override
    public Cancellable schedule(long delayNanos, Runnable task) {
        Timer timer = new Timer(task);
        timers.add(timer);
        timer.pending = network.schedule(delayNanos, timer);
        return timer;
    }

    @Override
    public long nanoTime() {
        return network.nanoTime();
    }

    @Override
    public Cancellable resolve(String host, ResolveHandler handler) {
        return network.resolve(host, handler);
    }

    @Override
    public Cancellable connect(InetSocketAddress remote, ConnectHandler handler) {
        return network.connect(remote, new ConnectHandler() {
            @Override
            public void connected(Wire wire) {
                handler.connected(own(wire));
            }

            @Override
            public void failed(WireException reason) {
                handler.failed(reason);
            }
        });
    }

    @Override
    public void listen(InetSocketAddress local, ListenHandler handler, Consumer<Arrival> incoming) {
        network.listen(local, handler, arrival -> {
            if (arrival instanceof SimulatedArrival simulated) {
                simulated.belongsTo(this);
            }
            incoming.accept(arrival);
        });
    }

    private Wire own(Wire wire) {
        if (wire instanceof SimulatedWire simulated) {
            simulated.belongsTo(this);
        }
        return wire;
    }

    /** Closes the connections of this program, also those that linger, and forgets its timers; the network goes on. */
    @Override
    public void close() {
        network.closeWiresOf(this);
        for (Timer timer : timers.toArray(new Timer[0])) {
            timer.cancel();
        }
    }

    /** A timer that this program has started and that has not rung. */
    private final class Timer implements Runnable, Cancellable {

        private final Runnable task;
        private @Nullable Cancellable pending;

        Timer(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            timers.remove(this);
            task.run();
        }

        @Override
        public void cancel() {
            if (timers.remove(this) && pending != null) {
                pending.cancel();
            }
        }
    }
}

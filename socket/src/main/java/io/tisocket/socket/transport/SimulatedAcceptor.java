// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

import io.tisocket.socket.simulation.Fault;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A listener of a simulated network. */
final class SimulatedAcceptor implements Acceptor {

    /** How long accepting pauses when there is no descriptor. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final SimulatedTransport transport;
    private final InetSocketAddress local;
    private final ListenHandler handler;
    private final Consumer<Arrival> incoming;
    private boolean closed;

    /** When accepting goes on: nothing overtakes a connection that waits for a descriptor. */
    private long pausedUntil;

    SimulatedAcceptor(
            SimulatedTransport transport, InetSocketAddress local, ListenHandler handler, Consumer<Arrival> incoming) {
        this.transport = transport;
        this.local = local;
        this.handler = handler;
        this.incoming = incoming;
    }

    @Override
    public InetSocketAddress localAddress() {
        return local;
    }

    /** Takes a connection whose handshake is done, now or when there is a descriptor for it. */
    void arrived(SimulatedWire wire) {
        if (closed) {
            wire.reset();
        } else if (transport.dice().strikes(Fault.LISTENER_BREAKS)) {
            wire.reset();
            end();
            handler.failed(new WireException(Errno.EIO, "Input/output error"));
        } else {
            long now = transport.time().now();
            if (transport.dice().strikes(Fault.NO_DESCRIPTORS)) {
                pausedUntil = Math.max(pausedUntil, now + PAUSE_NANOS);
            }
            if (pausedUntil > now) {
                transport.time().at(pausedUntil, () -> handOver(wire));
            } else {
                handOver(wire);
            }
        }
    }

    private void handOver(SimulatedWire wire) {
        if (closed) {
            wire.reset();
        } else {
            incoming.accept(new SimulatedArrival(wire));
        }
    }

    @Override
    public void close(Runnable whenFree) {
        end();
        transport.execute(whenFree);
    }

    void end() {
        closed = true;
        transport.closed(this);
    }

    /** Returns the address, for messages. */
    @Override
    public String toString() {
        return "listener " + AddressText.of(local);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

import io.tisocket.socket.simulation.Fault;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One attempt to connect: SYN, repeated while nobody answers, and the answer. */
final class SimulatedConnect implements Cancellable {

    /** As Linux does by default: 1 + 2 + 4 + … + 64 seconds. */
    private static final int TRIES = 7;

    private static final long FIRST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final SimulatedTransport transport;
    private final InetSocketAddress remote;
    private final ConnectHandler handler;
    private int tries;
    private boolean blackHole;
    private boolean refused;
    private @Nullable Cancellable next;
    private @Nullable SimulatedWire wire;

    SimulatedConnect(SimulatedTransport transport, InetSocketAddress remote, ConnectHandler handler) {
        this.transport = transport;
        this.remote = remote;
        this.handler = handler;
    }

    void start(boolean blackHole) {
        Dice dice = transport.dice();
        this.blackHole = blackHole || dice.strikes(Fault.BLACK_HOLE);
        this.refused = dice.strikes(Fault.REFUSED);
        later(this::arrive);
    }

    private void later(Runnable step) {
        next = transport.time().after(transport.dice().latency(), step);
    }

    /** SYN arrives, or gets lost. */
    private void arrive() {
        SimulatedAcceptor acceptor = transport.acceptor(remote);
        if (blackHole || (acceptor != null && transport.dice().strikes(Fault.QUEUE_FULL))) {
            next = transport.time().after(FIRST_WAIT_NANOS << tries, this::repeat);
        } else if (acceptor == null || refused) {
            later(() -> fail(Errno.ECONNREFUSED, "Connection refused"));
        } else {
            SimulatedWire[] ends = SimulatedWire.pair(transport, transport.clientAddress(remote), remote);
            wire = ends[0];
            later(() -> establish(ends[0]));
            transport.time().after(2 * transport.dice().latency(), () -> acceptor.arrived(ends[1]));
        }
    }

    private void repeat() {
        tries++;
        if (tries < TRIES) {
            later(this::arrive);
        } else {
            fail(Errno.ETIMEDOUT, "Connection timed out");
        }
    }

    private void establish(SimulatedWire established) {
        next = null;
        wire = null;
        handler.connected(established);
    }

    private void fail(int errno, String text) {
        next = null;
        handler.failed(new WireException(errno, text));
    }

    @Override
    public void cancel() {
        if (next != null) {
            next.cancel();
            next = null;
        }
        if (wire != null) {
            wire.reset();
            wire = null;
        }
    }
}

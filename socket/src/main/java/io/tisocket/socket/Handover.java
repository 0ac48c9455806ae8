// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import io.tisocket.socket.transport.Arrival;
import java.util.concurrent.RejectedExecutionException;

/**
 * The way of one connection from the listener that has taken it to the loop of its socket.
 *
 * <p>In its turn on the listener's loop the connection is given to the other loop, then {@code accepted} is called, and when
 * that has returned the connection starts to read and to notice failures. What the program asks of the socket meanwhile
 * reaches the other loop after the connection. So nothing of it is lost, and nothing is reported before {@code accepted} is
 * called. Rules A4, A6, J1.
 */
final class Handover implements Obligation {

    private static final System.Logger LOG = System.getLogger(TcpSocket.class.getName());

    private final TcpSocket listener;
    private final int generation;
    private final Arrival arrival;
    private final TcpSocket inbound;
    private final Traffic traffic = new Traffic();

    /** Keeps the loop of the socket running from the moment it has the connection until that is started. */
    private final Hold hold;

    private boolean ready;

    /** Begins with what {@code generation} of {@code listener} has taken. */
    Handover(TcpSocket listener, int generation, Arrival arrival, AcceptOptions options) {
        this.listener = listener;
        this.generation = generation;
        this.arrival = arrival;
        this.inbound = new TcpSocket(options.loop().orElse(listener.loop()), arrival.remoteAddress(), options);
        this.hold = new Hold(inbound.loop());
        inbound.ledger(traffic);
    }

    /** Makes the connection ready to be given away, and runs {@code whenReady} then. Listener's thread. */
    void prepare(Runnable whenReady) {
        Runnable prepared = () -> {
            ready = true;
            whenReady.run();
        };
        // Also for the listener's own loop: bytes that come before a reset are for the program from now on.
        arrival.release(prepared);
    }

    boolean isReady() {
        return ready;
    }

    /** Gives the connection away and calls back. Listener's thread, in its turn. */
    void report() {
        if (listener.lifecycle().isSilenced(generation)) {
            // Nobody will ever learn of this connection.
            refuse();
            return;
        }
        giveAway();
        try {
            listener.callbacks().accepted(inbound);
        } finally {
            start();
        }
    }

    /** Has the other loop take the connection in before anything that is asked of that loop later. */
    private void giveAway() {
        try {
            inbound.loop().enter(this);
        } catch (RejectedExecutionException closed) {
            refuse();
        }
    }

    /** Makes the connection what its socket is busy with; it is quiet until it is started or used. Thread of its socket. */
    @Override
    public void run() {
        hold.set(true);
        inbound.role(new Connection(inbound, arrival.join(inbound.loop().transport()), Lifecycle.BIRTH, traffic));
    }

    private void start() {
        try {
            inbound.loop().enter(() -> {
                if (inbound.role() instanceof Connection connection) {
                    connection.start();
                }
                hold.set(false);
            });
        } catch (RejectedExecutionException closed) {
            LOG.log(System.Logger.Level.TRACE, "the loop has closed the connection", closed);
        }
    }

    /** Resets the connection; its socket is closed. Any thread, but not twice, and not after {@link #run}. */
    @Override
    public void refuse() {
        inbound.lifecycle().begin(Operation.ABORT);
        arrival.reset();
    }
}

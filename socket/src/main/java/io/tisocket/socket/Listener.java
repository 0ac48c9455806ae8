// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import io.tisocket.socket.transport.Acceptor;
import io.tisocket.socket.transport.AddressText;
import io.tisocket.socket.transport.Arrival;
import io.tisocket.socket.transport.WireException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/**
 * A bound socket with its queue of connections and the flag that {@code accept()} sets.
 *
 * <p>A connection that arrives is taken if the flag is up, else it waits, unread, if fewer than the queue size do, else it
 * is reset. Rules N6, A1, A3, A5, A7, A8.
 */
final class Listener implements Role {

    private static final System.Logger LOG = System.getLogger(TcpSocket.class.getName());

    private final TcpSocket socket;
    private final SocketLoop loop;
    private final Hold hold;
    private final int generation;
    private final Acceptor acceptor;
    private final int queueSize;
    private final Deque<Arrival> queue = new ArrayDeque<>();

    private final Reception reception;

    Listener(TcpSocket socket, int generation, Acceptor acceptor, Reception reception, int queueSize) {
        this.socket = socket;
        this.loop = socket.loop();
        this.hold = new Hold(loop);
        this.generation = generation;
        this.acceptor = acceptor;
        this.reception = reception;
        this.queueSize = queueSize;
    }

    void start() {
        hold.set(true);
    }

    /** Takes the first that waits, when one does and the flag is up. */
    void serve() {
        Arrival first = queue.peek();
        if (first != null && reception.flag().isRaised()) {
            queue.remove();
            reception.queued(queue.size());
            take(first);
        }
    }

    void incoming(Arrival arrival) {
        serve();
        if (queue.isEmpty() && reception.flag().isRaised()) {
            take(arrival);
        } else if (queue.size() < queueSize) {
            queue.add(arrival);
            reception.queued(queue.size());
            arrival.watch(() -> gaveUp(arrival));
        } else {
            reject(arrival);
        }
    }

    private void reject(Arrival arrival) {
        reception.rejected();
        arrival.reset();
    }

    /** A peer that has given up leaves its place. Taken meanwhile: then its new owner will learn of it. */
    private void gaveUp(Arrival arrival) {
        if (queue.remove(arrival)) {
            reception.queued(queue.size());
            arrival.reset();
        }
    }

    private void take(Arrival arrival) {
        AcceptOptions options = reception.flag().take();
        if (options == null) {
            throw new IllegalStateException("take without accept");
        }
        reception.accepted();
        FlightRecording.accept(socket, generation, arrival);
        loop.handovers().take(new Handover(socket, generation, arrival, options));
    }

    /** Says that nobody is accepted for the time being; in its turn, where a logger that fails is contained as well. */
    void starved(WireException reason) {
        SocketFailedException shortage = Failures.of("accept", AddressText.of(acceptor.localAddress()), reason);
        loop.execute(() ->
                LOG.log(System.Logger.Level.WARNING, shortage.getMessage() + "; connections wait until it has passed"));
    }

    void failed(WireException reason) {
        if (socket.lifecycle().happened(Occurrence.LISTENER_FAILED, generation)) {
            end();
            hold.set(false);
            socket.role(null);
            SocketFailedException failure = Failures.of("accept", AddressText.of(acceptor.localAddress()), reason);
            FlightRecording.error(socket, generation, failure);
            socket.callbacks().failed(generation, failure);
        }
    }

    /** Stops listening, resets what waits, and completes {@code done} when the address is free again. */
    void close(CompletableFuture<Void> done) {
        end();
        acceptor.close(() -> {
            hold.set(false);
            done.complete(null);
        });
    }

    @Override
    public void abort() {
        end();
        hold.set(false);
        acceptor.close(() -> {});
    }

    private void end() {
        reception.flag().take();
        for (Arrival waiting = queue.poll(); waiting != null; waiting = queue.poll()) {
            reject(waiting);
        }
        reception.queued(0);
    }
}

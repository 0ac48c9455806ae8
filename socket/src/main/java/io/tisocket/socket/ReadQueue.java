// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import io.tisocket.socket.transport.Wire;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.function.Supplier;

/** The reads of one connection that are not done, in the order of their calls. */
final class ReadQueue {

    private final Wire wire;
    private final Traffic traffic;
    private final ArrayDeque<PendingRead> reads = new ArrayDeque<>(2);

    /** Begins empty; {@code traffic} is told what is read. */
    ReadQueue(Wire wire, Traffic traffic) {
        this.wire = wire;
        this.traffic = traffic;
    }

    boolean isEmpty() {
        return reads.isEmpty();
    }

    void add(PendingRead read) {
        reads.add(read);
    }

    /** Takes a read back, as if it had never been asked for; returns false when it has been served. */
    boolean cancel(PendingRead read) {
        return reads.remove(read);
    }

    /** Serves the first ones with what the wire has read ahead, or with its end. */
    void serve() {
        for (PendingRead head = reads.peek(); head != null; head = reads.peek()) {
            if (head.isEmpty() || wire.available() > 0) {
                reads.remove().serve(wire, traffic);
            } else if (wire.atEnd()) {
                reads.remove().end();
            } else {
                break;
            }
        }
    }

    /** Fails everything; {@code reason} is asked if there is anything. */
    void fail(Supplier<? extends IOException> reason) {
        if (reads.isEmpty()) {
            return;
        }
        IOException failure = reason.get();
        for (PendingRead read = reads.poll(); read != null; read = reads.poll()) {
            read.fail(failure);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import io.tisocket.socket.transport.Wire;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The reads of one connection that are not done, in the order of their calls. */
@SuppressWarnings("ReferenceEquality") // the question is which read it is
final class ReadQueue {

    private final Wire wire;
    private final Traffic traffic;

    /** The first of the reads, which are linked: an idle connection has no memory for a queue. */
    private @Nullable PendingRead oldest;

    private @Nullable PendingRead newest;

    /** Begins empty; {@code traffic} is told what is read. */
    ReadQueue(Wire wire, Traffic traffic) {
        this.wire = wire;
        this.traffic = traffic;
    }

    boolean isEmpty() {
        return oldest == null;
    }

    void add(PendingRead read) {
        if (newest == null) {
            oldest = read;
        } else {
            newest.next(read);
        }
        newest = read;
    }

    /** Takes a read back, as if it had never been asked for; returns false when it has been served. */
    boolean cancel(PendingRead read) {
        PendingRead before = null;
        for (PendingRead at = oldest; at != null; at = at.next()) {
            if (at == read) {
                remove(before, at);
                return true;
            }
            before = at;
        }
        return false;
    }

    /** Serves the first ones with what the wire has read ahead, or with its end. */
    void serve() {
        for (PendingRead head = oldest; head != null; head = oldest) {
            if (head.isEmpty() || wire.available() > 0) {
                remove(null, head);
                head.serve(wire, traffic);
            } else if (wire.atEnd()) {
                remove(null, head);
                head.end();
            } else {
                break;
            }
        }
    }

    private void remove(@Nullable PendingRead before, PendingRead read) {
        if (before == null) {
            oldest = read.next();
        } else {
            before.next(read.next());
        }
        if (read == newest) {
            newest = before;
        }
    }

    /** Fails everything; {@code reason} is asked if there is anything. */
    void fail(Supplier<? extends IOException> reason) {
        if (oldest == null) {
            return;
        }
        IOException failure = reason.get();
        for (PendingRead head = oldest; head != null; head = oldest) {
            remove(null, head);
            head.fail(failure);
        }
    }
}

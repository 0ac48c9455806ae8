// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import io.tisocket.socket.transport.Transport;
import java.util.ArrayDeque;

/**
 * The connections that have written something which the operating system is to have soon, and when that is: small writes leave
 * together, after some callbacks, so that peers are woken once for many messages. Loop thread only.
 */
final class FlushQueue {

    /** Bytes whose sending wakes a peer for long enough. */
    private static final int LARGE = 32 * 1024;

    private final ArrayDeque<Connection> waiting = new ArrayDeque<>();
    private int callbacks;
    private boolean isLarge;

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Has {@code connection} flushed once some callbacks have returned, or one blocks. */
    void add(Connection connection) {
        waiting.add(connection);
    }

    /** Learns of a write by the callback that is running. */
    void wrote(int bytes) {
        isLarge |= bytes >= LARGE;
    }

    /** Learns that a callback has returned, and flushes if it is time. */
    void returned() {
        callbacks++;
        if (isLarge || callbacks >= Transport.AT_ONCE) {
            flush();
        }
    }

    /** Flushes all of them. */
    void flush() {
        callbacks = 0;
        isLarge = false;
        for (Connection next = waiting.poll(); next != null; next = waiting.poll()) {
            next.flush();
        }
    }
}

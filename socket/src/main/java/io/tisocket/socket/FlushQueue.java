// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import java.util.ArrayDeque;

/** The connections that have written something which the operating system is to have soon. Loop thread only. */
final class FlushQueue {

    private final ArrayDeque<Connection> waiting = new ArrayDeque<>();

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Has {@code connection} flushed once the callback that is running has returned or blocks. */
    void add(Connection connection) {
        waiting.add(connection);
    }

    /** Flushes all of them. */
    void flush() {
        for (Connection next = waiting.poll(); next != null; next = waiting.poll()) {
            next.flush();
        }
    }
}

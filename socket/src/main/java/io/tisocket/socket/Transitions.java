// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import static io.tisocket.socket.Phase.BINDING;
import static io.tisocket.socket.Phase.CLOSED;
import static io.tisocket.socket.Phase.CLOSING;
import static io.tisocket.socket.Phase.CONNECTED;
import static io.tisocket.socket.Phase.CONNECTING;
import static io.tisocket.socket.Phase.ERROR;
import static io.tisocket.socket.Phase.INBOUND_CLOSED;
import static io.tisocket.socket.Phase.INBOUND_CLOSING;
import static io.tisocket.socket.Phase.INBOUND_CONNECTED;
import static io.tisocket.socket.Phase.INBOUND_ERROR;
import static io.tisocket.socket.Phase.INITIALIZED;
import static io.tisocket.socket.Phase.LISTENING;
import static io.tisocket.socket.Phase.UNLISTENING;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The table that {@link Lifecycle} goes by: what is legal where, and where it leads. */
final class Transitions {

    private static final Map<Operation, Map<Phase, Phase>> OPERATIONS = new EnumMap<>(Map.of(
            // C2, C4, L4, L5, L8
            Operation.CONNECT,
            rows(INITIALIZED, CONNECTING, CLOSED, CONNECTING, ERROR, CONNECTING),
            // N3, L4, L5, L8
            Operation.LISTEN,
            rows(INITIALIZED, BINDING, CLOSED, BINDING, ERROR, BINDING),
            // A2
            Operation.ACCEPT,
            rows(LISTENING, LISTENING),
            // X2
            Operation.CLOSE,
            rows(CONNECTED, CLOSING, INBOUND_CONNECTED, INBOUND_CLOSING, LISTENING, UNLISTENING),
            // I1, I6
            Operation.READ,
            rows(CONNECTED, CONNECTED, INBOUND_CONNECTED, INBOUND_CONNECTED),
            Operation.WRITE,
            rows(CONNECTED, CONNECTED, INBOUND_CONNECTED, INBOUND_CONNECTED),
            // P1
            Operation.CONFIGURE,
            rows(INITIALIZED, INITIALIZED),
            // X6
            Operation.ABORT,
            aborts()));

    private static final Map<Occurrence, Map<Phase, Phase>> OCCURRENCES = new EnumMap<>(Map.of(
            Occurrence.ESTABLISHED,
            rows(CONNECTING, CONNECTED),
            // C6
            Occurrence.CONNECT_FAILED,
            rows(CONNECTING, ERROR),
            Occurrence.BOUND,
            rows(BINDING, LISTENING),
            // N2
            Occurrence.BIND_FAILED,
            rows(BINDING, ERROR),
            // L5; while closing, the failure only ends the closing
            Occurrence.CONNECTION_FAILED,
            rows(CONNECTED, ERROR, INBOUND_CONNECTED, INBOUND_ERROR),
            // N7
            Occurrence.LISTENER_FAILED,
            rows(LISTENING, ERROR),
            Occurrence.CLOSE_FINISHED,
            rows(CLOSING, CLOSED, UNLISTENING, CLOSED, INBOUND_CLOSING, INBOUND_CLOSED)));

    private Transitions() {}

    /** Returns the phase that {@code operation} leads to from {@code phase}, or null when it is not legal there. */
    static @Nullable Phase after(Phase phase, Operation operation) {
        return row(OPERATIONS, operation).get(phase);
    }

    /** Returns the phase that {@code occurrence} leads to from {@code phase}, or null when it means nothing there. */
    static @Nullable Phase after(Phase phase, Occurrence occurrence) {
        return row(OCCURRENCES, occurrence).get(phase);
    }

    private static <K> Map<Phase, Phase> row(Map<K, Map<Phase, Phase>> table, K key) {
        Map<Phase, Phase> row = table.get(key);
        if (row == null) {
            throw new IllegalStateException("no row for " + key);
        }
        return row;
    }

    private static Map<Phase, Phase> rows(Phase... fromTo) {
        Map<Phase, Phase> rows = new EnumMap<>(Phase.class);
        for (int i = 0; i < fromTo.length; i += 2) {
            rows.put(fromTo[i], fromTo[i + 1]);
        }
        return rows;
    }

    /** Abort is legal everywhere; what has not begun or has ended stays as it is. */
    private static Map<Phase, Phase> aborts() {
        Map<Phase, Phase> rows = rows(
                CONNECTING,
                CLOSED,
                BINDING,
                CLOSED,
                CONNECTED,
                CLOSED,
                LISTENING,
                CLOSED,
                CLOSING,
                CLOSED,
                UNLISTENING,
                CLOSED,
                INBOUND_CONNECTED,
                INBOUND_CLOSED,
                INBOUND_CLOSING,
                INBOUND_CLOSED);
        for (Phase phase : Phase.values()) {
            rows.putIfAbsent(phase, phase);
        }
        return rows;
    }
}

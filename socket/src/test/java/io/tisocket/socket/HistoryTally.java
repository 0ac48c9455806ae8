// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import io.tisocket.socket.simulation.Fault;
import java.util.EnumMap;
import java.util.Map;

/** What has happened in histories, counted: so that one can see that everything did. */
final class HistoryTally {

    /** What can become of a socket, of a peer and of an operation. */
    enum Outcome {
        CONNECTED,
        NOT_CONNECTED,
        ACCEPTED,
        /** A connection was accepted before one that had begun earlier. */
        OVERTAKEN,
        CLOSED,
        BROKEN,
        ABORTED,
        LISTENER_CLOSED,
        LISTENER_BROKE,
        LISTEN_FAILED,
        STARTED,
        SUCCEEDED,
        FAILED,
        CANCELLED,
        END_OF_STREAM,
        /** A peer ended its sending, went on reading, and got everything up to the end. */
        HALF_CLOSED,
        PEER_RESET,
        PEER_CLOSED,
        PEER_STOPPED_READING
    }

    private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    private final Map<SocketErrorCode, Long> errors = new EnumMap<>(SocketErrorCode.class);
    private final Map<Fault, Long> faults = new EnumMap<>(Fault.class);
    private long histories;

    void count(Outcome outcome) {
        count(outcome, 1);
    }

    void count(Outcome outcome, long times) {
        outcomes.merge(outcome, times, Long::sum);
    }

    void count(SocketErrorCode error) {
        errors.merge(error, 1L, Long::sum);
    }

    /** Counts a history that is over, with the faults that have struck in it. */
    void over(SimulatedNetwork network) {
        histories++;
        for (Fault fault : Fault.values()) {
            faults.merge(fault, network.struck(fault), Long::sum);
        }
    }

    void add(HistoryTally other) {
        histories += other.histories;
        other.outcomes.forEach((outcome, count) -> outcomes.merge(outcome, count, Long::sum));
        other.errors.forEach((error, count) -> errors.merge(error, count, Long::sum));
        other.faults.forEach((fault, count) -> faults.merge(fault, count, Long::sum));
    }

    long of(Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0L);
    }

    long of(SocketErrorCode error) {
        return errors.getOrDefault(error, 0L);
    }

    long of(Fault fault) {
        return faults.getOrDefault(fault, 0L);
    }

    /** Tells how much has happened in all. */
    @Override
    public String toString() {
        long struck = faults.values().stream().mapToLong(Long::longValue).sum();
        return "%d histories%n  outcomes: %s%n  errors reported: %s%n  faults: %s%n  in each: %.1f operations, %.1f faults"
                .formatted(
                        histories,
                        outcomes,
                        errors,
                        faults,
                        of(Outcome.STARTED) / (double) Math.max(1, histories),
                        struck / (double) Math.max(1, histories));
    }
}

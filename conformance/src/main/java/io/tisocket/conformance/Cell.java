// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

import static io.tisocket.conformance.State.CLOSED;
import static io.tisocket.conformance.State.CONNECTED;
import static io.tisocket.conformance.State.ERROR;
import static io.tisocket.conformance.State.INITIALIZED;
import static io.tisocket.conformance.State.LISTENING;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One operation in one phase of a socket's life: whether it is legal there, and the state right after it.
 *
 * @param stateAfter the state when the call has returned, or has thrown
 */
public record Cell(Phase phase, Operation operation, boolean legal, int stateAfter) {

    /** Where a socket can be in its life; several look alike from their state. */
    public enum Phase {
        /** Fresh. */
        INITIALIZED(State.INITIALIZED),
        /** {@code connect()} is pending. */
        CONNECTING(State.INITIALIZED),
        /** Another thread is inside {@code listen()}. */
        BINDING(State.INITIALIZED),
        /** Connected. */
        CONNECTED(State.CONNECTED),
        /** Listening. */
        LISTENING(State.LISTENING),
        /** Another thread is inside {@code close()} of a connection. */
        CLOSING(State.CONNECTED),
        /** Another thread is inside {@code close()} of a listener. */
        UNLISTENING(State.LISTENING),
        /** Closed. */
        CLOSED(State.CLOSED),
        /** Failed. */
        ERROR(State.ERROR),
        /** Accepted. */
        INBOUND_CONNECTED(State.CONNECTED),
        /** Accepted; another thread is inside {@code close()}. */
        INBOUND_CLOSING(State.CONNECTED),
        /** Accepted, then closed. */
        INBOUND_CLOSED(State.CLOSED),
        /** Accepted, then failed. */
        INBOUND_ERROR(State.ERROR);

        private final int state;

        Phase(int state) {
            this.state = state;
        }

        /** Returns the state that users see. */
        public int state() {
            return state;
        }

        /** Tells whether only another thread can find a socket there. */
        public boolean needsThreads() {
            return UNDER_WAY.contains(this);
        }
    }

    /** What can be asked of a socket. */
    public enum Operation {
        /** {@code connect()}. */
        CONNECT,
        /** {@code listen()}. */
        LISTEN,
        /** {@code accept()}. */
        ACCEPT,
        /** {@code close()}. */
        CLOSE,
        /** A blocking read. */
        READ,
        /** A blocking write. */
        WRITE,
        /** Setting host, port or timeout. */
        CONFIGURE,
        /** {@code abort()}. */
        ABORT
    }

    private static final Set<Phase> UNDER_WAY =
            Set.of(Phase.BINDING, Phase.CLOSING, Phase.UNLISTENING, Phase.INBOUND_CLOSING);

    /** Returns every cell of the table. */
    public static List<Cell> all() {
        List<Cell> cells = new ArrayList<>();
        for (Phase phase : Phase.values()) {
            for (Operation operation : Operation.values()) {
                int after = after(phase, operation);
                cells.add(new Cell(phase, operation, after != 0, after == 0 ? phase.state() : after));
            }
        }
        return cells;
    }

    /** Returns the state right after a legal operation, 0 when it is not legal. */
    private static int after(Phase phase, Operation operation) {
        return switch (operation) {
            case CONNECT -> isAtRest(phase) ? INITIALIZED : 0;
            case LISTEN -> isAtRest(phase) ? LISTENING : 0;
            case ACCEPT -> phase == Phase.LISTENING ? LISTENING : 0;
            case CLOSE -> phase == Phase.LISTENING || isOpen(phase) ? CLOSED : 0;
            case READ, WRITE -> isOpen(phase) ? CONNECTED : 0;
            case CONFIGURE -> phase == Phase.INITIALIZED ? INITIALIZED : 0;
            case ABORT -> isIdle(phase) ? phase.state() : CLOSED;
        };
    }

    private static boolean isAtRest(Phase phase) {
        return phase == Phase.INITIALIZED || phase == Phase.CLOSED || phase == Phase.ERROR;
    }

    private static boolean isOpen(Phase phase) {
        return phase == Phase.CONNECTED || phase == Phase.INBOUND_CONNECTED;
    }

    private static boolean isIdle(Phase phase) {
        return phase.state() == ERROR || phase.state() == CLOSED || phase == Phase.INITIALIZED;
    }

    @Override
    public String toString() {
        return operation + " in " + phase + (legal ? " leads to " + State.name(stateAfter) : " is refused");
    }
}

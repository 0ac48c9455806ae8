// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The life of one socket: the only place that writes its state, and the only judge of what is legal.
 *
 * <pre>
 *                     connect()                    close()
 *   INITIALIZED ───────────────► CONNECTED ───────────────► CLOSED
 *        │                           │                      ▲  │ connect(), listen()
 *        │ listen()                  │ failure              │  ▼ as from INITIALIZED
 *        ├──────────► LISTENING ─────│──────────────────────┘
 *        │                │ failure  ▼
 *        └──── failure ───┴───────► ERROR ─── connect(), listen() as from INITIALIZED
 * </pre>
 *
 * <p>The table itself is {@link Transitions}; {@code docs/lifecycle.md} is printed from it. No I/O, no time, no callbacks
 * here. Any thread may call any method: each is one step, atomically.
 *
 * <p>Every {@code connect()}, {@code listen()} and {@code abort()} begins a new <em>generation</em>. What happens in an
 * earlier generation comes too late and changes nothing.
 */
final class Lifecycle {

    /** The generation of a socket to which nothing has been asked yet, and of an accepted connection. */
    static final int BIRTH = 0;

    /** Stands for no generation at all. */
    static final int NONE = -1;

    /** The first moments, which many sockets share. */
    private static final Map<Phase, Moment> BIRTHS = Stream.of(Phase.values())
            .collect(Collectors.toUnmodifiableMap(phase -> phase, phase -> moment(phase, BIRTH, NONE)));

    private final Object owner;

    /** Replaced under the lock, read by any thread without it. */
    private volatile Moment now;

    /** Begins the life of {@code owner}, whose text is in the messages, as a user's own socket or as an accepted one. */
    Lifecycle(Object owner, Phase birth) {
        this.owner = owner;
        this.now = Objects.requireNonNull(BIRTHS.get(birth));
    }

    Phase phase() {
        return now.phase;
    }

    SocketState state() {
        return now.phase.state();
    }

    /** Tells whether {@code operation} would be legal now. */
    boolean allows(Operation operation) {
        return Transitions.after(now.phase, operation) != null;
    }

    /**
     * Throws when {@code operation} is not legal now.
     *
     * @throws IllegalSocketStateException naming the operation, the state, and the states in which it is legal
     */
    void check(Operation operation) {
        next(operation);
    }

    /**
     * Begins {@code operation}, and with it the transition it stands for.
     *
     * @return the generation that the operation belongs to
     * @throws IllegalSocketStateException as {@link #check}; nothing has changed
     */
    synchronized int begin(Operation operation) {
        return begin(operation, () -> {});
    }

    /** Begins {@code operation} unless {@code condition} throws; in between nothing can be configured. */
    synchronized int begin(Operation operation, Runnable condition) {
        Phase next = next(operation);
        condition.run();
        Moment before = now;
        now = switch (operation) {
            case ABORT -> moment(next, before.generation + 1, before.generation);
            case CONNECT, LISTEN -> moment(next, before.generation + 1, before.silenced);
            // It goes on within the present generation.
            default -> moment(next, before.generation, before.silenced);
        };
        return now.generation;
    }

    /** Makes {@code change} while setting properties is legal and stays legal, or throws as {@link #check}. */
    synchronized void configure(Runnable change) {
        next(Operation.CONFIGURE);
        change.run();
    }

    /** Makes the transition of {@code occurrence}; returns false, and changes nothing, when it comes too late. */
    synchronized boolean happened(Occurrence occurrence, int generation) {
        return happened(occurrence, generation, () -> {});
    }

    /** Makes {@code change} together with the transition: who sees the new state sees both. */
    synchronized boolean happened(Occurrence occurrence, int generation, Runnable change) {
        Phase next = Transitions.after(now.phase, occurrence);
        if (next == null || generation != now.generation) {
            return false;
        }
        change.run();
        now = moment(next, generation, now.silenced);
        return true;
    }

    /** Tells whether nothing has begun since {@code generation} did. */
    boolean isCurrent(int generation) {
        return generation == now.generation;
    }

    /** Returns the present generation if it can be read and written, else {@link #NONE}. */
    int connectedGeneration() {
        return now.connected;
    }

    /** Tells whether the connection of {@code generation} was closed by this side, is being closed, or has a successor. */
    boolean isClosedHere(int generation) {
        Moment now = this.now;
        return generation != now.generation || now.phase.isClosedHere();
    }

    /** Tells whether a {@code close()} is under way. */
    boolean isClosing() {
        Phase phase = phase();
        return phase.isClosedHere() && phase.state() != SocketState.CLOSED;
    }

    /** Tells whether the socket has been connected or listening, and is not any more: that is no misuse. */
    boolean isOver() {
        Phase phase = phase();
        return phase.isClosedHere() || phase.state() == SocketState.ERROR;
    }

    /** Tells whether callbacks that report {@code generation} must not run any more, because of an abort. */
    boolean isSilenced(int generation) {
        return generation <= now.silenced;
    }

    private Phase next(Operation operation) {
        Phase phase = phase();
        @Nullable Phase next = Transitions.after(phase, operation);
        if (next == null) {
            throw new IllegalSocketStateException(owner.toString(), operation.call(), phase, legalStates(operation));
        }
        return next;
    }

    private static Set<SocketState> legalStates(Operation operation) {
        Set<SocketState> states = EnumSet.noneOf(SocketState.class);
        for (Phase phase : Phase.values()) {
            if (Transitions.after(phase, operation) != null) {
                states.add(phase.state());
            }
        }
        return states;
    }

    /** Asks the table at once what every message wants to know. */
    private static Moment moment(Phase phase, int generation, int silenced) {
        int connected = Transitions.after(phase, Operation.READ) == null ? NONE : generation;
        return new Moment(phase, generation, silenced, connected);
    }

    /**
     * All that there is to know, as it was at one moment; generations up to {@code silenced} must not report any more, and {@code
     * connected} is the one that can be read and written, or {@link #NONE}.
     */
    private record Moment(Phase phase, int generation, int silenced, int connected) {}
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What an accepted socket is born with. Rule A6.
 *
 * @param timeout bounds each write; zero or negative: no limit
 * @param onError told when the accepted socket fails
 * @param onClosed told when the accepted socket was closed on this side
 * @param attachment what {@link TcpSocket#attachment()} of the accepted socket returns
 * @param loop moves the bytes of the accepted socket and runs its callbacks; none: the loop of the listener
 */
public record AcceptOptions(
        Duration timeout,
        Consumer<? super ErrorEvent> onError,
        Consumer<? super ClosedEvent> onClosed,
        Optional<Object> attachment,
        Optional<SocketLoop> loop) {

    /** No limit, nobody told, nothing attached. */
    public static final AcceptOptions NONE =
            new AcceptOptions(Duration.ZERO, event -> {}, event -> {}, Optional.empty(), Optional.empty());

    /** Throws {@link NullPointerException} where one is missing; {@link #NONE} has them all. */
    public AcceptOptions {
        Objects.requireNonNull(timeout, "timeout");
        Objects.requireNonNull(onError, "onError");
        Objects.requireNonNull(onClosed, "onClosed");
        Objects.requireNonNull(attachment, "attachment");
        Objects.requireNonNull(loop, "loop");
    }

    /** Returns these options with another limit for each write. */
    public AcceptOptions withTimeout(Duration timeout) {
        return new AcceptOptions(timeout, onError, onClosed, attachment, loop);
    }

    /** Returns these options with another callback for a failure. */
    public AcceptOptions withOnError(Consumer<? super ErrorEvent> onError) {
        return new AcceptOptions(timeout, onError, onClosed, attachment, loop);
    }

    /** Returns these options with another callback for a close on this side. */
    public AcceptOptions withOnClosed(Consumer<? super ClosedEvent> onClosed) {
        return new AcceptOptions(timeout, onError, onClosed, attachment, loop);
    }

    /** Returns these options with another attachment. */
    public AcceptOptions withAttachment(Object attachment) {
        return new AcceptOptions(timeout, onError, onClosed, Optional.of(attachment), loop);
    }

    /**
     * Returns these options with a loop for the accepted socket, so that connections spread over several: bytes and callbacks
     * of the socket are that loop's, {@code accepted} itself stays with the listener's. Nothing of the socket is reported
     * before {@code accepted} is called, and without an operation of the program nothing before it has returned. Operations
     * may be called from there, as from any thread; a blocking one keeps the listener's loop waiting.
     *
     * <p>If {@code loop} closes before it has the connection, that is reset, and {@code accepted} is called with a socket
     * that is CLOSED. A loop that nobody runs leaves it alone until it is run or closed.
     */
    public AcceptOptions withLoop(SocketLoop loop) {
        return new AcceptOptions(timeout, onError, onClosed, attachment, Optional.of(loop));
    }
}

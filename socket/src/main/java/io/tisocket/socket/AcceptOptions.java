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
 */
public record AcceptOptions(
        Duration timeout,
        Consumer<? super ErrorEvent> onError,
        Consumer<? super ClosedEvent> onClosed,
        Optional<Object> attachment) {

    /** No limit, nobody told, nothing attached. */
    public static final AcceptOptions NONE =
            new AcceptOptions(Duration.ZERO, event -> {}, event -> {}, Optional.empty());

    /** Throws {@link NullPointerException} where one is missing; {@link #NONE} has them all. */
    public AcceptOptions {
        Objects.requireNonNull(timeout, "timeout");
        Objects.requireNonNull(onError, "onError");
        Objects.requireNonNull(onClosed, "onClosed");
        Objects.requireNonNull(attachment, "attachment");
    }

    /** Returns these options with another limit for each write. */
    public AcceptOptions withTimeout(Duration timeout) {
        return new AcceptOptions(timeout, onError, onClosed, attachment);
    }

    /** Returns these options with another callback for a failure. */
    public AcceptOptions withOnError(Consumer<? super ErrorEvent> onError) {
        return new AcceptOptions(timeout, onError, onClosed, attachment);
    }

    /** Returns these options with another callback for a close on this side. */
    public AcceptOptions withOnClosed(Consumer<? super ClosedEvent> onClosed) {
        return new AcceptOptions(timeout, onError, onClosed, attachment);
    }

    /** Returns these options with another attachment. */
    public AcceptOptions withAttachment(Object attachment) {
        return new AcceptOptions(timeout, onError, onClosed, Optional.of(attachment));
    }
}

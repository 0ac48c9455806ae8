// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says that an operation is not legal in the state that the socket is in; nothing has changed and nothing will be
 * reported. Rules E2, E6.
 */
public final class IllegalSocketStateException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final String operation;
    private final SocketState state;

    IllegalSocketStateException(String socket, String operation, Phase phase, Set<SocketState> legal) {
        super(operation + " on " + socket + ": not legal in state " + phase.state() + " (" + phase.meaning()
                + "); legal in "
                + legal.stream().map(Enum::name).collect(Collectors.joining(", ")));
        this.operation = operation;
        this.state = phase.state();
    }

    /** Returns the operation as a user writes it, for example {@code connect()}. */
    public String operation() {
        return operation;
    }

    /** Returns the state that the socket was in. */
    public SocketState state() {
        return state;
    }
}

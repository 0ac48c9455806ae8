// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

/**
 * Where a socket is in its life, in more detail than its state.
 *
 * <p>Users see {@link #state()}: what is under way has no state of its own (rule L7), and accepted sockets look like
 * others although less is legal for them (rule L8).
 */
enum Phase {
    INITIALIZED(SocketState.INITIALIZED, "nothing has been asked of it"),
    CONNECTING(SocketState.INITIALIZED, "connect() is under way"),
    BINDING(SocketState.INITIALIZED, "listen() is under way"),
    CONNECTED(SocketState.CONNECTED, "connected by connect()"),
    LISTENING(SocketState.LISTENING, "bound by listen()"),
    CLOSING(SocketState.CONNECTED, "close() of a connection is under way"),
    UNLISTENING(SocketState.LISTENING, "close() of a listener is under way"),
    CLOSED(SocketState.CLOSED, "closed by close() or abort()"),
    ERROR(SocketState.ERROR, "ended by a failure"),
    INBOUND_CONNECTED(SocketState.CONNECTED, "accepted by a listener"),
    INBOUND_CLOSING(SocketState.CONNECTED, "accepted; close() is under way"),
    INBOUND_CLOSED(SocketState.CLOSED, "accepted, then closed by close() or abort()"),
    INBOUND_ERROR(SocketState.ERROR, "accepted, then ended by a failure");

    private final SocketState state;
    private final String meaning;

    Phase(SocketState state, String meaning) {
        this.state = state;
        this.meaning = meaning;
    }

    SocketState state() {
        return state;
    }

    /** Tells whether this side has ended what there was, or is about to. */
    boolean isClosedHere() {
        return switch (this) {
            case CLOSING, UNLISTENING, CLOSED, INBOUND_CLOSING, INBOUND_CLOSED -> true;
            default -> false;
        };
    }

    String meaning() {
        return meaning;
    }
}

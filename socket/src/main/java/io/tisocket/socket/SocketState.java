// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

/** The five states of a socket, of which it is in exactly one at any time. Rules M2, L1. */
public enum SocketState {
    /** Ready to connect or to listen, also while an attempt to connect is under way. */
    INITIALIZED(1),
    /** Connected to a peer; the only state in which bytes can be read and written. */
    CONNECTED(2),
    /** Bound; connections queue up and can be accepted. */
    LISTENING(3),
    /** Closed by this side. */
    CLOSED(4),
    /** Ended by a failure; the operating system's socket is closed. */
    ERROR(5);

    private final int number;

    SocketState(int number) {
        this.number = number;
    }

    /** Returns the number that stands for this state in JavaScript, 1 to 5. */
    public int number() {
        return number;
    }
}

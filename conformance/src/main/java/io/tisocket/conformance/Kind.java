// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

/** What is called back. */
public enum Kind {
    /** {@code connected}. */
    CONNECTED,
    /** {@code accepted}. */
    ACCEPTED,
    /** {@code error}. */
    ERROR,
    /** {@code closed}. */
    CLOSED,
    /** The end of one asynchronous read. */
    READ,
    /** The end of one asynchronous write. */
    WRITTEN,
    /** One call of a pump's handler. */
    CHUNK;

    /** Tells whether it is a callback of the socket itself, not of one operation. */
    public boolean isSocketEvent() {
        return this == CONNECTED || this == ACCEPTED || this == ERROR || this == CLOSED;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.bench.server;

import java.util.Locale;

/** What a server does with a connection. */
public enum Mode {
    /** Sends back what it receives. */
    ECHO,
    /** Receives and forgets, and closes at the end. */
    SINK,
    /** Sends without end, as fast as the peer reads. */
    SOURCE,
    /** Sends what one connection says to all connections, the speaker's included. */
    HUB;

    /** The most bytes of one read, and the length of what a source writes. */
    public static final int CHUNK = 64 * 1024;

    /** The length of the queue of connections that wait to be accepted. */
    public static final int BACKLOG = 4096;

    static Mode named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where a socket connects to or listens on, and how long it may take.
 *
 * @param host null: none was set
 * @param port 0: none was set
 * @param timeout zero: no limit
 */
record Endpoint(@Nullable String host, int port, Duration timeout) {

    /** Longer than any program runs, and short enough to be added to a clock of nanoseconds. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    static final Endpoint UNSET = new Endpoint(null, 0, Duration.ZERO);

    /** What {@code listen()} binds when no host was set. Rule N4. */
    static final String LOOPBACK = "127.0.0.1";

    Endpoint {
        timeout = timeout.isNegative() ? Duration.ZERO : limited(timeout);
    }

    /** Returns {@code duration}, or a hundred years if that is less. */
    static Duration limited(Duration duration) {
        return duration.compareTo(LONGEST) > 0 ? LONGEST : duration;
    }

    String hostOrEmpty() {
        return host == null ? "" : host;
    }

    Endpoint withHost(@Nullable String host) {
        return new Endpoint(host, port, timeout);
    }

    Endpoint withPort(int port) {
        return new Endpoint(host, port, timeout);
    }

    Endpoint withTimeout(Duration timeout) {
        return new Endpoint(host, port, timeout);
    }

    /** Throws unless {@code connect()} can be tried with it. Rules C3, P3. */
    void checkForConnect() {
        HostName.check("connect()", host);
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("connect(): port " + port + ": set one of 1 to 65535");
        }
    }

    /** Throws unless {@code listen()} can be tried with it; no host and no port are legal, and so is an empty host to ask for. */
    void checkForListen() {
        if (host != null && !host.isEmpty()) {
            HostName.check("listen()", host);
        }
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("listen(): port " + port + ": 1 to 65535, or 0 for a free one");
        }
    }
}

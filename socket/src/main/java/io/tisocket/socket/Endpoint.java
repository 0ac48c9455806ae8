// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import io.tisocket.socket.transport.AddressText;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Where a socket connects to or listens on, or where it was accepted from, and how long things may take. */
final class Endpoint {

    /** Longer than any program runs, and short enough to be added to a clock of nanoseconds. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    static final Endpoint UNSET = new Endpoint(null, 0, Duration.ZERO);

    /** A text, or an address whose text is made for whoever asks: hardly anybody does, and many sockets would keep it. */
    private final @Nullable Object host;

    private final int port;
    private final Duration timeout;

    /** What {@code listen()} binds when no host was set. Rule N4. */
    static final String LOOPBACK = "127.0.0.1";

    private Endpoint(@Nullable Object host, int port, Duration timeout) {
        this.host = host;
        this.port = port;
        this.timeout = timeout.isNegative() ? Duration.ZERO : limited(timeout);
    }

    static Endpoint of(InetSocketAddress peer, Duration timeout) {
        return new Endpoint(peer.getAddress(), peer.getPort(), timeout);
    }

    /** Returns {@code duration}, or a hundred years if that is less. */
    static Duration limited(Duration duration) {
        return duration.compareTo(LONGEST) > 0 ? LONGEST : duration;
    }

    /** Returns null if none was set. */
    @Nullable
    String host() {
        return host instanceof InetAddress address ? AddressText.of(address) : (String) host;
    }

    String hostOrEmpty() {
        String text = host();
        return text == null ? "" : text;
    }

    /** Returns 0 if none was set. */
    int port() {
        return port;
    }

    /** Returns zero for no limit. */
    Duration timeout() {
        return timeout;
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
        HostName.check("connect()", host());
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("connect(): port " + port + ": set one of 1 to 65535");
        }
    }

    /** Throws unless {@code listen()} can be tried with it; no host and no port are legal, and so is an empty host to ask for. */
    void checkForListen() {
        if (!hostOrEmpty().isEmpty()) {
            HostName.check("listen()", host());
        }
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("listen(): port " + port + ": 1 to 65535, or 0 for a free one");
        }
    }
}

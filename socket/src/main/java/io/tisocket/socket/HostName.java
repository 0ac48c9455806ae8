// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import io.tisocket.socket.transport.AddressText;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What can be the host of a socket: a name, an IPv4 address, an IPv6 address with or without brackets and zone. Rule P2. */
final class HostName {

    /** The longest name of RFC 1035. */
    private static final int MAX_LENGTH = 253;

    private static final int SHOWN = 60;

    private static final Pattern NAME = Pattern.compile("[^\\[\\]/\\\\@?#]+");

    private HostName() {}

    /**
     * Throws when {@code host} cannot be the name or the address of anything.
     *
     * @param operation what the message begins with
     */
    static void check(String operation, @Nullable String host) {
        if (host == null || host.isEmpty()) {
            throw new IllegalArgumentException(operation + ": no host is set: a name, an IPv4 or an IPv6 address");
        }
        String problem = problem(host);
        if (problem != null) {
            String shown = host.length() > SHOWN ? host.substring(0, SHOWN) + "…" : host;
            throw new IllegalArgumentException(operation + ": host <" + shown + "> " + problem
                    + "; legal are a name, an IPv4 address, or an IPv6 address with or without brackets");
        }
    }

    private static @Nullable String problem(String host) {
        if (host.length() > MAX_LENGTH) {
            return "has " + host.length() + " characters, more than " + MAX_LENGTH;
        }
        if (host.chars().anyMatch(c -> c <= ' ' || c == 0x7F || Character.isWhitespace(c))) {
            return "contains a blank or a control character";
        }
        boolean opens = host.startsWith("[");
        if (opens != host.endsWith("]")) {
            return "has one bracket without the other";
        }
        String bare = bare(host);
        if (opens || bare.indexOf(':') >= 0) {
            return AddressText.isIpv6(bare) ? null : "is not an IPv6 address";
        }
        return NAME.matcher(bare).matches() ? null : "contains a character that no name has";
    }

    /** Returns {@code host} without the brackets around an IPv6 address. */
    static String bare(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }
}

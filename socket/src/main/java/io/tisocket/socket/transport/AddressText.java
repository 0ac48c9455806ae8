// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

import io.netty.util.NetUtil;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Writes addresses as RFC 5952 recommends: {@code 127.0.0.1}, {@code ::1}, {@code fe80::1%eth0}, {@code [::1]:80}. */
public final class AddressText {

    private AddressText() {}

    /** Returns the numeric address, with its zone where the address needs one, and IPv4-mapped ones as IPv4. Rule P8. */
    public static String of(InetAddress address) {
        String text = NetUtil.toAddressString(address);
        if (address instanceof Inet6Address && address.isLinkLocalAddress()) {
            String full = address.getHostAddress();
            int zone = full.indexOf('%');
            if (zone >= 0) {
                return text + full.substring(zone);
            }
        }
        return text;
    }

    /** Returns the numeric address and the port. */
    public static String of(InetSocketAddress address) {
        return of(of(address.getAddress()), address.getPort());
    }

    /** Returns {@code host} and {@code port} as one text, an IPv6 address in brackets. */
    public static String of(String host, int port) {
        return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]:" + port : host + ":" + port;
    }

    /** Tells whether {@code text} is an IPv6 address, without brackets and with or without a zone. */
    public static boolean isIpv6(String text) {
        return NetUtil.isValidIpV6Address(text);
    }
}

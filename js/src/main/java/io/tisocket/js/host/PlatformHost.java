// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js.host;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Optional;
import org.graalvm.polyglot.HostAccess.Export;

/** The machine that the script runs on. */
public final class PlatformHost {

    PlatformHost() {}

    /** Returns the first IPv4 address of an interface that is up and not loopback, else 127.0.0.1. */
    @Export
    public String address() {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(PlatformHost::isOutside)
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(Inet4Address.class::isInstance)
                    .map(InetAddress::getHostAddress)
                    .findFirst()
                    .orElse("127.0.0.1");
        } catch (SocketException noInterfaces) {
            return "127.0.0.1";
        }
    }

    private static boolean isOutside(NetworkInterface device) {
        try {
            return device.isUp() && !device.isLoopback();
        } catch (SocketException gone) {
            return false;
        }
    }

    /** Returns the name of the operating system. */
    @Export
    public String osName() {
        return Optional.ofNullable(System.getProperty("os.name")).orElse("");
    }
}

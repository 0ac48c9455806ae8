// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js.host;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;
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
        return System.getProperty("os.name", "");
    }

    /** Returns the version of the operating system. */
    @Export
    public String osVersion() {
        return System.getProperty("os.version", "");
    }

    /** Returns the kind of processor. */
    @Export
    public String architecture() {
        return System.getProperty("os.arch", "");
    }

    /** Returns how many processors there are. */
    @Export
    public int processors() {
        return Runtime.getRuntime().availableProcessors();
    }

    /** Returns how many bytes of memory are left. */
    @Export
    public double freeMemory() {
        Runtime runtime = Runtime.getRuntime();
        return (double) (runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory());
    }

    /** Returns the language and country of the user, such as en-US. */
    @Export
    public String locale() {
        return Locale.getDefault().toLanguageTag();
    }

    /** Returns an identifier that nobody else has. */
    @Export
    public String newId() {
        return UUID.randomUUID().toString();
    }

    /** Returns an identifier that is the same each time, for this user on this machine. */
    @Export
    public String ownId() {
        String home = Path.of(System.getProperty("user.home", "")).toString();
        String machine = String.join("\n", osName(), architecture(), System.getProperty("user.name", ""), home);
        return UUID.nameUUIDFromBytes(machine.getBytes(StandardCharsets.UTF_8)).toString();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js.host;

import java.net.Inet4Address;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.graalvm.polyglot.HostAccess.Export;

/** The machine that the script runs on. */
public final class PlatformHost {

    PlatformHost() {}

    /** Returns the first IPv4 address of an interface that is up and not loopback, else 127.0.0.1. */
    @Export
    public String address() {
        return outside().map(found -> found.getAddress().getHostAddress()).orElse("127.0.0.1");
    }

    /** Returns the network mask that belongs to {@link #address()}. */
    @Export
    public String netmask() {
        int bits = outside().map(InterfaceAddress::getNetworkPrefixLength).orElse((short) 8);
        int mask = bits == 0 ? 0 : -1 << (Integer.SIZE - bits);
        return "%d.%d.%d.%d".formatted(mask >>> 24, mask >>> 16 & 255, mask >>> 8 & 255, mask & 255);
    }

    private static Optional<InterfaceAddress> outside() {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(PlatformHost::isOutside)
                    .flatMap(device -> device.getInterfaceAddresses().stream())
                    .filter(candidate -> candidate.getAddress() instanceof Inet4Address)
                    .findFirst();
        } catch (SocketException noInterfaces) {
            return Optional.empty();
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

    /** Returns how many bytes of memory there are, used or not. */
    @Export
    public double totalMemory() {
        return (double) Runtime.getRuntime().maxMemory();
    }

    /** Returns the seconds since a moment in the past that stays the same, usually the start of the machine. */
    @Export
    public double uptime() {
        return System.nanoTime() / 1e9;
    }

    /** Returns the name of the user. */
    @Export
    public String userName() {
        return System.getProperty("user.name", "");
    }

    /** Returns the code of the money of a country, US dollars where that is not known. */
    @Export
    public String currency(String country) {
        try {
            Currency currency =
                    Currency.getInstance(new Locale.Builder().setRegion(country).build());
            return currency == null ? "USD" : currency.getCurrencyCode();
        } catch (IllegalArgumentException unknown) {
            return "USD";
        }
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

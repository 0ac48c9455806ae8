// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

import io.netty.util.NetUtil;
import io.tisocket.socket.simulation.Fault;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The names and addresses that exist in a simulated network. */
final class SimulatedNames {

    /** The short, octal and hexadecimal spellings of IPv4 addresses that operating systems take. */
    private static final Pattern SHORT_IPV4 =
            Pattern.compile("(0[xX][0-9a-fA-F]{1,8}|[0-9]{1,11})(\\.(0[xX][0-9a-fA-F]{1,8}|[0-9]{1,11})){0,3}");

    private final VirtualTime time;
    private final Dice dice;
    private final Map<String, Entry> hosts = new HashMap<>();
    private final Set<InetAddress> addresses = new HashSet<>();

    SimulatedNames(VirtualTime time, Dice dice) {
        this.time = time;
        this.dice = dice;
    }

    /** Makes {@code name} stand for {@code addresses}, found after {@code delayNanos}; none: a name that is not found. */
    void add(String name, long delayNanos, List<InetAddress> addresses) {
        hosts.put(name.toLowerCase(Locale.ROOT), new Entry(delayNanos, addresses));
        this.addresses.addAll(addresses);
    }

    /** Tells whether the network has a machine with that address. */
    boolean exists(InetAddress address) {
        return address.isLoopbackAddress() || addresses.contains(address);
    }

    Cancellable resolve(String host, ResolveHandler handler) {
        Entry entry = hosts.get(host.toLowerCase(Locale.ROOT));
        if (entry == null) {
            try {
                List<InetAddress> numeric = List.of(parse(host));
                return time.after(0, () -> handler.resolved(numeric));
            } catch (UnknownHostException unknown) {
                entry = new Entry(0, List.of());
            }
        }
        List<InetAddress> found = dice.strikes(Fault.FAILED_LOOKUP) ? List.of() : entry.addresses;
        long delay = entry.delayNanos + dice.latency() + (dice.strikes(Fault.SLOW_LOOKUP) ? dice.stall() : 0);
        return time.after(delay, () -> {
            if (found.isEmpty()) {
                handler.unresolved(new WireException(WireException.NO_ERRNO, "unknown host <" + host + ">"));
            } else {
                handler.resolved(found);
            }
        });
    }

    /**
     * Returns the address that {@code text} spells, without asking anybody.
     *
     * @throws UnknownHostException when it spells none
     */
    static InetAddress parse(String text) throws UnknownHostException {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(text);
        if (bytes != null) {
            return InetAddress.getByAddress(bytes);
        }
        if (!SHORT_IPV4.matcher(text).matches()) {
            throw new UnknownHostException(text);
        }
        return shortIpv4(text);
    }

    /** As {@code inet_aton} does: the last part fills all the bytes that the parts before it leave. */
    private static InetAddress shortIpv4(String text) throws UnknownHostException {
        try {
            long[] parts =
                    Arrays.stream(text.split("\\.")).mapToLong(Long::decode).toArray();
            long address = parts[parts.length - 1];
            boolean valid = address < 1L << (8 * (5 - parts.length));
            for (int i = 0; i < parts.length - 1; i++) {
                valid &= parts[i] < 256;
                address |= parts[i] << (8 * (3 - i));
            }
            if (valid) {
                return InetAddress.getByAddress(new byte[] {
                    (byte) (address >> 24), (byte) (address >> 16), (byte) (address >> 8), (byte) address
                });
            }
        } catch (NumberFormatException notOctal) {
            throw (UnknownHostException) new UnknownHostException(text).initCause(notOctal);
        }
        throw new UnknownHostException(text);
    }

    /** What a name stands for. */
    private record Entry(long delayNanos, List<InetAddress> addresses) {}
}

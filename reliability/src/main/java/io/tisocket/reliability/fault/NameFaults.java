// SPDX-License-Identifier: Apache-2.0
package io.tisocket.reliability.fault;

import io.tisocket.conformance.PeerListener;
import io.tisocket.reliability.trial.Round;
import io.tisocket.reliability.trial.Surroundings;
import io.tisocket.reliability.trial.Trial;
import io.tisocket.reliability.trial.Watched;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Names that answer slowly, not at all, or with addresses that do not work: the system's own resolver asks a server that the
 * trial is, in a network of its own. Rules C7, C8, E4.
 */
public final class NameFaults {

    private static final Surroundings OWN_NAMES = Surroundings.network("""
            mount -t tmpfs tmpfs /mnt
            printf 'nameserver 127.0.0.1\\noptions timeout:1 attempts:1\\n' > /mnt/resolv.conf
            printf 'hosts: files dns\\n' > /mnt/nsswitch.conf
            mount --bind /mnt/resolv.conf /etc/resolv.conf
            mount --bind /mnt/nsswitch.conf /etc/nsswitch.conf
            ip tuntap add dev silent mode tun
            ip link set silent up
            ip addr add 10.99.0.1/24 dev silent
            ip -6 addr add fd99::1/64 dev silent nodad
            """);

    /** All trials of this kind. */
    public static final List<Trial> ALL = List.of(
            new Trial("DNS: the server is silent", 1, 10, NameFaults::silent, OWN_NAMES),
            new Trial("DNS: no such name, or a name without address", 2, 50, NameFaults::nothing, OWN_NAMES),
            new Trial("DNS: of both families only IPv4 answers", 2, 20, NameFaults::deadFamily, OWN_NAMES),
            new Trial("DNS: IPv6 has no route at all", 2, 50, NameFaults::noRoute, OWN_NAMES),
            new Trial("DNS: of several addresses the last works", 2, 20, NameFaults::lastWorks, OWN_NAMES));

    private NameFaults() {}

    private static void silent(Round round) throws Exception {
        NameServer server = round.watch(new NameServer());
        Punctuality.expect(round, () -> {
            List<CompletableFuture<Double>> late = new ArrayList<>();
            for (int i = 0; i < Punctuality.AT_ONCE; i++) {
                // Another name each time: who asks for one that is being looked up gets the answer to the earlier
                // question.
                String name = "silent" + round.random().nextInt(Integer.MAX_VALUE) + ".test";
                server.silent(name);
                late.add(Punctuality.connectTimesOut(round, name, 80, Punctuality.timeout(i)));
            }
            return late;
        });
    }

    private static void nothing(Round round) throws Exception {
        round.watch(new NameServer().known("empty.test"));
        for (String name : List.of("empty.test", "missing.test")) {
            Watched socket = round.socket().connect(name, 80, Duration.ofSeconds(5));
            round.expect("error", socket.awaitError(), "UNKNOWN_HOST");
            round.expect("its text", socket.failed().join().error().contains("unknown host <" + name + ">"), true);
        }
    }

    /** The packets to the IPv6 address vanish; the other is tried a quarter of a second later. */
    private static void deadFamily(Round round) throws Exception {
        PeerListener listener = round.watch(PeerListener.open());
        round.watch(new NameServer().known("mixed.test", "fd99::2", "127.0.0.1"));
        Punctuality.expectOnce(
                round, "connected after ms", 250, 350, () -> connectMillis(round, "mixed.test", listener));
    }

    /** Nothing is waited for: it has failed at once. */
    private static void noRoute(Round round) throws Exception {
        PeerListener listener = round.watch(PeerListener.open());
        round.watch(new NameServer().known("noroute.test", "2001:db8::1", "127.0.0.1"));
        Punctuality.expectOnce(
                round, "connected after ms", 0, 100, () -> connectMillis(round, "noroute.test", listener));
    }

    private static double connectMillis(Round round, String name, PeerListener listener) throws InterruptedException {
        long start = System.nanoTime();
        round.socket().connect(name, listener.port(), Duration.ofSeconds(5)).awaitConnected();
        double millis = (System.nanoTime() - start) / 1e6;
        listener.accept().close();
        return millis;
    }

    private static void lastWorks(Round round) throws Exception {
        PeerListener listener = round.watch(PeerListener.open(InetAddress.getAllByName("::1")[0], 0));
        round.watch(new NameServer().known("several.test", "10.99.0.2", "127.0.0.1", "::1", "fd99::2"));

        round.socket()
                .connect("several.test", listener.port(), Duration.ofSeconds(5))
                .awaitConnected();

        listener.accept().close();
    }
}

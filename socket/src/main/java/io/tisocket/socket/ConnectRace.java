// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import io.tisocket.socket.transport.AddressText;
import io.tisocket.socket.transport.Cancellable;
import io.tisocket.socket.transport.ConnectHandler;
import io.tisocket.socket.transport.Transport;
import io.tisocket.socket.transport.Wire;
import io.tisocket.socket.transport.WireException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Connects to whichever address of a host answers first, as RFC 8305 describes: IPv6 and IPv4 in turn, each attempt begun
 * when the one before has failed or has not succeeded within 250 ms, none given up before another succeeds. Rule C8.
 */
final class ConnectRace {

    /** The recommended Connection Attempt Delay of RFC 8305, section 5. */
    private static final long DELAY_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final Transport transport;
    private final Deque<InetSocketAddress> untried;
    private final Set<Attempt> running = new HashSet<>();
    private final Consumer<Wire> won;
    private final BiConsumer<WireException, String> lost;
    private final List<String> log = new ArrayList<>();
    private @Nullable WireException worst;
    private @Nullable Cancellable next;
    private boolean over;

    /**
     * Prepares the race.
     *
     * @param lost takes the failure that tells most and a line on each attempt
     */
    ConnectRace(
            Transport transport,
            List<InetAddress> addresses,
            int port,
            Consumer<Wire> won,
            BiConsumer<WireException, String> lost) {
        this.transport = transport;
        this.untried = new ArrayDeque<>();
        for (InetAddress address : inTurn(addresses)) {
            untried.add(new InetSocketAddress(address, port));
        }
        this.won = won;
        this.lost = lost;
    }

    /** Puts the two families in turn, each in the resolver's order, IPv6 first (RFC 8305, section 4). */
    static List<InetAddress> inTurn(List<InetAddress> addresses) {
        Deque<InetAddress> first = new ArrayDeque<>();
        Deque<InetAddress> second = new ArrayDeque<>();
        for (InetAddress address : addresses) {
            (address instanceof Inet6Address ? first : second).add(address);
        }
        List<InetAddress> turns = new ArrayList<>(addresses.size());
        while (!first.isEmpty() || !second.isEmpty()) {
            if (!first.isEmpty()) {
                turns.add(first.remove());
            }
            if (!second.isEmpty()) {
                turns.add(second.remove());
            }
        }
        return turns;
    }

    void start() {
        attempt();
    }

    /** Returns a few words on each attempt that has failed, and on those under way. */
    String log() {
        List<String> lines = new ArrayList<>(log);
        running.forEach(attempt -> lines.add(AddressText.of(attempt.remote) + ": no answer"));
        return String.join("; ", lines);
    }

    /** Ends the race without a winner and without a report. */
    void cancel() {
        over = true;
        if (next != null) {
            next.cancel();
        }
        running.forEach(Attempt::cancel);
        running.clear();
    }

    private void attempt() {
        if (next != null) {
            next.cancel();
            next = null;
        }
        InetSocketAddress remote = untried.poll();
        if (remote == null) {
            return;
        }
        if (!untried.isEmpty()) {
            next = transport.schedule(DELAY_NANOS, this::attempt);
        }
        new Attempt(remote).start();
    }

    private void failed(InetSocketAddress remote, WireException reason) {
        log.add(AddressText.of(remote) + ": "
                + SocketErrorCode.of(reason.errno()).name());
        if (worst == null || isUnreachable(worst)) {
            worst = reason;
        }
        if (!untried.isEmpty()) {
            attempt();
        } else if (running.isEmpty()) {
            over = true;
            lost.accept(worst, log());
        }
    }

    /** That one family has no route says less than what the other family's host answered. */
    private static boolean isUnreachable(WireException reason) {
        return switch (SocketErrorCode.of(reason.errno())) {
            case ENETUNREACH, EHOSTUNREACH, EADDRNOTAVAIL, EAFNOSUPPORT, EINVAL -> true;
            default -> false;
        };
    }

    /** One address of the race. */
    private final class Attempt implements ConnectHandler {

        private final InetSocketAddress remote;
        private @Nullable Cancellable handle;

        Attempt(InetSocketAddress remote) {
            this.remote = remote;
        }

        void start() {
            running.add(this);
            handle = transport.connect(remote, this);
        }

        void cancel() {
            // Null within the call that starts it: then connected() sees that the race is over.
            if (handle != null) {
                handle.cancel();
            }
        }

        @Override
        public void connected(Wire wire) {
            running.remove(this);
            if (over) {
                wire.reset();
                return;
            }
            ConnectRace.this.cancel();
            won.accept(wire);
        }

        @Override
        public void failed(WireException reason) {
            running.remove(this);
            if (!over) {
                ConnectRace.this.failed(remote, reason);
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import io.tisocket.socket.Reference.Ask;
import io.tisocket.socket.Reference.Mode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who listens where in a {@link ModelHistory}, and so what can become of those who connect there. */
final class ModelPlaces {

    static final String[] HOSTS = {
        "127.0.0.1", "127.0.0.1", "localhost", "::1", "[::1]", "0.0.0.0", "10.9.9.9", "nowhere.example", "a b", "[::1"
    };
    static final int[] PORTS = {1_000, 1_000, 1_001, 0, -1, 65_536};

    private static final Set<String> UNSPELLABLE = Set.of("a b", "[::1");

    /** Listeners by their address and port. */
    private final Map<String, ModelSocket> listening = new HashMap<>();

    /** How many connections, listeners and attempts have been ended on purpose at an address and port. */
    private final Map<String, Integer> ends = new HashMap<>();

    static boolean isStep(Ask ask) {
        return ask == Ask.CONNECT || ask == Ask.LISTEN || ask == Ask.CLOSE || ask == Ask.ABORT;
    }

    /** Sets host and port, if that is legal, of both the socket and what is known of it. */
    void configure(ModelSocket socket, String host, int port) {
        socket.real.host(host).port(port);
        socket.host = host;
        socket.port = port;
    }

    private static @Nullable String address(@Nullable String host) {
        if (host == null) {
            return "127.0.0.1";
        }
        return switch (host) {
            case "127.0.0.1", "localhost" -> "127.0.0.1";
            case "::1", "[::1]" -> "::1";
            default -> null;
        };
    }

    private static String place(ModelSocket socket) {
        return address(socket.host) + " " + socket.port;
    }

    /** Tells the reference what the arguments are worth, just before a call. Rules C3, P3, N2, N4, N5. */
    void prepare(ModelSocket socket, Ask ask) {
        Reference reference = socket.reference;
        boolean spellable = socket.host != null && !UNSPELLABLE.contains(socket.host);
        reference.connectable = spellable && socket.port >= 1 && socket.port <= 65_535;
        reference.listenable = (socket.host == null || spellable) && socket.port >= 0 && socket.port <= 65_535;
        ModelSocket holder = listening.get(place(socket));
        reference.bindable = address(socket.host) != null && (holder == null || holder == socket);
        if (ask == Ask.CLOSE || ask == Ask.ABORT) {
            ended(socket.place);
        }
    }

    void ended(String place) {
        ends.merge(place, 1, Integer::sum);
    }

    private int ends(String place) {
        return ends.getOrDefault(place, 0);
    }

    /** Takes note of a call that was legal. */
    void begin(ModelSocket socket, Ask ask) {
        switch (ask) {
            case CONNECT -> {
                startsAt(socket);
                socket.beginsLife();
                socket.reference.mayConnect = false;
                socket.reference.mayFail = false;
                refresh(socket);
            }
            case LISTEN -> listens(socket);
            case CLOSE, ABORT -> listening.values().remove(socket);
            default -> {
                // Nobody is affected.
            }
        }
    }

    private void startsAt(ModelSocket socket) {
        socket.place = place(socket);
        socket.endsBefore = ends(socket.place);
    }

    private void listens(ModelSocket socket) {
        socket.host = socket.host == null ? "127.0.0.1" : socket.host;
        socket.port = socket.real.port();
        startsAt(socket);
        socket.listens();
        listening.put(socket.place, socket);
    }

    /** Takes note that, of several calls at once, one may have begun to connect. */
    void mayBegin(ModelSocket socket, boolean several) {
        if (!several || socket.isInbound()) {
            return;
        }
        socket.place = place(socket);
        socket.endsBefore = -1;
        socket.beginsLife();
        socket.reference.mayConnect = true;
        socket.reference.mayFail = true;
    }

    /** Takes note of calls of which the order is not known: for a moment somebody may have listened, or nobody. */
    void lookAgain(ModelSocket socket, boolean listened, List<ModelSocket> all) {
        if (!listened && socket.real.state() == SocketState.LISTENING) {
            return;
        }
        listening.values().remove(socket);
        all.forEach(this::refresh);
        if (listened) {
            listens(socket);
            socket.endsBefore = -1;
            all.forEach(this::refresh);
        }
        if (socket.real.state() != SocketState.LISTENING) {
            listening.values().remove(socket);
            all.forEach(this::refresh);
        }
    }

    /** Lets the socket be affected by whoever listens, or does not, where it connects; and by the ends of others there. */
    void refresh(ModelSocket socket) {
        Reference reference = socket.reference;
        if (reference.mayBe(Mode.PENDING)) {
            boolean somebody = listening.containsKey(socket.place);
            reference.mayConnect |= somebody;
            reference.mayFail |= !somebody;
        }
        reference.mayBreak = ends(socket.place) > socket.endsBefore;
    }

    /** Returns how many are connected, for certain, to what {@code listener} listens on. */
    long waiting(List<ModelSocket> sockets, ModelSocket listener) {
        return new HashSet<>(sockets)
                .stream()
                        .filter(socket -> socket.place.equals(listener.place)
                                && socket.hasLived()
                                && socket.reference.isSurely(Mode.CONNECTED)
                                && !socket.reference.mayBreak)
                        .count();
    }
}

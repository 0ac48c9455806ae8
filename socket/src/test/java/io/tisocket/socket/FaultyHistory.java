// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import io.tisocket.socket.HistoryTally.Outcome;
import io.tisocket.socket.simulation.Fault;
import io.tisocket.socket.simulation.Faults;
import io.tisocket.socket.transport.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One random history: a few listeners and clients, and peers that are none of our sockets, talk over a network with random
 * faults, then everything is torn down.
 *
 * <p>Judged is: each byte once and in order, or an error; one terminal event per connection and per listener and nothing
 * after it; each operation succeeds, fails or is cancelled, once; no connection is forgotten by its listener; nothing is
 * left open and the loop ends.
 */
class FaultyHistory {

    /** Numbers from here on belong to accepted sockets. */
    static final int FIRST_INBOUND = 128;

    private static final int PORT = 1_000;
    private static final int CLIENTS = 5;
    private static final int LISTENERS = 2;

    /** The port of the peer that listens. */
    private static final int PEER_PORT = PORT + LISTENERS;

    /** The ends with the numbers from {@link #CLIENTS} on; the first listens, the others connect. */
    private static final int PEERS = 3;

    private final long seed;
    private final SplittableRandom random;
    private final Faults faults;
    private final SimulatedNetwork network;
    private final Talker[] clients = new Talker[CLIENTS];
    private final ForeignEnd[] peers = new ForeignEnd[PEERS];
    private final List<Talker> inbounds = new ArrayList<>();
    private final HistoryListener[] listeners = new HistoryListener[LISTENERS];
    private final boolean[] met = new boolean[256];
    private final int[] portOf = new int[CLIENTS + PEERS];
    private final List<String> violations = new ArrayList<>();
    private final HistoryTally tally = new HistoryTally();

    FaultyHistory(long seed) {
        this(seed, UnaryOperator.identity());
    }

    FaultyHistory(long seed, UnaryOperator<Transport> view) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
        this.faults = randomFaults(random);
        this.network = new SimulatedNetwork(random.nextLong(), faults, view)
                .host("two.example", "10.0.0.1", "127.0.0.1")
                .slowHost("slow.example", Duration.ofMillis(300), "127.0.0.1");
        network.loop().onUncaught(thrown -> violation("a callback threw " + thrown));
    }

    private static Faults randomFaults(SplittableRandom random) {
        Faults faults = Faults.NONE
                .buffer(8 << random.nextInt(9))
                .latency(Duration.ofNanos(random.nextInt(1_000)), Duration.ofNanos(1_000 + random.nextInt(1_000_000)))
                .stall(Duration.ofMillis(1 + random.nextInt(10_000)));
        boolean harsh = random.nextInt(8) == 0;
        for (Fault fault : Fault.values()) {
            if (harsh) {
                faults = faults.with(fault, 0.4 * random.nextDouble());
            } else if (random.nextInt(4) == 0) {
                double probability = random.nextInt(3) == 0 ? 0.3 : 0.03;
                faults = faults.with(fault, probability);
            }
        }
        return faults;
    }

    /** Lives it to its end and returns what was wrong. */
    List<String> run() {
        for (int i = 0; i < LISTENERS; i++) {
            listeners[i] = new HistoryListener(this, PORT + i, random.split());
            listeners[i].listen();
        }
        for (int i = 0; i < PEERS; i++) {
            foreign(i);
        }
        for (int i = 0; i < CLIENTS; i++) {
            connect(i);
        }
        if (random.nextInt(4) == 0) {
            Talker unlucky = clients[random.nextInt(CLIENTS)];
            loop().schedule(Duration.ofNanos(random.nextInt(500_000)), unlucky::abort);
        }
        network.runUntilIdle();
        judgeIdle();
        tearDown();
        judgeEnd();
        loop().close();
        tally.over(network);
        return violations;
    }

    // ---- what happens ----

    /** Takes in a socket that a listener has accepted. */
    Talker accepted(TcpSocket socket) {
        Talker talker = new Talker(this, FIRST_INBOUND + inbounds.size(), socket, random.split());
        inbounds.add(talker);
        tally.count(Outcome.ACCEPTED);
        return talker;
    }

    private void foreign(int index) {
        int number = CLIENTS + index;
        portOf[number] = index == 0 ? LISTENERS : random.nextInt(LISTENERS);
        SplittableRandom own = random.split();
        if (index == 0) {
            peers[index] = new ForeignEnd(this, number, network.listeningPeer("127.0.0.1", PEER_PORT), own);
            peers[index].begin();
        } else {
            peers[index] = new ForeignEnd(this, number, network.connectPeer("127.0.0.1", PORT + portOf[number]), own);
            peers[index].begin();
        }
    }

    private void connect(int index) {
        String[] hosts = {"127.0.0.1", "127.0.0.1", "localhost", "two.example", "slow.example"};
        portOf[index] = index == 0 ? LISTENERS : random.nextInt(LISTENERS);
        TcpSocket socket = loop().createTcp()
                .host(hosts[random.nextInt(hosts.length)])
                .port(PORT + portOf[index])
                .timeout(timeout());
        Talker talker = new Talker(this, index, socket, random.split());
        clients[index] = talker;
        socket.onConnected(e -> observe(Told.CONNECTED, talker, talker::connected));
        socket.onError(e -> observe(Told.TERMINATED, talker, () -> talker.terminated(e)));
        socket.onClosed(e -> observe(Told.TERMINATED, talker, () -> talker.terminated(e)));
        if (random.nextBoolean()) {
            talker.connect();
        } else {
            loop().schedule(Duration.ofNanos(random.nextInt(2_000_000)), talker::connect);
        }
    }

    Duration timeout() {
        return random.nextBoolean() ? Duration.ZERO : Duration.ofMillis(1 + random.nextInt(3_000));
    }

    private void tearDown() {
        List<TcpSocket> sockets = new ArrayList<>();
        Arrays.stream(listeners).forEach(listener -> sockets.add(listener.socket));
        Arrays.stream(clients).forEach(talker -> sockets.add(talker.socket));
        inbounds.forEach(talker -> sockets.add(talker.socket));
        for (TcpSocket socket : sockets) {
            if (socket.state() == SocketState.CONNECTED || socket.state() == SocketState.LISTENING) {
                socket.close();
            }
        }
        Arrays.stream(peers).forEach(ForeignEnd::close);
        try {
            loop().run();
            // Before peers come to rest, since meanwhile a forgotten timer would ring.
            judgeLeftovers(line -> line.endsWith(" timers"));
            network.runUntilIdle();
        } catch (IllegalStateException deadlock) {
            violation("everything is closed, yet the loop waits: " + deadlock.getMessage());
        }
    }

    // ---- what is judged ----

    /** What a socket reports. */
    enum Told {
        CONNECTED,
        ACCEPTED,
        COMPLETED,
        TERMINATED
    }

    /** Passes on to {@code receiver} what its socket reports; a test plants a bug here. */
    void observe(Told told, Object receiver, Runnable report) {
        report.run();
    }

    void violation(String what) {
        violations.add(what);
    }

    HistoryTally tally() {
        return tally;
    }

    void met(int number, HistoryEnd by) {
        if (end(number) == null) {
            violation(by + " met " + number + ", whom nobody knows");
        } else if (met[number]) {
            violation(by + " met " + number + ", as another did before");
        } else if (number < CLIENTS + PEERS && anyMetAfter(number)) {
            tally.count(Outcome.OVERTAKEN);
        }
        met[number] = true;
    }

    private boolean anyMetAfter(int number) {
        for (int later = number + 1; later < CLIENTS; later++) {
            if (met[later] && portOf[later] == portOf[number]) {
                return true;
            }
        }
        return false;
    }

    /** Returns the end of that number, or null when there is none. */
    @Nullable
    HistoryEnd end(int number) {
        if (number >= FIRST_INBOUND) {
            return number < FIRST_INBOUND + inbounds.size() ? inbounds.get(number - FIRST_INBOUND) : null;
        }
        if (number >= CLIENTS) {
            return number < CLIENTS + PEERS ? peers[number - CLIENTS] : null;
        }
        return number >= 0 ? clients[number] : null;
    }

    private void judgeIdle() {
        for (int number = 0; number < CLIENTS + PEERS; number++) {
            HistoryEnd end = end(number);
            end.judgeIdle();
            boolean waits = portOf[number] < LISTENERS && listeners[portOf[number]].waits();
            if (end.isWell() && waits && !met[number]) {
                violation(end + " is connected, its listener waits, and nobody has accepted it");
            }
        }
        inbounds.forEach(Talker::judgeIdle);
    }

    private void judgeEnd() {
        Arrays.stream(listeners).forEach(HistoryListener::judgeEnd);
        Arrays.stream(clients).forEach(Talker::judgeEnd);
        Arrays.stream(peers).forEach(ForeignEnd::judgeEnd);
        inbounds.forEach(Talker::judgeEnd);
        judgeLeftovers(line -> true);
    }

    private void judgeLeftovers(Predicate<String> which) {
        network.leftovers().stream().filter(which).forEach(line -> violation("left open: " + line));
    }

    SocketLoop loop() {
        return network.loop();
    }

    /** Tells how to repeat it. */
    @Override
    public String toString() {
        return "history of seed " + seed + " with " + faults;
    }
}

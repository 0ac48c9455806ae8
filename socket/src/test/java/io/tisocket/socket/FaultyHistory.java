// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import io.tisocket.socket.simulation.Fault;
import io.tisocket.socket.simulation.Faults;
import io.tisocket.socket.transport.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/**
 * One random history: a few listeners and clients talk over a network with random faults, then everything is torn down.
 *
 * <p>Judged is: each byte once and in order, or an error; one terminal event per connection and nothing after it; each
 * operation completes once; no connection is forgotten by its listener; nothing is left open and the loop ends.
 */
class FaultyHistory {

    /** Numbers from here on belong to accepted sockets. */
    static final int FIRST_INBOUND = 128;

    private static final int PORT = 1_000;

    private final long seed;
    private final SplittableRandom random;
    private final Faults faults;
    private final SimulatedNetwork network;
    private final Talker[] clients = new Talker[5];
    private final List<Talker> inbounds = new ArrayList<>();
    private final boolean[] met = new boolean[256];
    private final List<TcpSocket> listeners = new ArrayList<>();
    private final boolean[] flagged = new boolean[2];
    private final int[] portOf = new int[5];
    private final List<String> violations = new ArrayList<>();
    private final Set<SocketErrorCode> reported = EnumSet.noneOf(SocketErrorCode.class);

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
        for (Fault fault : Fault.values()) {
            if (random.nextInt(4) == 0) {
                double probability = random.nextInt(3) == 0 ? 0.3 : 0.03;
                faults = faults.with(fault, probability);
            }
        }
        return faults;
    }

    /** Lives it to its end and returns what was wrong. */
    List<String> run() {
        for (int i = 0; i < flagged.length; i++) {
            listen(i);
        }
        for (int i = 0; i < clients.length; i++) {
            connect(i);
        }
        if (random.nextInt(4) == 0) {
            Talker unlucky = clients[random.nextInt(clients.length)];
            loop().schedule(Duration.ofNanos(random.nextInt(500_000)), unlucky::abort);
        }
        network.runUntilIdle();
        judgeIdle();
        tearDown();
        judgeEnd();
        loop().close();
        return violations;
    }

    // ---- what happens ----

    private void listen(int index) {
        TcpSocket listener = loop().createTcp().port(PORT + index).listenQueueSize(1 + random.nextInt(3));
        listeners.add(listener);
        listener.onAccepted(e -> accepted(index, e));
        listener.onError(e -> {
            flagged[index] = false;
            reported(e.code());
        });
        try {
            listener.listen();
            accept(index);
        } catch (IOException unlucky) {
            if (listener.state() != SocketState.ERROR) {
                violation("listen() threw " + unlucky + " and left " + listener.state());
            }
        }
    }

    private void accept(int index) {
        if (listeners.get(index).state() == SocketState.LISTENING) {
            flagged[index] = true;
            Talker[] made = {null};
            listeners
                    .get(index)
                    .accept(AcceptOptions.NONE
                            .withTimeout(timeout())
                            .withAttachment(made)
                            .withOnError(e -> observe(() -> made[0].terminated(e)))
                            .withOnClosed(e -> observe(() -> made[0].terminated(e))));
        }
    }

    private void accepted(int index, AcceptedEvent event) {
        flagged[index] = false;
        Talker talker = new Talker(this, FIRST_INBOUND + inbounds.size(), event.inbound(), random.split());
        inbounds.add(talker);
        ((Talker[]) event.inbound().attachment().orElseThrow())[0] = talker;
        talker.begin();
        if (random.nextInt(10) > 0) {
            accept(index);
        } else {
            loop().schedule(Duration.ofMillis(random.nextInt(50)), () -> accept(index));
        }
    }

    private void connect(int index) {
        String[] hosts = {"127.0.0.1", "127.0.0.1", "localhost", "two.example", "slow.example"};
        portOf[index] = random.nextInt(flagged.length);
        TcpSocket socket = loop().createTcp()
                .host(hosts[random.nextInt(hosts.length)])
                .port(PORT + portOf[index])
                .timeout(timeout());
        Talker talker = new Talker(this, index, socket, random.split());
        clients[index] = talker;
        socket.onConnected(talker::connected);
        socket.onError(e -> observe(() -> talker.terminated(e)));
        socket.onClosed(e -> observe(() -> talker.terminated(e)));
        if (random.nextBoolean()) {
            talker.connect();
        } else {
            loop().schedule(Duration.ofNanos(random.nextInt(2_000_000)), talker::connect);
        }
    }

    private Duration timeout() {
        return random.nextBoolean() ? Duration.ZERO : Duration.ofMillis(1 + random.nextInt(3_000));
    }

    private void tearDown() {
        List<TcpSocket> sockets = new ArrayList<>(listeners);
        Arrays.stream(clients).forEach(talker -> sockets.add(talker.socket));
        inbounds.forEach(talker -> sockets.add(talker.socket));
        for (TcpSocket socket : sockets) {
            if (socket.state() == SocketState.CONNECTED || socket.state() == SocketState.LISTENING) {
                socket.close();
            }
        }
        try {
            loop().run();
        } catch (IllegalStateException deadlock) {
            violation("everything is closed, yet the loop waits: " + deadlock.getMessage());
        }
    }

    // ---- what is judged ----

    /** Passes on what a socket reports; a test plants a bug here. */
    void observe(Runnable report) {
        report.run();
    }

    void violation(String what) {
        violations.add(what);
    }

    /** Counts an error, for the test to see that all kinds have come up. */
    void reported(SocketErrorCode code) {
        reported.add(code);
    }

    Set<SocketErrorCode> reported() {
        return reported;
    }

    void met(int number, Talker by) {
        if (talker(number) == null) {
            violation(by + " met " + number + ", whom nobody knows");
        } else if (met[number]) {
            violation(by + " met " + number + ", as another did before");
        }
        met[number] = true;
    }

    /** Returns the end of that number, or null when there is none. */
    Talker talker(int number) {
        if (number >= FIRST_INBOUND) {
            return number < FIRST_INBOUND + inbounds.size() ? inbounds.get(number - FIRST_INBOUND) : null;
        }
        return number >= 0 && number < clients.length ? clients[number] : null;
    }

    private void judgeIdle() {
        for (Talker client : clients) {
            client.judgeIdle();
            int listener = portOf[client.number];
            boolean waits = flagged[listener] && listeners.get(listener).state() == SocketState.LISTENING;
            if (client.isWell() && waits && !met[client.number]) {
                violation(client + " is connected, its listener waits, and nobody has accepted it");
            }
        }
        inbounds.forEach(Talker::judgeIdle);
    }

    private void judgeEnd() {
        for (Talker client : clients) {
            client.judgeEnd();
        }
        inbounds.forEach(Talker::judgeEnd);
        network.leftovers().forEach(line -> violation("left open: " + line));
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

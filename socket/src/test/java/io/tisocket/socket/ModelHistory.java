// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import io.tisocket.socket.Reference.Answer;
import io.tisocket.socket.Reference.Ask;
import io.tisocket.socket.simulation.Faults;
import io.tisocket.stream.Buffer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One random sequence of calls on several sockets, from the loop's thread, from within callbacks and, in some histories,
 * from other threads, each compared with what the {@link Reference} of its socket says.
 */
final class ModelHistory {

    private static final Ask[] ASKS = Ask.values();
    private static final int MOST_SOCKETS = 10;

    private final long seed;
    private final SplittableRandom random;
    private final Executor threads;
    private final boolean withThreads;
    private final SimulatedNetwork network;
    private final ModelPlaces places = new ModelPlaces();
    private final List<ModelSocket> sockets = new ArrayList<>();
    private final List<String> trace = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private boolean inCall;
    private boolean inCallback;
    private boolean elsewhere;
    private boolean over;

    ModelHistory(long seed, Executor threads) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
        this.threads = threads;
        this.withThreads = random.nextInt(10) == 0;
        this.network = SimulatedNetwork.seeded(
                random.nextLong(), Faults.NONE.latency(Duration.ofNanos(1_000), Duration.ofNanos(300_000)));
        network.loop().onUncaught(thrown -> violation("a callback threw " + thrown));
        if (withThreads) {
            network.expectOtherThreads();
        }
        for (int i = 0; i < 4; i++) {
            ModelSocket socket =
                    new ModelSocket(this, "socket " + i, network.loop().createTcp(), false);
            sockets.add(socket);
            places.configure(socket, "127.0.0.1", 1_000 + random.nextInt(2));
        }
    }

    /** Makes {@code steps} steps and tears everything down; returns what was wrong. */
    List<String> run(int steps) {
        for (int i = 0; i < steps && violations.isEmpty(); i++) {
            step();
        }
        over = true;
        for (int i = 0; i < sockets.size() && violations.isEmpty(); i++) {
            ModelSocket socket = sockets.get(i);
            boolean closable =
                    socket.real.state() == SocketState.CONNECTED || socket.real.state() == SocketState.LISTENING;
            perform(socket, closable && random.nextBoolean() ? Ask.CLOSE : Ask.ABORT);
        }
        rest();
        if (violations.isEmpty()) {
            network.loop().run();
            network.leftovers().forEach(line -> violation("left open: " + line));
        }
        network.loop().close();
        return violations;
    }

    private void step() {
        int kind = random.nextInt(20);
        ModelSocket socket = sockets.get(random.nextInt(sockets.size()));
        if (kind == 0) {
            rest();
        } else if (kind < 5) {
            passTime(() -> network.runFor(Duration.ofNanos(random.nextInt(1_000_000))));
        } else if (withThreads && kind < 8) {
            performAtOnce(socket, pick(), pick());
        } else if (withThreads && kind < 14) {
            performElsewhere(socket, pick());
        } else {
            perform(socket, pick());
        }
    }

    private Ask pick() {
        return ASKS[random.nextInt(ASKS.length)];
    }

    // ---- time ----

    private void passTime(Runnable run) {
        trace.add("time passes");
        run.run();
        drift();
        judge();
    }

    private void rest() {
        passTime(network::runUntilIdle);
        for (ModelSocket socket : sockets) {
            socket.judgeAtRest();
            if (socket.flagAtRest() && places.waiting(sockets, socket) > socket.accepted()) {
                violation(socket + ": more are connected than accepted, although it accepts");
            }
        }
    }

    private void drift() {
        for (ModelSocket socket : sockets) {
            places.refresh(socket);
            socket.reference.drift();
            socket.timePasses();
        }
    }

    private void judge() {
        sockets.forEach(ModelSocket::judge);
    }

    // ---- calls ----

    private void perform(ModelSocket socket, Ask ask) {
        if (blocksForEver(socket, ask)) {
            return;
        }
        boolean nested = inCallback;
        if (nested) {
            drift();
            judge();
        }
        Runnable call = prepare(socket, ask);
        inCall = true;
        Answer answer = answer(socket, call);
        inCall = false;
        trace.add(socket + " " + ask + ": " + answer);
        socket.reference.asked(ask, answer);
        settle(socket, ask, answer);
        if (ask == Ask.LISTEN || ask == Ask.CLOSE || ask == Ask.READ || ask == Ask.WRITE) {
            drift();
        }
        judge();
    }

    /** One call from another thread, while the loop runs. */
    private void performElsewhere(ModelSocket socket, Ask ask) {
        if (blocksForEver(socket, ask)) {
            return;
        }
        Runnable call = prepare(socket, ask);
        drift();
        Answer[] answers = runElsewhere(socket, call);
        drift();
        trace.add(socket + " " + ask + " elsewhere: " + answers[0]);
        socket.reference.asked(ask, answers[0]);
        settle(socket, ask, answers[0]);
        drift();
        judge();
    }

    /** Two calls from two threads, while the loop runs. */
    private void performAtOnce(ModelSocket socket, Ask one, Ask two) {
        if (!ModelPlaces.isStep(one) || !ModelPlaces.isStep(two)) {
            return;
        }
        Runnable first = prepare(socket, one);
        Runnable second = prepare(socket, two);
        drift();
        Reference.Config before = socket.counts();
        Answer[] answers = runElsewhere(socket, first, second);
        places.ended(socket.place);
        drift();
        trace.add(socket + " " + one + ": " + answers[0] + " at once with " + two + ": " + answers[1]);
        socket.reference.askedAtOnce(one, answers[0], two, answers[1], before);
        boolean listened =
                (one == Ask.LISTEN && answers[0] == Answer.OK) || (two == Ask.LISTEN && answers[1] == Answer.OK);
        places.lookAgain(socket, listened, sockets);
        drift();
        judge();
    }

    private Answer[] runElsewhere(ModelSocket socket, Runnable... calls) {
        Answer[] answers = new Answer[calls.length];
        AtomicInteger running = new AtomicInteger(calls.length);
        elsewhere = true;
        for (int i = 0; i < calls.length; i++) {
            int index = i;
            threads.execute(() -> {
                answers[index] = answer(socket, calls[index]);
                network.loop().execute(running::decrementAndGet);
            });
        }
        network.loop().runUntil(() -> running.get() == 0);
        places.mayBegin(socket, calls.length > 1);
        elsewhere = false;
        return answers;
    }

    /** Nothing arrives while a call on the loop's thread blocks behind a read that waits. */
    private static boolean blocksForEver(ModelSocket socket, Ask ask) {
        return ask == Ask.READ && socket.hasReadPending();
    }

    private Runnable prepare(ModelSocket socket, Ask ask) {
        places.prepare(socket, ask);
        TcpSocket real = socket.real;
        return switch (ask) {
            case CONFIGURE -> {
                String host = ModelPlaces.HOSTS[random.nextInt(ModelPlaces.HOSTS.length)];
                int port = ModelPlaces.PORTS[random.nextInt(ModelPlaces.PORTS.length)];
                yield () -> places.configure(socket, host, port);
            }
            case CONNECT -> real::connect;
            case LISTEN ->
                () -> io(() -> {
                    real.listen();
                    return 0;
                });
            case ACCEPT -> socket::accept;
            case CLOSE -> real::close;
            case ABORT -> real::abort;
            case READ -> () -> io(() -> real.read(Buffer.allocate(4), 0, 0));
            case WRITE -> () -> io(() -> real.write(Buffer.allocate(3)));
            case READ_LATER -> socket::readLater;
            case WRITE_LATER -> () -> socket.writeLater(Buffer.allocate(5));
        };
    }

    private Answer answer(ModelSocket socket, Runnable call) {
        try {
            call.run();
            return Answer.OK;
        } catch (IllegalSocketStateException refused) {
            return Answer.ILLEGAL_STATE;
        } catch (IllegalArgumentException refused) {
            return Answer.ILLEGAL_ARGUMENT;
        } catch (Io failed) {
            return Answer.IO_FAILURE;
        } catch (RuntimeException unexpected) {
            violation(socket + ": " + unexpected);
            return Answer.OK;
        }
    }

    private static void io(IoCall call) {
        try {
            call.run();
        } catch (IOException failed) {
            throw new Io(failed);
        }
    }

    private void settle(ModelSocket socket, Ask ask, Answer answer) {
        if (answer == Answer.OK) {
            places.begin(socket, ask);
            sockets.forEach(places::refresh);
        }
        if (ask == Ask.ABORT) {
            socket.reference.silenced(socket.counts());
        }
        if (ask == Ask.CONFIGURE) {
            boolean same = socket.real.port() == socket.port
                    && socket.real.host().equals(java.util.Optional.ofNullable(socket.host));
            if (!same) {
                violation(socket + ": shows " + socket.real);
            }
        }
    }

    // ---- callbacks ----

    /** J1: never inside a call; and a callback may do anything. */
    void callback(ModelSocket socket, String what, Runnable count) {
        if (inCall) {
            violation(socket + ": " + what + " is called inside another call");
        }
        trace.add(socket + " calls back " + what);
        count.run();
        if (!inCallback && !elsewhere && !over && random.nextInt(4) == 0 && violations.isEmpty()) {
            inCallback = true;
            perform(random.nextBoolean() ? socket : sockets.get(random.nextInt(sockets.size())), pick());
            inCallback = false;
        }
    }

    /** A4: an accepted socket is there, CONNECTED. */
    void accepted(ModelSocket listener, TcpSocket inbound, int endsBefore) {
        if (inbound.state() != SocketState.CONNECTED) {
            violation(listener + ": accepted a socket in state " + inbound.state());
        }
        if (sockets.size() >= MOST_SOCKETS || over) {
            places.ended(listener.place);
            inbound.abort();
            return;
        }
        ModelSocket socket = new ModelSocket(this, "inbound " + sockets.size(), inbound, true);
        socket.host = inbound.host().orElseThrow();
        socket.port = inbound.port();
        socket.place = listener.place;
        socket.endsBefore = endsBefore;
        sockets.add(socket);
    }

    /** Tells whether nobody else acts meanwhile. */
    boolean isExact() {
        return !elsewhere;
    }

    void violation(String what) {
        violations.add(what);
    }

    /** Returns what was done, and how to do it again. */
    @Override
    public String toString() {
        return "  " + String.join("\n  ", trace) + "\nrepeat with -Dtisocket.model.seed=" + seed
                + " -Dtisocket.model.histories=1";
    }

    private interface IoCall {

        int run() throws IOException;
    }

    private static final class Io extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Io(IOException cause) {
            super(cause);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import io.tisocket.socket.Reference.Ask;
import io.tisocket.socket.Reference.Config;
import io.tisocket.socket.Reference.Mode;
import io.tisocket.stream.Buffer;
import io.tisocket.stream.IoEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One socket of a {@link ModelHistory}: the real one, its reference, and what it has reported. */
final class ModelSocket {

    final String name;
    final TcpSocket real;
    final Reference reference;
    private final boolean inbound;
    private final ModelHistory history;
    private final List<Operation> outstanding = new ArrayList<>();

    /** What {@link #configure} has set; null: no host. */
    @Nullable
    String host;

    int port;

    /** Where it listens or wants to connect to, or whence it was accepted. */
    String place = "";

    /** How many ends of connections there had been at that place when it began there. */
    int endsBefore;

    /** Counts the connects, and tells whether the last began before the end of the one before had been reported. */
    private int life;

    private boolean overlapping;
    private int accepts;
    private int acceptsBefore;
    private int lastTaken;

    /** Whether the flag for accepting is certainly up, and the accepts that others have replaced. Rule A3. */
    private boolean flagIsUp;

    private final Set<Integer> replaced = new HashSet<>();
    private int accepted;
    private int connected;
    private int error;
    private int closed;

    ModelSocket(ModelHistory history, String name, TcpSocket real, boolean inbound) {
        this.history = history;
        this.name = name;
        this.real = real;
        this.inbound = inbound;
        this.reference = new Reference(inbound);
        real.onConnected(e -> called("connected", () -> connected++));
        real.onError(e -> called("error", () -> {
            error++;
            nothingIsOutstanding("error");
        }));
        real.onClosed(e -> called("closed", () -> {
            closed++;
            nothingIsOutstanding("closed");
        }));
        real.onAccepted(e -> called("accepted", () -> taken(e.inbound())));
    }

    private void called(String what, Runnable count) {
        history.callback(this, what, count);
    }

    /** E3, L10, X4: what was begun on the connection has completed before its end is reported. */
    private void nothingIsOutstanding(String callback) {
        synchronized (outstanding) {
            for (Operation operation : outstanding) {
                if (operation.onConnection && operation.life == life && !overlapping) {
                    history.violation(this + ": " + operation.ask + " completes after " + callback);
                }
            }
        }
    }

    void beginsLife() {
        life++;
        overlapping = !history.isExact()
                || reference.configs().stream().anyMatch(config -> config.error() > error || config.closed() > closed);
    }

    boolean hasLived() {
        return life > 0;
    }

    boolean isInbound() {
        return inbound;
    }

    Config counts() {
        return new Config(Mode.INITIAL, connected, error, closed);
    }

    // ---- accepting ----

    void listens() {
        accepted = 0;
        flagIsUp = false;
        acceptsBefore = accepts;
    }

    void accept() {
        accepts++;
        if (flagIsUp) {
            replaced.add(accepts - 1);
        }
        real.accept(AcceptOptions.NONE.withAttachment(accepts));
    }

    /** Time passes: perhaps a connection arrives and takes the flag down. */
    void timePasses() {
        flagIsUp = false;
    }

    /** A1, A3: each accept takes one connection, and one that was replaced takes none. */
    private void taken(TcpSocket inbound) {
        int number = (Integer) inbound.attachment().orElseThrow();
        if (number <= lastTaken || replaced.contains(number)) {
            history.violation(this + ": accept " + number + " has taken a second connection, or was replaced");
        }
        lastTaken = number;
        boolean taken = number > acceptsBefore && real.state() == SocketState.LISTENING;
        accepted += taken ? 1 : 0;
        // What was taken before a close, and is told after it, has nobody at this place to rely on.
        history.accepted(this, inbound, taken ? endsBefore : -1);
    }

    /** Takes note of a moment in which nothing is under way; tells whether the flag is up. */
    boolean flagAtRest() {
        flagIsUp = real.state() == SocketState.LISTENING && accepts > lastTaken && accepts > acceptsBefore;
        return flagIsUp;
    }

    int accepted() {
        return accepted;
    }

    // ---- operations that complete later ----

    void readLater() {
        Buffer buffer = Buffer.allocate(16);
        real.readAsync(buffer, 0, 16, begun(Ask.READ_LATER));
    }

    void writeLater(Buffer bytes) {
        real.writeAsync(bytes, 0, bytes.length(), begun(Ask.WRITE_LATER));
    }

    private Consumer<IoEvent> begun(Ask ask) {
        boolean hopeless = history.isExact() && !reference.mayBe(Mode.CONNECTED);
        Operation operation = new Operation(ask, life, history.isExact() && real.state() == SocketState.CONNECTED);
        synchronized (outstanding) {
            outstanding.add(operation);
        }
        return event -> called(ask.name(), () -> {
            boolean known;
            synchronized (outstanding) {
                known = outstanding.remove(operation);
            }
            if (!known) {
                history.violation(this + ": " + ask + " completes a second time");
            }
            if (hopeless && event.failure().isEmpty()) {
                history.violation(this + ": " + ask + " succeeds although it was not connected");
            }
        });
    }

    boolean hasReadPending() {
        return outstanding.stream().anyMatch(operation -> operation.ask == Ask.READ_LATER);
    }

    // ---- what is judged ----

    void judge() {
        reference.seen(real.state(), counts());
        if (reference.configs().isEmpty()) {
            history.violation(this + ": no rule leads to " + real.state() + " with " + called());
        }
    }

    void judgeAtRest() {
        judge();
        List<Config> before = List.copyOf(reference.configs());
        reference.seenAtRest(counts());
        if (reference.configs().isEmpty() && !before.isEmpty()) {
            history.violation(this + ": at rest it is " + before + ", but saw " + called());
        }
        for (Operation operation : outstanding) {
            if (real.state() != SocketState.CONNECTED || operation.ask != Ask.READ_LATER) {
                history.violation(this + ": " + operation.ask + " has not completed");
            }
        }
    }

    private String called() {
        return "connected " + connected + ", error " + error + ", closed " + closed + " times";
    }

    @Override
    public String toString() {
        return name + " (" + (host == null ? "no host" : host) + ":" + port + ")";
    }

    /** An operation that has not completed. Identity counts. */
    private static final class Operation {

        private final Ask ask;
        private final int life;
        private final boolean onConnection;

        Operation(Ask ask, int life, boolean onConnection) {
            this.ask = ask;
            this.life = life;
            this.onConnection = onConnection;
        }
    }
}

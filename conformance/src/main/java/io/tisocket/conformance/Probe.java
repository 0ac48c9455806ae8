// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A socket under test with everything written down that it calls back; what tests talk to. */
public final class Probe {

    private final Session session;
    private final SocketUnderTest socket;
    private final String name;
    private final Map<Kind, Consumer<Happening>> bodies = new ConcurrentHashMap<>();

    /** Whether the last {@code accept()} came with options. */
    private volatile boolean optionsGiven;

    /** How often it has connected or listened; guarded by this. */
    private int life;

    /** The lives that {@code close()} has ended and that have not called back closed; guarded by this. */
    private final Deque<Integer> closing = new ArrayDeque<>();

    /** The terminal event of this life; guarded by this. */
    private @Nullable Kind terminal;

    Probe(Session session, SocketUnderTest socket, String name) {
        this.session = session;
        this.socket = socket;
        this.name = name;
    }

    /** Sets the callbacks; that for errors stays as it is where {@code accept()} has given one. */
    Probe watch(boolean errorsToo) {
        for (Kind kind : Kind.values()) {
            if (kind.isSocketEvent() && (errorsToo || kind != Kind.ERROR)) {
                socket.handle(kind, happening -> happened(kind, happening));
            }
        }
        return this;
    }

    /** Takes the place of {@code body}'s callback; the log is kept either way. */
    public Probe when(Kind kind, Consumer<Happening> body) {
        bodies.put(kind, body);
        return this;
    }

    private void happened(Kind kind, Happening happening) {
        session.calledBack(name + " " + kind, () -> {
            EventLog.Entry entry = new EventLog.Entry(kind, this, socket.state(), happening, null);
            watch(kind);
            happening.inbound().ifPresent(inbound -> session.probeOf(inbound).watch(!optionsGiven));
            session.log().add(entry);
            Consumer<Happening> body = bodies.get(kind);
            if (body != null) {
                body.accept(happening);
            }
        });
    }

    /** Rules L10 and E3: one terminal event, after everything else. */
    private void watch(Kind kind) {
        boolean ends = kind == Kind.ERROR;
        synchronized (this) {
            if (kind == Kind.CLOSED) {
                Integer closed = closing.poll();
                if (closed == null) {
                    session.log().violation(name + ": closed was called back without a close() (rule X5)");
                    return;
                }
                ends = closed == life;
            }
            if (terminal != null && (ends || kind == Kind.CONNECTED || kind == Kind.ACCEPTED)) {
                session.log()
                        .violation(name + ": " + kind + " was called back after the terminal event " + terminal
                                + " (rule L10)");
            }
            if (ends) {
                terminal = kind;
            }
        }
        if (ends && session.hasPending(this)) {
            session.log()
                    .violation(name + ": " + kind
                            + " was called back before its pending reads and writes had failed (rule E3)");
        }
    }

    private synchronized void newLife() {
        life++;
        terminal = null;
    }

    // ---- what happened ----

    /** Waits for the first event of {@code kind}. */
    public Happening await(Kind kind) {
        return await(kind, 1);
    }

    /** Waits for the event number {@code count} of {@code kind}. */
    public Happening await(Kind kind, int count) {
        EventLog.Entry entry = session.log()
                .await(kind + " number " + count + " on " + name, count, e -> e.socket() == this && e.kind() == kind);
        Happening happening = entry.happening();
        return happening == null ? new Happening(socket, Optional.empty(), 0, "") : happening;
    }

    /** Waits for the accepted socket number {@code count}. */
    public Probe awaitInbound(int count) {
        return session.probeOf(await(Kind.ACCEPTED, count).inbound().orElseThrow());
    }

    /** Returns the state's number as it was seen inside the first callback of {@code kind}. */
    public int stateInside(Kind kind) {
        return session.log()
                .await(kind + " on " + name, 1, e -> e.socket() == this && e.kind() == kind)
                .state();
    }

    /** Returns how many events of {@code kind} there have been. */
    public int count(Kind kind) {
        return session.log().count(e -> e.socket() == this && e.kind() == kind);
    }

    /** Returns how many events of the socket itself there have been, of any kind. */
    public int countAll() {
        return session.log().count(e -> e.socket() == this && e.kind().isSocketEvent());
    }

    // ---- what tests ask of it ----

    /** Returns the state's number. */
    public int state() {
        return socket.state();
    }

    /** Returns the socket itself, for calls whose form matters. */
    public SocketUnderTest raw() {
        return socket;
    }

    /** Sets the host. */
    public Probe host(String host) {
        session.calling(() -> socket.host(host));
        return this;
    }

    /** Sets the port. */
    public Probe port(int port) {
        session.calling(() -> socket.port(port));
        return this;
    }

    /** Sets the timeout. */
    public Probe timeout(long millis) {
        session.calling(() -> socket.timeoutMillis(millis));
        return this;
    }

    /** Begins to connect. */
    public void connect() {
        session.calling(() -> {
            // Counted before, since the outcome may be called back before the call has returned to this thread.
            EndOfLife before = beginLife();
            try {
                socket.connect();
            } catch (RuntimeException refused) {
                restore(before);
                throw refused;
            }
        });
    }

    /** Listens. */
    public void listen() {
        session.calling(() -> {
            EndOfLife before = beginLife();
            try {
                socket.listen();
            } catch (RuntimeException refused) {
                restore(before);
                throw refused;
            }
        });
    }

    /** What a call that throws must leave as it was. */
    private record EndOfLife(int life, @Nullable Kind terminal) {}

    private synchronized EndOfLife beginLife() {
        EndOfLife before = new EndOfLife(life, terminal);
        newLife();
        return before;
    }

    private synchronized void restore(EndOfLife before) {
        life = before.life();
        terminal = before.terminal();
    }

    /** Accepts one connection without options. */
    public void accept() {
        optionsGiven = false;
        session.calling(() -> socket.accept(Optional.empty()));
    }

    /** Accepts one connection with options. */
    public void accept(AcceptRequest request) {
        optionsGiven = true;
        AcceptRequest watched = new AcceptRequest(request.timeoutMillis(), failed -> {
            Probe inbound = session.probeOf(failed.socket());
            inbound.bodies.put(Kind.ERROR, request.onError());
            inbound.happened(Kind.ERROR, failed);
        });
        session.calling(() -> socket.accept(Optional.of(watched)));
    }

    /** Closes; a {@code closed} event has to follow. */
    public void close() {
        session.calling(() -> {
            synchronized (this) {
                closing.add(life);
            }
            try {
                socket.close();
            } catch (RuntimeException refused) {
                synchronized (this) {
                    closing.removeLast();
                }
                throw refused;
            }
        });
    }

    /** Aborts; no event follows. */
    public void abort() {
        session.calling(socket::abort);
        synchronized (this) {
            closing.clear();
        }
    }

    /** Reads, blocking; returns what was read, empty at the end of the stream. */
    public byte[] read(int length) {
        byte[] target = new byte[length];
        int[] count = new int[1];
        session.calling(() -> count[0] = socket.read(target, 0, length));
        return java.util.Arrays.copyOf(target, Math.max(0, count[0]));
    }

    /** Reads, blocking, until {@code length} bytes are there or the stream ends. */
    public byte[] readFully(int length) {
        byte[] all = new byte[length];
        int have = 0;
        while (have < length) {
            byte[] part = read(length - have);
            if (part.length == 0) {
                return java.util.Arrays.copyOf(all, have);
            }
            System.arraycopy(part, 0, all, have, part.length);
            have += part.length;
        }
        return all;
    }

    /** Writes, blocking. */
    public int write(byte[] bytes) {
        int[] count = new int[1];
        session.calling(() -> count[0] = socket.write(bytes, 0, bytes.length));
        return count[0];
    }

    /** Begins to read. */
    public PendingOperation readAsync(int length) {
        byte[] target = new byte[length];
        PendingOperation read = session.operation(Kind.READ, this);
        read.target(target);
        session.calling(() -> socket.readAsync(target, 0, length, outcome -> ended(read, Kind.READ, outcome)));
        return read;
    }

    /** Begins to write; the buffer stays as it is. */
    public PendingOperation writeAsync(byte[] bytes) {
        PendingOperation write = session.operation(Kind.WRITTEN, this);
        session.calling(
                () -> socket.writeAsync(bytes, 0, bytes.length, outcome -> ended(write, Kind.WRITTEN, outcome)));
        return write;
    }

    /** Begins to write, and overwrites the buffer at once. */
    public PendingOperation writeAsyncThenOverwrite(byte[] bytes) {
        PendingOperation write = session.operation(Kind.WRITTEN, this);
        session.calling(() -> socket.writeAsyncThenOverwrite(bytes, outcome -> ended(write, Kind.WRITTEN, outcome)));
        return write;
    }

    private void ended(PendingOperation operation, Kind kind, Outcome outcome) {
        session.calledBack(name + " " + kind, () -> {
            operation.complete(outcome);
            session.log().add(new EventLog.Entry(kind, this, socket.state(), null, outcome));
            bodies.getOrDefault(kind, h -> {}).accept(new Happening(socket, Optional.empty(), 0, ""));
        });
    }

    /** Pumps to {@code handler}. */
    public void pump(int maxChunk, Consumer<Outcome> handler) {
        session.calling(() -> socket.pump(
                maxChunk,
                outcome -> session.calledBack(name + " " + Kind.CHUNK, () -> {
                    session.log().add(new EventLog.Entry(Kind.CHUNK, this, socket.state(), null, outcome));
                    handler.accept(outcome);
                })));
    }

    String name() {
        return name;
    }

    @Override
    public String toString() {
        return name;
    }
}

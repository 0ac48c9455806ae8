// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

import io.tisocket.socket.simulation.Fault;
import io.tisocket.stream.ChunkMemory;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** One end of a simulated connection. */
final class SimulatedWire implements Wire {

    private final SimulatedTransport transport;
    private final VirtualTime time;
    private final Dice dice;
    private final InetSocketAddress local;
    private final InetSocketAddress remote;
    private final ByteFifo readAhead = new ByteFifo();

    /** Bytes that the operating system does not have yet. */
    private final ArrayDeque<ByteBuffer> outgoing = new ArrayDeque<>(2);

    private @Nullable Flow in;
    private @Nullable Flow out;
    private @Nullable WireHandler handler;
    private @Nullable WireException failure;
    private @Nullable SimulatedProcess owner;
    private boolean reading;
    private boolean pulling;
    private boolean inputEnded;
    private boolean closed;
    private boolean outputEnded;
    private boolean sending;

    /** How many of {@link #outgoing} have been flushed, from the first on. */
    private int flushed;

    private SimulatedWire(SimulatedTransport transport, InetSocketAddress local, InetSocketAddress remote) {
        this.transport = transport;
        this.time = transport.time();
        this.dice = transport.dice();
        this.local = local;
        this.remote = remote;
    }

    /** Returns the two ends of a new connection, the one that connects first. */
    static SimulatedWire[] pair(SimulatedTransport transport, InetSocketAddress client, InetSocketAddress server) {
        SimulatedWire a = new SimulatedWire(transport, client, server);
        SimulatedWire b = new SimulatedWire(transport, server, client);
        Flow there = new Flow(transport.time(), transport.dice(), a, b);
        Flow back = new Flow(transport.time(), transport.dice(), b, a);
        a.out = there;
        a.in = back;
        b.out = back;
        b.in = there;
        transport.opened(a);
        transport.opened(b);
        return new SimulatedWire[] {a, b};
    }

    private Flow in() {
        return connected(in);
    }

    private Flow out() {
        return connected(out);
    }

    private static Flow connected(@Nullable Flow flow) {
        if (flow == null) {
            throw new IllegalStateException("wire without its other end");
        }
        return flow;
    }

    @Override
    public InetSocketAddress localAddress() {
        return local;
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return remote;
    }

    @Override
    public void start(WireHandler handler, boolean reading) {
        this.handler = handler;
        this.reading = reading;
        if (readAhead.size() > 0 || inputEnded) {
            handler.readable();
        }
        if (failure != null && this.handler == handler) {
            handler.failed(failure);
        }
        pullSoon();
    }

    // ---- reading ----

    /** Learns that something has arrived. */
    void arrived() {
        pullSoon();
    }

    private void pullSoon() {
        if (!pulling && wantsToPull()) {
            pulling = true;
            time.after(0, this::pull);
        }
    }

    private boolean wantsToPull() {
        Flow in = in();
        return reading
                && !closed
                && failure == null
                && !inputEnded
                && readAhead.size() < dice.buffer()
                && (in.available() > 0 || in.isAtEnd());
    }

    private void pull() {
        pulling = false;
        if (wantsToPull()) {
            Flow in = in();
            in.take(readAhead, Math.min(in.available(), dice.buffer() - readAhead.size()));
            inputEnded = in.isAtEnd();
            tellReadable();
        }
    }

    private void tellReadable() {
        if (handler != null) {
            handler.readable();
        }
    }

    @Override
    public int available() {
        return readAhead.size();
    }

    @Override
    public boolean inputEnded() {
        return inputEnded;
    }

    @Override
    public int read(ByteBuffer target) {
        int count = readAhead.take(target);
        pullSoon();
        return count;
    }

    @Override
    public void discard() {
        readAhead.clear();
        pullSoon();
    }

    // ---- writing ----

    @Override
    public void write(ByteBuffer source, @Nullable ChunkMemory memory) {
        if (closed || outputEnded || failure != null) {
            return;
        }
        byte[] copy = new byte[source.remaining()];
        source.get(copy);
        outgoing.add(ByteBuffer.wrap(copy));
    }

    @Override
    public void flush() {
        flushed = outgoing.size();
        send();
    }

    /** Learns that there is room again in the operating system. */
    void roomCame() {
        send();
    }

    private void send() {
        if (sending) {
            return;
        }
        sending = true;
        boolean goesOn = true;
        while (goesOn && flushed > 0 && failure == null) {
            goesOn = sendSome(outgoing.element());
        }
        sending = false;
        sendFin();
    }

    /** Sends as much of the first write as there is room for; tells whether to go on at once. */
    private boolean sendSome(ByteBuffer first) {
        int room = out().room();
        if (room == 0) {
            return false;
        }
        int possible = Math.min(room, first.remaining());
        int count = dice.strikes(Fault.PARTIAL_WRITE) ? dice.part(possible) : possible;
        out().send(first, count);
        if (!first.hasRemaining()) {
            outgoing.remove();
            flushed--;
        }
        if (count < possible) {
            time.after(dice.latency(), this::roomCame);
        }
        if (handler != null) {
            handler.sent(count);
        }
        return count == possible;
    }

    private void sendFin() {
        if (outputEnded && outgoing.isEmpty() && failure == null && !closed) {
            out().sendFin();
        }
    }

    @Override
    public void shutdownOutput() {
        outputEnded = true;
        flush();
    }

    private void dropOutgoing() {
        flushed = 0;
        outgoing.clear();
    }

    // ---- the end ----

    /** Learns that the connection is no more; what has arrived can still be read. */
    void broken(WireException reason) {
        if (closed || failure != null) {
            return;
        }
        failure = reason;
        int arrived = in().available();
        in().take(readAhead, arrived);
        dropOutgoing();
        if (arrived > 0) {
            tellReadable();
        }
        if (handler != null) {
            handler.failed(reason);
        }
    }

    /** Makes everything that is under way in both directions vanish. */
    void cutBoth() {
        in().cut();
        out().cut();
    }

    /** Answers bytes that came too late. */
    void answerWithReset() {
        out().sendReset();
    }

    void belongsTo(@Nullable SimulatedProcess process) {
        owner = process;
    }

    boolean isOf(SimulatedProcess process) {
        return owner == process;
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        if (!closed) {
            boolean unread = in().available() > 0;
            end();
            if (unread) {
                out().sendReset();
            } else if (failure == null) {
                out().sendFin();
            }
            in().clear();
            dropOutgoing();
        }
    }

    @Override
    public void reset() {
        if (!closed) {
            end();
            in().clear();
            if (failure == null) {
                out().sendReset();
            }
            dropOutgoing();
        }
    }

    private void end() {
        closed = true;
        handler = null;
        reading = false;
        readAhead.clear();
        transport.closed(this);
    }

    /** Returns both addresses and what is under way from here, for messages. */
    @Override
    public String toString() {
        String rest = out().describe();
        return "connection " + AddressText.of(local) + " to " + AddressText.of(remote)
                + (rest == null ? "" : " with " + rest);
    }
}

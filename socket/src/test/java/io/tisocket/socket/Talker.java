// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import static io.tisocket.socket.HistoryEnd.byteAt;
import static io.tisocket.socket.HistoryEnd.bytesAt;

import io.tisocket.socket.FaultyHistory.Told;
import io.tisocket.socket.HistoryTally.Outcome;
import io.tisocket.stream.Buffer;
import io.tisocket.stream.IoEvent;
import io.tisocket.stream.StreamClosedException;
import java.io.IOException;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** A socket in a {@link FaultyHistory}: sends, reads and ends as its random script says; all of it is written down and judged. */
final class Talker implements HistoryEnd {

    private enum Ending {
        CLOSE_WHEN_SENT,
        CLOSE_AT_END,
        ABORT_WHEN_SENT,
        STAY
    }

    final int number;
    final TcpSocket socket;
    private final FaultyHistory history;
    private final SplittableRandom random;
    private final int toSend;
    private final int readChunk;
    private final int stopsReadingAt;
    private final Ending ending;
    private int handedOver;
    private int failedBytes;
    private int started;
    private int succeeded;
    private int failed;
    private int cancelled;
    private int terminalEvents;
    private boolean connecting;
    private boolean aborted;
    private boolean readPending;
    private boolean readFailed;
    private int writesPending;
    private boolean wrongByte;
    private boolean sawEnd;
    private int received;
    private int sender = -1;
    private boolean talking;

    Talker(FaultyHistory history, int number, TcpSocket socket, SplittableRandom random) {
        this.history = history;
        this.number = number;
        this.socket = socket;
        this.random = random;
        this.toSend = 1 + random.nextInt(random.nextInt(4) == 0 ? 2_000 : 60);
        this.readChunk = 1 + random.nextInt(300);
        this.stopsReadingAt = random.nextInt(6) == 0 ? 1 + random.nextInt(100) : Integer.MAX_VALUE;
        this.ending = Ending.values()[random.nextInt(4)];
    }

    // ---- what it does ----

    void begin() {
        talking = true;
        write(1);
        read();
        goOnSending();
    }

    private void goOnSending() {
        int burst = 1 + random.nextInt(3);
        while (burst-- > 0 && handedOver < toSend && socket.isWritable()) {
            write(1 + random.nextInt(toSend - handedOver));
        }
        if (handedOver >= toSend) {
            finishSending();
        }
    }

    private void finishSending() {
        if (ending == Ending.CLOSE_WHEN_SENT && received > 0) {
            close();
        } else if (ending == Ending.ABORT_WHEN_SENT && received > 0) {
            abort();
        }
    }

    private void write(int length) {
        Buffer buffer = Buffer.wrap(bytesAt(number, handedOver, length));
        handedOver += length;
        if (!socket.timeout().isZero() && random.nextInt(8) == 0) {
            writeBlocking(buffer);
            return;
        }
        writesPending++;
        socket.writeAsync(buffer, 0, length, operation("write", e -> {
            writesPending--;
            if (e.failure().isPresent()) {
                failedBytes += length;
            } else {
                later(this::goOnSending);
            }
        }));
        buffer.fill(0);
    }

    private void writeBlocking(Buffer buffer) {
        started++;
        try {
            socket.write(buffer);
            succeeded++;
        } catch (IOException reason) {
            failedBytes += buffer.length();
            failed("write", reason);
        }
    }

    private void read() {
        readPending = true;
        Consumer<IoEvent> whenRead = operation("read", this::arrived);
        if (random.nextBoolean()) {
            socket.readChunkAsync(readChunk, whenRead);
        } else {
            Buffer buffer = Buffer.allocate(readChunk + 3);
            socket.readAsync(buffer, 3, readChunk, e -> whenRead.accept(shifted(e)));
        }
    }

    private static IoEvent shifted(IoEvent event) {
        return event.bytesProcessed() > 0
                ? IoEvent.success(
                        event.source(), event.buffer().copy(3, event.bytesProcessed()), event.bytesProcessed())
                : event;
    }

    private void arrived(IoEvent event) {
        readPending = false;
        if (event.failure().isPresent()) {
            readFailed = true;
        } else if (event.bytesProcessed() < 0) {
            sawEnd = true;
            if (ending != Ending.STAY) {
                close();
            }
        } else {
            check(event.buffer().toByteArray(), event.bytesProcessed());
            if (handedOver >= toSend) {
                finishSending();
            }
            if (received < stopsReadingAt && socket.isReadable()) {
                later(this::read);
            }
        }
    }

    private void check(byte[] bytes, int count) {
        for (int i = 0; i < count; i++) {
            if (received == 0) {
                sender = bytes[0] & 0xFF;
                history.met(sender, this);
            }
            if (bytes[i] != byteAt(sender, received) && !wrongByte) {
                wrongByte = true;
                history.violation(
                        this + ": byte " + received + " of " + sender + " is wrong: lost, twice, or out of order");
            }
            received++;
        }
    }

    private void later(Runnable step) {
        Runnable alive = () -> {
            if (socket.state() == SocketState.CONNECTED) {
                step.run();
            }
        };
        if (random.nextInt(5) == 0) {
            history.loop().schedule(Duration.ofNanos(random.nextInt(10_000_000)), alive);
        } else {
            alive.run();
        }
    }

    private void close() {
        if (socket.state() == SocketState.CONNECTED) {
            socket.close();
        }
    }

    void abort() {
        SocketState state = socket.state();
        if (state == SocketState.CONNECTED || state == SocketState.INITIALIZED) {
            aborted = true;
            history.tally().count(Outcome.ABORTED);
            socket.abort();
        }
    }

    /** Connects, unless somebody has given that up already. */
    void connect() {
        if (!aborted) {
            connecting = true;
            socket.connect();
        }
    }

    // ---- what it is told ----

    void connected() {
        if (talking || terminalEvents > 0 || aborted) {
            history.violation(this + ": connected again, or after its end");
        }
        history.tally().count(Outcome.CONNECTED);
        begin();
    }

    /** Takes note of an error or of a close: each ends everything. */
    void terminated(Object event) {
        if (event instanceof ErrorEvent error) {
            history.tally().count(error.code());
        }
        if (++terminalEvents > 1) {
            history.violation(this + ": a second terminal event, " + event);
        }
        if (aborted) {
            history.violation(this + ": a terminal event after abort(), " + event);
        }
        if (socket.state() == SocketState.CONNECTED) {
            history.violation(this + ": a terminal event in state CONNECTED, " + event);
        }
    }

    private Consumer<IoEvent> operation(String name, Consumer<IoEvent> whenDone) {
        started++;
        int terminalsBefore = terminalEvents;
        int[] calls = {0};
        return event -> history.observe(Told.COMPLETED, this, () -> {
            event.failure().ifPresentOrElse(reason -> failed(name, reason), () -> succeeded++);
            if (++calls[0] > 1) {
                history.violation(this + ": a " + name + " completed twice");
            }
            if (terminalEvents > terminalsBefore) {
                history.violation(this + ": a " + name + " completed after the terminal event");
            }
            whenDone.accept(event);
        });
    }

    /** Takes note of an operation that has not succeeded. */
    void failed(String name, IOException reason) {
        if (reason instanceof SocketFailedException) {
            failed++;
        } else if (reason instanceof StreamClosedException) {
            cancelled++;
        } else {
            history.violation(this + ": a " + name + " ended in neither a failure nor a close, but " + reason);
        }
    }

    // ---- what is judged ----

    @Override
    public void judgeIdle() {
        if (!isWell()) {
            return;
        }
        HistoryEnd other = history.end(sender);
        if (readPending && other != null && other.isOver()) {
            history.violation(this + ": reads, and was never told of the end of " + other);
        }
        if (readPending && other != null && other.isWell()) {
            if (received != other.delivered()) {
                history.violation(this + ": " + received + " bytes have arrived of " + other.delivered());
            }
            if (other.isWriting()) {
                history.violation(other + ": a write does not end although " + this + " reads");
            }
        }
    }

    @Override
    public boolean isWell() {
        return talking && socket.state() == SocketState.CONNECTED && !sawEnd && !readFailed;
    }

    @Override
    public boolean isOver() {
        return socket.state() == SocketState.CLOSED || socket.state() == SocketState.ERROR;
    }

    @Override
    public boolean isWriting() {
        return writesPending > 0;
    }

    @Override
    public void judgeEnd() {
        if (started != succeeded + failed + cancelled) {
            history.violation(this + ": of " + started + " operations " + succeeded + " have succeeded, " + failed
                    + " failed and " + cancelled + " were cancelled");
        }
        SocketState state = socket.state();
        if (state == SocketState.CONNECTED
                || ((talking || (connecting && !aborted)) && state == SocketState.INITIALIZED)) {
            history.violation(this + ": still in state " + state);
        }
        boolean ended = state == SocketState.ERROR || state == SocketState.CLOSED;
        if (ended && terminalEvents != (aborted ? 0 : 1)) {
            history.violation(this + ": " + terminalEvents + " terminal events in state " + state);
        }
        HistoryEnd other = history.end(sender);
        if (sawEnd && other == null) {
            history.violation(this + ": the end of a stream of which the first byte is lost");
        } else if (sawEnd && received != other.delivered()) {
            history.violation(this + ": the end of the stream after " + received + " bytes of " + other.delivered());
        }
        count(state);
    }

    private void count(SocketState state) {
        HistoryTally tally = history.tally();
        tally.count(Outcome.STARTED, started);
        tally.count(Outcome.SUCCEEDED, succeeded);
        tally.count(Outcome.FAILED, failed);
        tally.count(Outcome.CANCELLED, cancelled);
        if (sawEnd) {
            tally.count(Outcome.END_OF_STREAM);
        }
        if (state == SocketState.ERROR) {
            tally.count(talking ? Outcome.BROKEN : Outcome.NOT_CONNECTED);
        } else if (!aborted) {
            tally.count(Outcome.CLOSED);
        }
    }

    @Override
    public int delivered() {
        return handedOver - failedBytes;
    }

    @Override
    public String toString() {
        return (number < FaultyHistory.FIRST_INBOUND ? "client " : "inbound ") + number + " in " + socket.state();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import io.tisocket.socket.transport.AddressText;
import io.tisocket.socket.transport.Cancellable;
import io.tisocket.socket.transport.Wire;
import io.tisocket.socket.transport.WireException;
import io.tisocket.socket.transport.WireHandler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A socket that is connected: its pending reads and writes, its failure and its close. Loop thread only. */
final class Connection implements Role, WireHandler {

    /** Writes wait up to this many bytes for a peer that does not read; a single longer one may wait alone. Rule I7. */
    static final long WRITE_LIMIT = 64L * 1024 * 1024;

    /** How long {@code close()} tries to get the last bytes out when the socket has no timeout. Rule X3. */
    static final Duration FLUSH_LIMIT = Duration.ofSeconds(5);

    private final TcpSocket socket;
    private final Wire wire;
    private final int generation;
    private final Hold hold;
    private final Traffic traffic;
    private final WriteQueue writes;
    private final ReadQueue reads;
    private final Duration timeout;
    private @Nullable Breakage broken;
    private @Nullable Cancellable writeTimer;
    private @Nullable CompletableFuture<Void> closing;
    private @Nullable Operation blockedIn;
    private boolean started;
    private boolean flushing;

    Connection(TcpSocket socket, Wire wire, int generation, Traffic traffic) {
        this.socket = socket;
        this.hold = new Hold(socket.loop());
        this.wire = wire;
        this.generation = generation;
        this.traffic = traffic;
        this.timeout = socket.endpoint().timeout();
        this.reads = new ReadQueue(wire, traffic);
        this.writes = new WriteQueue(wire, traffic);
    }

    int generation() {
        return generation;
    }

    /** Begins to read ahead and to notice failures; before, the socket is quietly CONNECTED. Without effect the second time. */
    void start() {
        if (!started) {
            started = true;
            wire.start(this, true);
            updateHold();
        }
    }

    /** Keeps the loop running as long as anything can still be reported. Rule J4. */
    private void updateHold() {
        boolean more = !wire.inputEnded() || broken != null || !reads.isEmpty() || !writes.isEmpty();
        hold.set(more && socket.role() == this);
    }

    /** Tells whether nothing more is to come by itself: the peer has ended, and no operation is under way. */
    boolean isQuiet() {
        return started && !hold.isTaken();
    }

    // ---- reading ----

    /** Returns the bytes that can be read without waiting, when no earlier read waits for them. */
    boolean canReadNow() {
        start();
        return reads.isEmpty() && (wire.available() > 0 || wire.atEnd());
    }

    /** Moves bytes into {@code target}, when {@link #canReadNow()}; returns how many, or -1 at the end of the stream. */
    int readNow(ByteBuffer target) {
        int count = wire.available() > 0 ? wire.read(target) : -1;
        traffic.read(count);
        afterTaking();
        return count;
    }

    void read(PendingRead read) {
        start();
        reads.add(read);
        serve();
        failBlocked();
    }

    /** Takes a read back, as if it had never been asked for; returns false when it has been served. */
    boolean cancel(PendingRead read) {
        boolean pending = reads.cancel(read);
        updateHold();
        return pending;
    }

    private void serve() {
        reads.serve();
        afterTaking();
    }

    private void afterTaking() {
        updateHold();
        if (broken != null) {
            broken.settle();
        }
    }

    @Override
    public void readable() {
        if (closing == null) {
            serve();
        } else {
            // Nobody will read it, and a peer that is still sending may not read before it is rid of it.
            wire.discard();
        }
    }

    // ---- writing ----

    /**
     * Sends {@code write} after everything written before.
     *
     * @param snapshot whether its bytes may change after this call; it is false for blocking writes
     * @return false when it has failed at once
     */
    boolean write(PendingWrite write, boolean snapshot) {
        start();
        if (snapshot && writes.pendingBytes() > 0 && writes.pendingBytes() + write.length() > WRITE_LIMIT) {
            write.fail(Failures.of("write", AddressText.of(wire.remoteAddress()), SocketErrorCode.ENOBUFS));
            return false;
        }
        if (!timeout.isZero()) {
            write.deadline(socket.loop().transport().nanoTime() + timeout.toNanos());
        }
        writes.add(write, snapshot);
        socket.loop().unflushed().wrote(write.length());
        if (!flushing) {
            flushing = true;
            socket.loop().unflushed().add(this);
        }
        updateHold();
        failBlocked();
        return true;
    }

    /** Hands to the operating system what has been written. */
    void flush() {
        flushing = false;
        if (socket.role() == this) {
            wire.flush();
            afterWriting();
        }
    }

    @Override
    public void sent(int count) {
        writes.sent(count);
        if (closing == null) {
            updateHold();
        } else if (writes.isEmpty()) {
            // Later: a wire must not be closed from within.
            socket.loop().transport().execute(this::afterWriting);
        }
    }

    private void afterWriting() {
        updateHold();
        long deadline = writes.deadline();
        if (deadline != PendingWrite.NO_DEADLINE && writeTimer == null) {
            writeTimer = socket.loop()
                    .timer(Duration.ofNanos(deadline - socket.loop().transport().nanoTime()), this::checkDeadline);
        }
        if (closing != null && writes.isEmpty()) {
            finish();
        }
    }

    private void checkDeadline() {
        writeTimer = null;
        long deadline = writes.deadline();
        if (deadline == PendingWrite.NO_DEADLINE
                || deadline - socket.loop().transport().nanoTime() > 0) {
            afterWriting();
        } else if (closing != null) {
            giveUp();
        } else {
            fail(Failures.of("write", AddressText.of(wire.remoteAddress()), SocketErrorCode.ETIMEDOUT));
        }
    }

    /** Copies what is not sent yet, since the caller of a blocking write gets its buffer back before the write is done. */
    void snapshotWrites() {
        writes.snapshot();
    }

    // ---- failing ----

    /** Learns that a call on the loop's own thread blocks until its read or write is done; null: not any more. */
    void blockedIn(@Nullable Operation operation) {
        blockedIn = operation;
    }

    @Override
    public void sendingFailed(WireException reason) {
        breakOff(reason, false);
    }

    @Override
    public void failed(WireException reason) {
        breakOff(reason, true);
    }

    private void breakOff(WireException reason, boolean isLost) {
        if (broken == null) {
            broken = new Breakage(socket.loop(), wire, reason, this::failBroken);
            writes.breakOff();
        }
        if (isLost) {
            broken.lose();
        }
        if (closing != null) {
            finish();
        } else {
            failBlocked();
            afterTaking();
        }
    }

    /** Fails at once when a call blocks the loop and has nothing left to wait for: no callback runs before it returns. */
    private void failBlocked() {
        if (broken != null) {
            boolean reading = blockedIn == Operation.READ && !reads.isEmpty() && broken.isAllThere();
            boolean writing = blockedIn == Operation.WRITE && !writes.isEmpty();
            if (reading || writing) {
                failBroken();
            }
        }
    }

    private void failBroken() {
        if (broken != null) {
            fail(Failures.of("connection to", AddressText.of(wire.remoteAddress()), broken.reason()));
        }
    }

    private void fail(SocketFailedException failure) {
        socket.failure(failure); // before the state, for who sees that from another thread
        if (!socket.lifecycle().happened(Occurrence.CONNECTION_FAILED, generation)) {
            return;
        }
        wire.reset();
        FlightRecording.error(socket, generation, failure);
        end(() -> failure);
        // Two turns after the callbacks that are due: a pump reports the failure in between. Rule E3.
        socket.loop().execute(() -> socket.callbacks().failed(generation, failure));
    }

    /** Completes what is pending and lets go of the socket. */
    private void end(Supplier<IOException> reason) {
        if (socket.role() == this) {
            socket.role(null);
        }
        stopTimers();
        traffic.end();
        reads.fail(reason);
        writes.fail(reason);
        hold.set(false);
    }

    private void stopTimers() {
        writeTimer = Cancellable.drop(writeTimer);
        if (broken != null) {
            broken.stop();
        }
    }

    // ---- closing ----

    /** Lets the peer have everything written, then the end of the stream, within the limits of X3; then completes {@code done}. */
    void close(CompletableFuture<Void> done) {
        start();
        closing = done;
        reads.fail(() -> Failures.closed("read", socket));
        wire.discard();
        stopTimers();
        if (broken != null) {
            finish();
            return;
        }
        if (timeout.isZero()) {
            writeTimer = socket.loop().timer(FLUSH_LIMIT, this::giveUp);
        }
        // Else each write keeps the limit that it has had from the start. Rule P5.
        flush();
    }

    /** Ends a {@code close()} that is under way, whatever has not gone out by now. */
    void giveUpClosing() {
        if (closing != null) {
            stopTimers();
            giveUp();
        }
    }

    private void giveUp() {
        if (!writes.isEmpty()) {
            wire.reset();
        }
        finish();
    }

    private void finish() {
        CompletableFuture<Void> done = closing;
        if (done == null || done.isDone()) {
            return;
        }
        boolean delivered = writes.isEmpty() && broken == null;
        end(() -> Failures.closed("write", socket));
        if (delivered) {
            new Lingering(socket.loop(), wire).start();
        } else {
            wire.reset();
        }
        done.complete(null);
    }

    @Override
    public void abort() {
        CompletableFuture<Void> done = closing;
        wire.reset();
        end(() -> Failures.closed("read or write", socket));
        if (done != null) {
            done.complete(null);
        }
    }
}

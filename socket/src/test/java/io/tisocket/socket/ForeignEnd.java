// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import static io.tisocket.socket.HistoryEnd.byteAt;
import static io.tisocket.socket.HistoryEnd.bytesAt;

import io.tisocket.socket.HistoryTally.Outcome;
import java.time.Duration;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** An end in a {@link FaultyHistory} that is none of our sockets, and does what those never do: half-close, reset, stall. */
final class ForeignEnd implements HistoryEnd {

    private enum Ending {
        FINISH,
        CLOSE,
        RESET,
        STAY
    }

    final SimulatedPeer peer;
    private final FaultyHistory history;
    private final int number;
    private final SplittableRandom random;
    private final Ending ending;
    private int left;
    private int sent;
    private boolean ended;
    private boolean reading = true;

    ForeignEnd(FaultyHistory history, int number, SimulatedPeer peer, SplittableRandom random) {
        this.history = history;
        this.number = number;
        this.peer = peer;
        this.random = random;
        this.left = 1 + random.nextInt(random.nextInt(4) == 0 ? 2_000 : 60);
        this.ending = Ending.values()[random.nextInt(4)];
    }

    // ---- what it does ----

    void begin() {
        send(1);
        if (random.nextInt(4) == 0) {
            read(false);
            if (random.nextBoolean()) {
                later(() -> read(true));
            }
        }
        goOn();
    }

    private void goOn() {
        if (left > 0) {
            send(1 + random.nextInt(left));
            later(this::goOn);
        } else {
            end();
        }
    }

    private void send(int count) {
        int length = Math.min(count, left);
        peer.send(bytesAt(number, sent, length));
        sent += length;
        left -= length;
    }

    private void end() {
        switch (ending) {
            case FINISH -> peer.finish();
            case CLOSE -> close();
            case RESET -> {
                ended = true;
                peer.reset();
            }
            case STAY -> {}
        }
    }

    private void read(boolean wanted) {
        reading = wanted;
        peer.reading(wanted);
    }

    /** Closes it, for good. */
    void close() {
        ended = true;
        peer.close();
    }

    private void later(Runnable step) {
        history.loop().schedule(Duration.ofNanos(random.nextInt(random.nextBoolean() ? 2_000_000 : 20_000)), step);
    }

    // ---- what is judged ----

    @Override
    public boolean isWell() {
        return peer.isConnected() && !ended && !peer.sawEnd() && peer.failure().isEmpty();
    }

    @Override
    public boolean isOver() {
        return ended || peer.failure().isPresent();
    }

    @Override
    public boolean isWriting() {
        return false;
    }

    @Override
    public int delivered() {
        return sent;
    }

    @Override
    public void judgeIdle() {
        byte[] received = peer.received();
        if (received.length > 0) {
            history.met(received[0] & 0xFF, this);
        }
        HistoryEnd other = other(received);
        if (other != null && isWell() && reading && other.isWell() && received.length != other.delivered()) {
            history.violation(this + ": " + received.length + " bytes have arrived of " + other.delivered());
        }
    }

    @Override
    public void judgeEnd() {
        byte[] received = peer.received();
        for (int i = 0; i < received.length; i++) {
            if (received[i] != byteAt(received[0] & 0xFF, i)) {
                history.violation(this + ": byte " + i + " of " + (received[0] & 0xFF)
                        + " is wrong: lost, twice, or out of order");
                break;
            }
        }
        HistoryEnd other = other(received);
        if (peer.sawEnd() && !peer.failure().isPresent()) {
            judgeStreamEnd(received.length, other);
        }
        count();
    }

    private void judgeStreamEnd(int received, @Nullable HistoryEnd other) {
        if (other != null && received != other.delivered()) {
            history.violation(this + ": the end of the stream after " + received + " bytes of " + other.delivered());
        } else if (other != null && ending == Ending.FINISH) {
            history.tally().count(Outcome.HALF_CLOSED);
        }
    }

    private @Nullable HistoryEnd other(byte[] received) {
        return received.length == 0 ? null : history.end(received[0] & 0xFF);
    }

    private void count() {
        if (!peer.isConnected()) {
            return;
        }
        if (!reading) {
            history.tally().count(Outcome.PEER_STOPPED_READING);
        }
        if (ending == Ending.RESET) {
            history.tally().count(Outcome.PEER_RESET);
        } else if (ending == Ending.CLOSE) {
            history.tally().count(Outcome.PEER_CLOSED);
        }
    }

    @Override
    public String toString() {
        return "peer " + number + (peer.isConnected() ? " connected" : "") + (reading ? "" : " not reading");
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import io.tisocket.socket.FaultyHistory.Told;
import io.tisocket.socket.HistoryTally.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.SplittableRandom;

/** A listener in a {@link FaultyHistory}: it accepts as long as it can; what it is told is judged. */
final class HistoryListener {

    final TcpSocket socket;
    private final FaultyHistory history;
    private final SplittableRandom random;
    private boolean flagged;
    private boolean listening;
    private int terminalEvents;

    HistoryListener(FaultyHistory history, int port, SplittableRandom random) {
        this.history = history;
        this.random = random;
        this.socket = history.loop().createTcp().port(port).listenQueueSize(1 + random.nextInt(3));
        socket.onAccepted(e -> history.observe(Told.ACCEPTED, this, () -> accepted(e)));
        socket.onError(e -> history.observe(Told.TERMINATED, this, () -> terminated(e)));
        socket.onClosed(e -> history.observe(Told.TERMINATED, this, () -> terminated(e)));
    }

    void listen() {
        try {
            socket.listen();
            listening = true;
            accept();
        } catch (IOException unlucky) {
            history.tally().count(Outcome.LISTEN_FAILED);
            if (socket.state() != SocketState.ERROR) {
                history.violation("listen() threw " + unlucky + " and left " + socket.state());
            }
        }
    }

    private void accept() {
        if (socket.state() == SocketState.LISTENING) {
            flagged = true;
            Talker[] made = {null};
            socket.accept(AcceptOptions.NONE
                    .withTimeout(history.timeout())
                    .withAttachment(made)
                    .withOnError(e -> history.observe(Told.TERMINATED, made[0], () -> made[0].terminated(e)))
                    .withOnClosed(e -> history.observe(Told.TERMINATED, made[0], () -> made[0].terminated(e))));
        }
    }

    private void accepted(AcceptedEvent event) {
        if (terminalEvents > 0) {
            history.violation(this + ": accepted after its terminal event");
        }
        if (!flagged) {
            history.violation(this + ": accepted without having been asked to");
        }
        flagged = false;
        Talker talker = history.accepted(event.inbound());
        ((Talker[]) event.inbound().attachment().orElseThrow())[0] = talker;
        talker.begin();
        if (random.nextInt(10) > 0) {
            accept();
        } else {
            history.loop().schedule(Duration.ofMillis(random.nextInt(50)), this::accept);
        }
    }

    /** Takes note of an error or of a close: each ends everything. */
    void terminated(Object event) {
        flagged = false;
        if (event instanceof ErrorEvent error) {
            history.tally().count(error.code());
        }
        if (++terminalEvents > 1) {
            history.violation(this + ": a second terminal event, " + event);
        }
        if (socket.state() == SocketState.LISTENING) {
            history.violation(this + ": a terminal event in state LISTENING, " + event);
        }
    }

    /** Tells whether it waits for a connection. */
    boolean waits() {
        return flagged && socket.state() == SocketState.LISTENING;
    }

    /** Judges after everything has been torn down. */
    void judgeEnd() {
        if (terminalEvents != (listening ? 1 : 0)) {
            history.violation(this + ": " + terminalEvents + " terminal events in state " + socket.state());
        }
        if (listening) {
            history.tally()
                    .count(socket.state() == SocketState.ERROR ? Outcome.LISTENER_BROKE : Outcome.LISTENER_CLOSED);
        }
    }

    @Override
    public String toString() {
        return "listener " + socket.port() + " in " + socket.state();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * The end of a loop in good order: listeners close, connections have some time to come to their end, then everything is
 * closed. Loop thread only.
 */
final class Shutdown {

    private enum Stage {
        NOT_ASKED_FOR,
        DRAINING,
        CLOSING,
        OVER
    }

    private final SocketLoop loop;
    private final CompletableFuture<Boolean> outcome;
    private Stage stage = Stage.NOT_ASKED_FOR;
    private boolean drained = true;
    private boolean checking;

    /** Prepares to shut {@code loop} down; {@code outcome} learns whether all connections came to their end in time. */
    Shutdown(SocketLoop loop, CompletableFuture<Boolean> outcome) {
        this.loop = loop;
        this.outcome = outcome;
    }

    /** Begins, and allows {@code drain}; asked again, the shorter of the times that are left counts. */
    void within(Duration drain) {
        if (stage == Stage.NOT_ASKED_FOR) {
            stage = Stage.DRAINING;
            for (TcpSocket socket : loop.openSockets()) {
                if (socket.role() instanceof Listener) {
                    SocketSteps.closeSoon(socket);
                }
            }
            changed();
        }
        if (stage == Stage.DRAINING) {
            loop.timer(drain, this::expired);
        }
    }

    /** Looks, two turns later, whether there is more to do: by then the program has been told of what has happened. */
    void changed() {
        if (!checking && (stage == Stage.DRAINING || stage == Stage.CLOSING)) {
            checking = true;
            loop.execute(() -> loop.execute(this::check));
        }
    }

    private void check() {
        checking = false;
        if (stage == Stage.DRAINING && isQuiet()) {
            closeAll();
        } else if (stage == Stage.CLOSING) {
            abortNew();
            if (loop.openSockets().length == 0 && loop.lingering().isWhole()) {
                stage = Stage.OVER;
                outcome.complete(drained);
                loop.stop();
            }
        }
    }

    /** Tells whether every connection has come to its end, or as far as it can without this side closing it. */
    private boolean isQuiet() {
        for (TcpSocket socket : loop.openSockets()) {
            if (!(socket.role() instanceof Connection connection && connection.isQuiet())) {
                return false;
            }
        }
        return true;
    }

    private void expired() {
        if (stage == Stage.DRAINING) {
            drained = isQuiet();
            closeAll();
        }
    }

    private void closeAll() {
        stage = Stage.CLOSING;
        for (TcpSocket socket : loop.openSockets()) {
            if (socket.role() instanceof Connection connection) {
                SocketSteps.closeSoon(socket);
                connection.giveUpClosing();
            } else if (socket.role() instanceof Listener) {
                SocketSteps.closeSoon(socket);
            } else {
                socket.abort();
            }
        }
        changed();
    }

    /** Drops what callbacks of the closing have opened: else it might never end. */
    private void abortNew() {
        for (TcpSocket socket : loop.openSockets()) {
            if (!socket.lifecycle().isClosing()) {
                socket.abort();
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import io.tisocket.socket.transport.Cancellable;
import io.tisocket.socket.transport.Wire;
import io.tisocket.socket.transport.WireException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why a connection can send no more, and when it fails because of that: the bytes that came before the failure are for the
 * program to take first. Rule E3; docs/decisions/0004-failures-wait-for-bytes.md. Loop thread only.
 */
final class Breakage {

    /** How long unread bytes, or those that may come yet, keep a connection from failing while nobody takes any. */
    private static final Duration QUIET = Duration.ofSeconds(1);

    private final SocketLoop loop;
    private final Wire wire;
    private final WireException reason;
    private final Runnable fail;
    private @Nullable Cancellable timer;
    private boolean lost;

    /** Begins with what the wire has told; {@code fail} is run when it is time, perhaps more than once. */
    Breakage(SocketLoop loop, Wire wire, WireException reason, Runnable fail) {
        this.loop = loop;
        this.wire = wire;
        this.reason = reason;
        this.fail = fail;
    }

    WireException reason() {
        return reason;
    }

    /** Learns that the descriptor is closed: what has been read ahead is all that there will be. */
    void lose() {
        lost = true;
    }

    /** Tells whether no more bytes will come. Until then the system may have some, also when it takes none any more. */
    boolean isAllThere() {
        return lost || wire.inputEnded();
    }

    /** Begins to wait anew: until all bytes have been taken, or nobody has taken any for a while. */
    void settle() {
        stop();
        if (wire.available() == 0 && isAllThere()) {
            // After the callbacks that are due: they may be about those very bytes.
            loop.execute(fail);
        } else {
            timer = loop.timer(QUIET, fail);
        }
    }

    void stop() {
        timer = Cancellable.drop(timer);
    }
}

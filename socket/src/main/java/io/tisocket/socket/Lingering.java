// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import io.tisocket.socket.transport.Cancellable;
import io.tisocket.socket.transport.Wire;
import io.tisocket.socket.transport.WireException;
import io.tisocket.socket.transport.WireHandler;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The rest of a connection that its socket has closed: FIN is sent, what still arrives is thrown away, and the descriptor
 * is closed at the peer's FIN or after a while.
 *
 * <p>Closed at once, a descriptor with unread bytes would send RST, and the peer's system would throw away what the peer has
 * not read yet. Rule X3.
 */
final class Lingering implements WireHandler {

    /** How long a peer may go on sending, or keep silent without ending its side. */
    static final Duration LIMIT = Duration.ofSeconds(2);

    /** How many may wait for their peers at a time; beyond, their descriptors are closed at once. Rule S2. */
    static final int MOST = 4096;

    private final SocketLoop loop;
    private final Hold hold;
    private final Wire wire;
    private @Nullable Cancellable limit;

    Lingering(SocketLoop loop, Wire wire) {
        this.loop = loop;
        this.hold = new Hold(loop);
        this.wire = wire;
    }

    void start() {
        if (wire.atEnd()) {
            // Nothing is unread, and nothing can come any more.
            wire.close();
            return;
        }
        wire.shutdownOutput();
        if (loop.lingering().take()) {
            hold.set(true);
            limit = loop.timer(LIMIT, this::end);
            wire.start(this, true);
        } else {
            wire.close();
        }
    }

    @Override
    public void readable() {
        wire.discard();
        if (wire.atEnd()) {
            end();
        }
    }

    @Override
    public void failed(WireException reason) {
        end();
    }

    private void end() {
        if (limit != null) {
            limit.cancel();
            limit = null;
            loop.lingering().give();
        }
        wire.close();
        hold.set(false);
    }
}

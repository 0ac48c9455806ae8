// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

import java.util.Set;

/** A listener that takes connections as they arrive, and survives what can be survived. */
abstract class NettyAcceptor implements Acceptor {

    /** What the kernel may hold while the loop is busy; the limit that users set is kept above the transport. */
    static final int KERNEL_BACKLOG = 4096;

    /** Interruptions, and what accept(2) says that concerns only the connection that was just about to be taken. */
    private static final Set<Integer> ONE_CONNECTION = Set.of(
            Errno.EINTR,
            Errno.EPROTO,
            Errno.ENOPROTOOPT,
            Errno.EOPNOTSUPP,
            Errno.ENETDOWN,
            Errno.ENETUNREACH,
            Errno.ECONNABORTED,
            Errno.ECONNRESET,
            Errno.ETIMEDOUT,
            Errno.EHOSTDOWN,
            Errno.EHOSTUNREACH);

    private final ListenHandler handler;
    private final Shortage shortage;

    NettyAcceptor(NettyTransport transport, ListenHandler handler) {
        this.handler = handler;
        this.shortage = new Shortage(transport, this, handler::starved);
    }

    /** Says that it listens. */
    final void listening() {
        shortage.keepSpare();
        handler.listening(this);
    }

    /** Takes what was thrown instead of a connection. */
    final void acceptFailed(Throwable cause) {
        // First of all: to find out what has happened may need a descriptor.
        shortage.giveSpare();
        WireException reason = NettyErrors.translate(cause);
        if (Shortage.isMeantBy(reason)) {
            shortage.begin(reason);
        } else if (ONE_CONNECTION.contains(reason.errno())) {
            shortage.keepSpare();
        } else {
            end();
            handler.failed(reason);
        }
    }

    /** Gives up what was kept for a shortage; the descriptor is closed. */
    final void closed() {
        shortage.giveSpare();
    }

    abstract boolean isOpen();

    /** Begins to take connections, or makes a pause. */
    abstract void accepting(boolean wanted);

    /** Closes the descriptor. */
    abstract void end();
}

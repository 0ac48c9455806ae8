// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

import java.net.InetSocketAddress;

/**
 * A connection that has arrived at a listener and that nobody drives yet. Its bytes stay with the operating system, as far as
 * that lets them.
 *
 * <p>It belongs to the thread of the listener's transport until it is released; then to whoever has it, one thread after
 * another, until a transport takes it with {@link #join}.
 */
public interface Arrival {

    /** Returns the peer's address. */
    InetSocketAddress remoteAddress();

    /** Has the listener's transport notice that the peer gives up: {@code gone} is called then, once, perhaps at once. */
    void watch(Runnable gone);

    /**
     * Makes the listener's transport let go of it, so that any can take the connection, and it is not watched any more; calls
     * {@code released} when it has: at once, or within a coming {@link Transport#run}.
     */
    void release(Runnable released);

    /**
     * Makes the connection one of {@code transport}, whose thread calls this: the listener's own, or after the release
     * another one of its {@link Transport#network()}. Not twice, and not after {@link #reset}.
     *
     * @return silent, and broken when the connection has failed meanwhile
     */
    Wire join(Transport transport);

    /** Closes the descriptor at once with RST. */
    void reset();
}

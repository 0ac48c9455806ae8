// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

import java.net.InetSocketAddress;

/** A bound listener. */
public interface Acceptor {

    /** Returns the address that it is bound to, with the port that was chosen. */
    InetSocketAddress localAddress();

    /** Stops listening; {@code whenFree} is called once the address can be bound again. Not twice. */
    void close(Runnable whenFree);
}

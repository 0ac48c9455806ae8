// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

/** Learns how an attempt to connect ended; exactly one method is called, once. */
public interface ConnectHandler {

    /** Takes the open connection, silent until {@link Wire#start}. */
    void connected(Wire wire);

    /** Takes the reason why there is no connection; nothing is left open. */
    void failed(WireException reason);
}

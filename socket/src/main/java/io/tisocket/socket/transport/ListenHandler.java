// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

/**
 * Learns what becomes of a listener: either {@link #listening}, then perhaps {@link #starved} and {@link #failed}, or {@code
 * failed} at once.
 */
public interface ListenHandler {

    /** Takes the bound listener. */
    void listening(Acceptor acceptor);

    /** Takes the reason why nobody is accepted for the time being; the listener goes on by itself when it has passed. */
    default void starved(WireException reason) {}

    /** Takes the reason why the address could not be bound, or why the listener has ended; nothing is left open. */
    void failed(WireException reason);
}

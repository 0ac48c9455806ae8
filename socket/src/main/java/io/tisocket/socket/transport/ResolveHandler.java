// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

import java.net.InetAddress;
import java.util.List;

/** Learns how a look-up ended; exactly one method is called, once. */
public interface ResolveHandler {

    /** Takes the addresses of the host, at least one, in the resolver's order. */
    void resolved(List<InetAddress> addresses);

    /** Takes the reason why the host has no address. */
    void unresolved(WireException reason);
}

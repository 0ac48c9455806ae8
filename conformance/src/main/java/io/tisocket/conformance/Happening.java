// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

import java.util.Optional;

/**
 * One event of a socket.
 *
 * @param socket the socket that the event names
 * @param inbound the accepted socket, for {@link Kind#ACCEPTED}
 * @param code the error code, 0 unless {@link Kind#ERROR}
 * @param error the error text, empty unless {@link Kind#ERROR}
 */
public record Happening(SocketUnderTest socket, Optional<SocketUnderTest> inbound, int code, String error) {}

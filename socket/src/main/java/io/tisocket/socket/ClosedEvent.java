// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

/**
 * Reports that a socket was closed on this side. Rule X5.
 *
 * @param socket the socket, in state CLOSED unless it has been used again since
 */
public record ClosedEvent(TcpSocket socket) {}

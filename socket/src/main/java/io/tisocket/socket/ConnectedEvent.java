// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

/**
 * Reports that a socket has connected. Rule C5.
 *
 * @param socket the socket, in state CONNECTED
 */
public record ConnectedEvent(TcpSocket socket) {}

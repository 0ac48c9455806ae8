// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

/**
 * Reports that a socket has failed; nothing more is reported for that connection. Rules E1, L10.
 *
 * @param socket the socket, which entered state ERROR before
 * @param error what was tried, on which address, and why it failed
 * @param code why it failed
 */
public record ErrorEvent(TcpSocket socket, String error, SocketErrorCode code) {}

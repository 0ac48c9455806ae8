// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

/**
 * Reports that a listener has accepted one connection. Rule A4.
 *
 * @param socket the listener
 * @param inbound the connection, in state CONNECTED
 */
public record AcceptedEvent(TcpSocket socket, TcpSocket inbound) {}

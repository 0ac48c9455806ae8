// SPDX-License-Identifier: Apache-2.0
/**
 * TCP sockets with five states.
 *
 * <p>Start at {@link io.tisocket.socket.SocketLoop}, which owns sockets and runs their callbacks, and at {@link
 * io.tisocket.socket.TcpSocket}. Which operation is legal in which state stands in {@code Lifecycle}. What a socket is
 * busy with is one of {@code ConnectAttempt}, {@code Connection} and {@code Listener}. The network itself is behind
 * {@code io.tisocket.socket.transport}; JavaScript is elsewhere.
 */
@NullMarked
package io.tisocket.socket;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/**
 * The network as the sockets see it: {@link io.tisocket.socket.transport.Transport} opens wires and drives them.
 *
 * <p>Start at {@code Transport} and {@link io.tisocket.socket.transport.Wire}; {@code NettyTransport} is the real network,
 * with {@code Epoll…} on Linux and {@code Channel…} elsewhere, and {@code Simulated…} another. Only this package knows Netty.
 * Everything runs on the thread that drives the transport, except where a method says otherwise. States, rules and callbacks
 * of users do not belong here.
 */
@NullMarked
package io.tisocket.socket.transport;

import org.jspecify.annotations.NullMarked;

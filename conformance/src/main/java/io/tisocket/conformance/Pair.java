// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

/**
 * Both ends of one connection.
 *
 * @param socket the end under test
 * @param peer the far end
 */
public record Pair(Probe socket, ScriptedPeer peer) {}

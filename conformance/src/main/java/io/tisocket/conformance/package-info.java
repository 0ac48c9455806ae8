// SPDX-License-Identifier: Apache-2.0
/**
 * The rules of {@code docs/spec.md} as tests for any implementation of the socket.
 *
 * <p>To put an implementation through them, write a {@link io.tisocket.conformance.Face} for it and extend each class whose
 * name ends in {@code Rules}. The other end of every connection is a {@link io.tisocket.conformance.ScriptedPeer}, plain
 * {@code java.net}. Nothing here knows an implementation.
 */
package io.tisocket.conformance;

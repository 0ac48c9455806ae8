// SPDX-License-Identifier: Apache-2.0
/**
 * What can go wrong in a simulated network, and how often.
 *
 * <p>Start at {@link io.tisocket.socket.simulation.Faults}; the network itself is {@code
 * io.tisocket.socket.SimulatedNetwork}. Values only: nothing here does anything.
 */
@NullMarked
package io.tisocket.socket.simulation;

import org.jspecify.annotations.NullMarked;

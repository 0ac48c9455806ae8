// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

/** A step of another thread that leads to a report, and so is taken also while the loop closes. Rule I3. */
@FunctionalInterface
interface Reporting extends Runnable {}

// SPDX-License-Identifier: Apache-2.0
/**
 * What {@code bench/run} does once everything is built: {@link io.tisocket.bench.run.Campaign} starts servers and load in
 * turn, {@link io.tisocket.bench.run.Results} keeps what was seen, and the reports are made from that alone.
 */
package io.tisocket.bench.run;

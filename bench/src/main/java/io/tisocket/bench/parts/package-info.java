// SPDX-License-Identifier: Apache-2.0
/**
 * Benchmarks of single parts, with JMH. Those of parts that are not public lie in the package of the part, {@code
 * io.tisocket.socket}.
 */
package io.tisocket.bench.parts;

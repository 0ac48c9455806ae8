// SPDX-License-Identifier: Apache-2.0
/**
 * Benchmarks of single parts, with JMH. Those of parts that are not public lie in the packages of the parts: {@code
 * io.tisocket.socket} and {@code io.tisocket.js}.
 */
package io.tisocket.bench.parts;

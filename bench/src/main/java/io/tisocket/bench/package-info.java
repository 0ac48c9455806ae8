// SPDX-License-Identifier: Apache-2.0
/** Benchmarks: {@code run} is the command, {@code server} what it puts under load, {@code parts} measures with JMH. */
package io.tisocket.bench;

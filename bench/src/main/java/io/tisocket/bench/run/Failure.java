// SPDX-License-Identifier: Apache-2.0
package io.tisocket.bench.run;

/** A run that showed nothing, and why. */
record Failure(int round, Workload workload, String peer, String reason) {}

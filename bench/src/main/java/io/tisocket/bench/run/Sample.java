// SPDX-License-Identifier: Apache-2.0
package io.tisocket.bench.run;

import java.util.Map;

/** What one run has shown: the numbers that the load printed, by their names there. */
record Sample(int round, Workload workload, String peer, Map<String, Double> numbers) {}

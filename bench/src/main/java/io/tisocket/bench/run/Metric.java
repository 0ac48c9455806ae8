// SPDX-License-Identifier: Apache-2.0
package io.tisocket.bench.run;

/** What a run is judged by; {@code key} is its name in the line of JSON that the load prints. */
enum Metric {
    PER_SECOND("per_second", "1/s", 0, true),
    MB_PER_SECOND("mb_per_second", "MB/s", 0, true),
    P50("p50_us", "p50 µs", 1, false),
    P99("p99_us", "p99 µs", 1, false),
    P999("p999_us", "p99.9 µs", 1, false),
    START("p50_ms", "ms", 0, false),
    HEAP("heap_per_connection", "heap, bytes", 0, false),
    DIRECT("direct_per_connection", "direct, bytes", 0, false),
    RSS("rss_per_connection", "RSS, bytes", 0, false);

    final String key;
    final String unit;
    final int decimals;
    final boolean higherIsBetter;

    Metric(String key, String unit, int decimals, boolean higherIsBetter) {
        this.key = key;
        this.unit = unit;
        this.decimals = decimals;
        this.higherIsBetter = higherIsBetter;
    }
}

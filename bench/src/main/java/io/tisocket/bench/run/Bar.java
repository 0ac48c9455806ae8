// SPDX-License-Identifier: Apache-2.0
package io.tisocket.bench.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One thing we want to be true.
 *
 * @param peer one of ours
 * @param limit the least value where more is better, the greatest where less is
 * @param other whose number ours is divided by; empty: ours is taken as it is
 */
record Bar(Workload workload, Metric metric, String peer, double limit, String other) {

    /** All bars, as in the project's first plan. */
    static List<Bar> all() {
        List<Bar> bars = new ArrayList<>();
        for (Metric latency : List.of(Metric.P50, Metric.P99)) {
            bars.add(new Bar(Workload.PING_1, latency, Peers.JAVA, 1.1, Peers.NETTY_EPOLL));
            bars.add(new Bar(Workload.PING_1, latency, Peers.COMPILED, 1.05, Peers.NODE));
            bars.add(new Bar(Workload.PING_1, latency, Peers.INTERPRETED, 1.2, Peers.NODE));
        }
        bars.add(new Bar(Workload.PING_64, Metric.PER_SECOND, Peers.JAVA, 0.95, Peers.NETTY_EPOLL));
        bars.add(new Bar(Workload.PING_64, Metric.PER_SECOND, Peers.JAVA, 0.95, Peers.C));
        bars.add(new Bar(Workload.PING_64, Metric.PER_SECOND, Peers.COMPILED, 1.5, Peers.NODE));
        bars.add(new Bar(Workload.PING_64, Metric.PER_SECOND, Peers.COMPILED, 0.95, Peers.C));
        bars.add(new Bar(Workload.PING_64, Metric.PER_SECOND, Peers.INTERPRETED, 1.1, Peers.NODE));
        for (Workload bytes : List.of(Workload.PING_64K, Workload.BULK_IN, Workload.BULK_OUT)) {
            bars.add(new Bar(bytes, Metric.MB_PER_SECOND, Peers.JAVA, 0.9, Peers.C));
            bars.add(new Bar(bytes, Metric.MB_PER_SECOND, Peers.COMPILED, 2, Peers.NODE));
            bars.add(new Bar(bytes, Metric.MB_PER_SECOND, Peers.COMPILED, 0.7, Peers.C));
            bars.add(new Bar(bytes, Metric.MB_PER_SECOND, Peers.INTERPRETED, 1.5, Peers.NODE));
        }
        bars.add(new Bar(Workload.CHURN, Metric.PER_SECOND, Peers.JAVA, 0.9, Peers.NETTY_EPOLL));
        bars.add(new Bar(Workload.CHURN, Metric.PER_SECOND, Peers.JAVA, 1.3, Peers.NODE));
        bars.add(new Bar(Workload.CHURN, Metric.PER_SECOND, Peers.COMPILED, 1.1, Peers.NODE));
        bars.add(new Bar(Workload.ACCEPT, Metric.P99, Peers.JAVA, 1000, ""));
        bars.add(new Bar(Workload.ACCEPT, Metric.P99, Peers.COMPILED, 1000, ""));
        bars.add(new Bar(Workload.IDLE, Metric.HEAP, Peers.JAVA, 2048, ""));
        bars.add(new Bar(Workload.IDLE, Metric.RSS, Peers.JAVA, 0.5, Peers.NODE));
        bars.add(new Bar(Workload.IDLE, Metric.HEAP, Peers.COMPILED, 4096, ""));
        bars.add(new Bar(Workload.START, Metric.START, Peers.COMPILED, 800, ""));
        bars.add(new Bar(Workload.START, Metric.START, Peers.INTERPRETED, 500, ""));
        return bars;
    }

    /** Returns what is compared with the limit, of ratios the median of those round by round; empty when it was not measured. */
    Optional<Double> value(Results results) {
        return other.isEmpty()
                ? results.median(workload, peer, metric)
                : results.ratios(workload, metric, peer, other).map(Summary::median);
    }

    boolean holds(double value) {
        return metric.higherIsBetter ? value >= limit : value <= limit;
    }

    /** Returns the limit in words. */
    String text() {
        String relation = metric.higherIsBetter ? "at least " : "at most ";
        return other.isEmpty()
                ? String.format(Locale.ROOT, "%s%,.0f", relation, limit)
                : String.format(Locale.ROOT, "%s%.2f of %s", relation, limit, other);
    }
}

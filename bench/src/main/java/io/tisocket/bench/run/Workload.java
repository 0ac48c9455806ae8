// SPDX-License-Identifier: Apache-2.0
package io.tisocket.bench.run;

import io.tisocket.bench.server.Mode;
import java.util.List;
import java.util.Locale;

/** What is done to each server. The first metric is the one that is plotted. */
@SuppressWarnings("ImmutableEnumChecker") // the lists are unmodifiable
enum Workload {
    PING_1("1 connection × 64 B, ping-pong", Mode.ECHO, "pingpong --connections 1", Metric.P50, Metric.P99),
    PING_64(
            "64 connections × 64 B, ping-pong",
            Mode.ECHO,
            "pingpong --connections 64",
            Metric.PER_SECOND,
            Metric.P50,
            Metric.P99),
    PING_1000(
            "1000 connections × 64 B, ping-pong",
            Mode.ECHO,
            "pingpong --connections 1000",
            Metric.PER_SECOND,
            Metric.P50,
            Metric.P99),
    PING_64K(
            "16 connections × 64 KiB, ping-pong",
            Mode.ECHO,
            "pingpong --connections 16 --size 65536",
            Metric.MB_PER_SECOND,
            Metric.P50,
            Metric.P99),
    RATE(
            "20,000 messages a second over 64 connections, latency from the intended time",
            Mode.ECHO,
            "rate --connections 64 --rate 20000",
            Metric.P99,
            Metric.P50,
            Metric.P999),
    CHURN(
            "connect, echo 64 B, close; 16 at a time",
            Mode.ECHO,
            "churn --connections 16",
            Metric.PER_SECOND,
            Metric.P50,
            Metric.P99),
    ACCEPT(
            "accept latency: connect to first echo, 500 a second",
            Mode.ECHO,
            "accept --rate 500",
            Metric.P99,
            Metric.P50),
    BULK_IN("one-way bulk to the server, 1 connection", Mode.SINK, "bulk-in", Metric.MB_PER_SECOND),
    BULK_OUT("one-way bulk from the server, 1 connection", Mode.SOURCE, "bulk-out", Metric.MB_PER_SECOND),
    FANOUT(
            "fan-out: one message of 64 B to 1000 connections, deliveries",
            Mode.HUB,
            "fanout --connections 1000",
            Metric.PER_SECOND,
            Metric.P50,
            Metric.P99),
    IDLE("10,000 idle connections, growth for each", Mode.ECHO, "idle", Metric.RSS, Metric.HEAP, Metric.DIRECT),
    START("start and end of a one-line script", Mode.ECHO, "start", Metric.START);

    /** The connections of {@link #IDLE}. */
    static final int IDLE_CONNECTIONS = 10_000;

    final String title;
    final Mode mode;
    final List<String> load;
    final List<Metric> metrics;

    Workload(String title, Mode mode, String load, Metric... metrics) {
        this.title = title;
        this.mode = mode;
        this.load = List.of(load.split(" ", -1));
        this.metrics = List.of(metrics);
    }

    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Tells whether servers that have run other workloads of its mode may run it. */
    boolean sharesServer() {
        return this != IDLE && this != START;
    }
}

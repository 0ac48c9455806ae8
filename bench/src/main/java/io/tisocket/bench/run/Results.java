// SPDX-License-Identifier: Apache-2.0
package io.tisocket.bench.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything that was seen, in the order in which it was. */
final class Results {

    /** From this share of a core on a process has no time left. */
    private static final double FULL = 0.93;

    /** By what share less of a core a process has some. */
    private static final double SPARE = 0.05;

    private final List<Sample> samples = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();

    void add(Sample sample) {
        samples.add(sample);
    }

    void add(Failure failure) {
        failures.add(failure);
    }

    List<Sample> samples() {
        return List.copyOf(samples);
    }

    List<Failure> failures() {
        return List.copyOf(failures);
    }

    /** Tells whether anybody was measured under {@code workload}. */
    boolean has(Workload workload) {
        return samples.stream().anyMatch(sample -> sample.workload() == workload);
    }

    Optional<Summary> summary(Workload workload, String peer, Metric metric) {
        return summary(workload, peer, metric.key);
    }

    Optional<Summary> summary(Workload workload, String peer, String number) {
        List<Double> values = samples.stream()
                .filter(sample -> sample.workload() == workload && sample.peer().equals(peer))
                .flatMap(sample -> Optional.ofNullable(sample.numbers().get(number)).stream())
                .toList();
        return values.isEmpty() ? Optional.empty() : Optional.of(Summary.of(values));
    }

    Optional<Double> median(Workload workload, String peer, Metric metric) {
        return summary(workload, peer, metric).map(Summary::median);
    }

    /** Returns the median of {@code peer} divided by that of {@code other}. */
    Optional<Double> ratio(Workload workload, Metric metric, String peer, String other) {
        return median(workload, peer, metric)
                .flatMap(ours -> median(workload, other, metric)
                        .filter(theirs -> theirs != 0)
                        .map(theirs -> ours / theirs));
    }

    /**
     * Returns the ratios of {@code peer} and {@code other} in the rounds in which both were measured, of the mean of each one's
     * turns: what a machine whose speed changes from round to round tells best.
     */
    Optional<Summary> ratios(Workload workload, Metric metric, String peer, String other) {
        Map<Integer, Double> theirs = rounds(workload, metric, other);
        List<Double> ratios = rounds(workload, metric, peer).entrySet().stream()
                .map(ours -> ours.getValue() / theirs.getOrDefault(ours.getKey(), 0.0))
                .filter(Double::isFinite)
                .toList();
        return ratios.isEmpty() ? Optional.empty() : Optional.of(Summary.of(ratios));
    }

    /** Tells whether the load had no time left while one of the two whom {@code bar} compares had some. */
    boolean loadWasTheLimit(Bar bar) {
        return Stream.of(bar.peer(), bar.other()).anyMatch(peer -> {
            double load = share(bar.workload(), peer, "load_cpu");
            return !bar.other().isEmpty() && load >= FULL && share(bar.workload(), peer, "server_cpu") < load - SPARE;
        });
    }

    private double share(Workload workload, String peer, String process) {
        return summary(workload, peer, process).map(Summary::median).orElse(0.0);
    }

    private Map<Integer, Double> rounds(Workload workload, Metric metric, String peer) {
        return samples.stream()
                .filter(sample -> sample.workload() == workload && sample.peer().equals(peer))
                .filter(sample -> sample.numbers().containsKey(metric.key))
                .collect(Collectors.groupingBy(
                        Sample::round,
                        Collectors.averagingDouble(sample -> sample.numbers().getOrDefault(metric.key, Double.NaN))));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.bench.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The raw numbers, for programs and for doubters. */
final class JsonReport {

    private JsonReport() {}

    static String of(Report report) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("machine", report.machine().facts());
        tree.put("rounds", report.options().rounds());
        tree.put("quick", report.options().quick());
        tree.put("servers", report.peers().stream().map(JsonReport::server).toList());
        tree.put(
                "workloads",
                report.workloads().stream().map(JsonReport::workload).toList());
        tree.put(
                "samples",
                report.results().samples().stream().map(JsonReport::sample).toList());
        tree.put(
                "failures",
                report.results().failures().stream().map(JsonReport::failure).toList());
        return Json.text(tree);
    }

    private static Map<String, Object> server(Peer peer) {
        return ordered(
                List.of("id", peer.id(), "title", peer.title(), "flags", peer.flags(), "missing", peer.missing()));
    }

    private static Map<String, Object> workload(Workload workload) {
        return ordered(List.of("id", workload.id(), "title", workload.title, "load", String.join(" ", workload.load)));
    }

    private static Map<String, Object> sample(Sample sample) {
        Map<String, Object> tree = ordered(
                List.of("round", sample.round(), "workload", sample.workload().id(), "server", sample.peer()));
        tree.putAll(sample.numbers());
        return tree;
    }

    private static Map<String, Object> failure(Failure failure) {
        return ordered(List.of(
                "round",
                failure.round(),
                "workload",
                failure.workload().id(),
                "server",
                failure.peer(),
                "reason",
                failure.reason()));
    }

    private static Map<String, Object> ordered(List<Object> namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.size(); i += 2) {
            map.put(namesAndValues.get(i).toString(), namesAndValues.get(i + 1));
        }
        return map;
    }
}

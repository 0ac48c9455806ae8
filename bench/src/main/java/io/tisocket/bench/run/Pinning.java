// SPDX-License-Identifier: Apache-2.0
package io.tisocket.bench.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps servers and load apart.
 *
 * @param server what a command is prefixed with to run on the servers' core
 * @param load the same for the load's
 * @param text what the report says of it
 */
record Pinning(List<String> server, List<String> load, String text) {

    static Pinning of(List<String> cores) {
        Optional<Path> taskset = Installation.onPath("taskset");
        int highest = cores.stream()
                .flatMap(some -> Stream.of(some.split("-", 2)))
                .mapToInt(Integer::parseInt)
                .max()
                .orElse(0);
        if (taskset.isEmpty() || highest >= Runtime.getRuntime().availableProcessors()) {
            return new Pinning(List.of(), List.of(), "not pinned: no taskset, or not enough cores");
        }
        return new Pinning(
                pin(taskset.get(), cores.get(0)),
                pin(taskset.get(), cores.get(1)),
                "servers on core " + cores.get(0) + ", load on core " + cores.get(1));
    }

    private static List<String> pin(Path taskset, String core) {
        return List.of(taskset.toString(), "-c", core);
    }
}

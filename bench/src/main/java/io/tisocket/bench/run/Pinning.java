// SPDX-License-Identifier: Apache-2.0
package io.tisocket.bench.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keeps servers and load apart.
 *
 * @param server what a command is prefixed with to run on the servers' core
 * @param load the same for the load's
 * @param text what the report says of it
 */
record Pinning(List<String> server, List<String> load, String text) {

    static Pinning of(List<String> cores) throws IOException, InterruptedException {
        Optional<Path> taskset = Installation.onPath("taskset");
        if (taskset.isEmpty() || !works(taskset.get(), cores.get(0)) || !works(taskset.get(), cores.get(1))) {
            return new Pinning(
                    List.of(), List.of(), "not pinned: no taskset, or no such cores: " + String.join(",", cores));
        }
        return new Pinning(
                pin(taskset.get(), cores.get(0)),
                pin(taskset.get(), cores.get(1)),
                "servers on core " + cores.get(0) + ", load on core " + cores.get(1));
    }

    private static boolean works(Path taskset, String core) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(pin(taskset, core));
        command.add("true");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor() == 0;
    }

    private static List<String> pin(Path taskset, String core) {
        return List.of(taskset.toString(), "-c", core);
    }
}

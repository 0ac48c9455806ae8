// SPDX-License-Identifier: Apache-2.0
package io.tisocket.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ParadiseLostTest {
    @Test
    void allConnectionsReceiveThePoem() throws Exception {
        List<String> poem =
                Files.readAllLines(Path.of(System.getProperty("tisocket.root"), "examples/spec/paradise_lost.txt"));
        List<RunningProgram> audience = new ArrayList<>();
        try (RunningScript script = RunningScript.start("paradise-lost.js", 3)) {
            int port = script.awaitPort();
            for (int i = 1; i <= 3; i++) {
                audience.add(Foreign.start("socat", "-u", "TCP:127.0.0.1:" + port, "-"));
                script.awaitLine("^Listening: " + i + " of 3$");
            }

            for (RunningProgram listener : audience) {
                assertThat(listener.awaitEnd()).isZero();
                assertThat(listener.output()).isEqualTo(poem);
            }
            assertThat(script.awaitEnd()).isZero();
        } finally {
            audience.forEach(RunningProgram::close);
        }
    }
}

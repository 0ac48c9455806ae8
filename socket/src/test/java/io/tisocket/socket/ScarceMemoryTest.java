// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A program with little direct memory, in a process of its own. */
class ScarceMemoryTest {

    @Test
    @Timeout(60)
    @DisplayName("E5: a connection that there is no memory for fails, and the loop serves the others")
    void oneConnectionFailsAndTheLoopGoesOn() throws IOException, InterruptedException {
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:MaxDirectMemorySize=4m",
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ScarceMemoryProgram.class.getName())
                .redirectErrorStream(true)
                .start();
        CompletableFuture.delayedExecutor(50, TimeUnit.SECONDS).execute(program::destroyForcibly);
        try {
            String said = new String(program.getInputStream().readAllBytes(), UTF_8);

            assertThat(said).contains("first failure ENOMEM\n", "read 0\n");
            assertThat(program.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(program.exitValue()).isZero();
        } finally {
            program.destroyForcibly();
        }
    }
}

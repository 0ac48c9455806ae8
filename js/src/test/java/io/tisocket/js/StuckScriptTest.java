// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The warning about a script that does not come back. */
@Timeout(60)
class StuckScriptTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    /** Runs a script that ends by itself, and returns the lines on the stream for errors. */
    private List<String> run(Duration threshold, String text) {
        PrintStream errors = new PrintStream(printed, true, StandardCharsets.UTF_8);
        try (ScriptRuntime runtime =
                ScriptRuntime.builder().errors(errors).slowCallback(threshold).build()) {
            assertThat(runtime.run("stuck.js", text)).isEqualTo(ScriptOutcome.COMPLETED);
        }
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    @DisplayName("a script that computes for long is told of once, with the line it is at and its callers")
    void theScriptItself() {
        List<String> lines = run(Duration.ofMillis(100), """
                function busy(end) {
                    while (Date.now() < end) { Math.sqrt(end); }
                }
                function caller() {
                    busy(Date.now() + 1500);
                }
                caller();
                """);

        assertThat(lines).hasSize(4);
        assertThat(lines.get(0))
                .matches("\\[WARN\\] for \\d\\.\\d+ s a callback on thread .* has kept the loop from its network:");
        assertThat(lines.get(1)).startsWith("    at busy (stuck.js:2:");
        assertThat(lines.get(2)).startsWith("    at caller (stuck.js:5:");
        assertThat(lines.get(3)).contains("stuck.js:7:");
    }

    @Test
    @DisplayName("a callback that computes for long is told of, and the next one again")
    void callbacks() {
        List<String> lines = run(Duration.ofMillis(100), """
                var left = 2;
                setTimeout(function tick() {
                    var end = Date.now() + 800;
                    while (Date.now() < end) { Math.sqrt(end); }
                    if (--left > 0) { setTimeout(tick, 1); }
                }, 1);
                """);

        assertThat(lines).filteredOn(line -> line.startsWith("[WARN]")).hasSize(2);
        assertThat(lines)
                .filteredOn(line -> line.contains("at tick (stuck.js:4:"))
                .hasSize(2);
    }

    @Test
    @DisplayName("what takes long within one operation is told of by the callback that it is in")
    void oneLongOperation() {
        List<String> lines = run(Duration.ofMillis(50), """
                setTimeout(function () { for (var a = []; a.length < 300000; a.push(Math.random())); a.sort(); }, 1);
                """);

        assertThat(lines.get(0)).startsWith("[WARN]");
        assertThat(lines).anyMatch(line -> line.contains("TimerHost") || line.contains("stuck.js:1:"));
    }

    @Test
    @DisplayName("a threshold of zero warns of nothing")
    void zero() {
        assertThat(run(Duration.ZERO, "var end = Date.now() + 300; while (Date.now() < end) { Math.sqrt(end); }"))
                .isEmpty();
    }
}

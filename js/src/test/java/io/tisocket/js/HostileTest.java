// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What hostile scripts do, in processes with a small heap. {@code -Dtisocket.seed=S} makes other calls, or repeats
 * those of a failure; {@code -Dtisocket.fuzz.calls=N} makes more of them than the build does.
 */
class HostileTest {

    /** The same in each build: a call that takes the engine for ever is to be met by who looks for it, not by who changes a line. */
    private static final long SEED = 1842086780;

    private static final int CALLS = Integer.getInteger("tisocket.fuzz.calls", 2000);

    /**
     * Changes of the language under which something fails, as an error of JavaScript. The options of {@code createBuffer}
     * may come from a prototype, so what {@code Object.prototype} has is taken for one; and callbacks are called by
     * {@code call}, since with {@code Reflect.apply} each message would need an array.
     */
    private static final String FELT =
            "broken: (Object\\.prototype\\.(value|data|length|type) .*|Function\\.prototype\\.call .*) /.*";

    @TempDir
    private Path folder;

    @Test
    @DisplayName(
            "S3, J3, E6: whatever a script passes to whatever it can call, it gets a value or an error of JavaScript, and the loop goes on")
    void hostileCalls() throws Exception {
        long seed = Long.getLong("tisocket.seed", SEED);
        System.out.println("HostileTest: -Dtisocket.seed=" + seed);

        List<String> lines = run("main.js", String.valueOf(seed), String.valueOf(CALLS));

        assertThat(lines)
                .as("-Dtisocket.seed=%d", seed)
                .hasSize(1)
                .first()
                .asString()
                .startsWith("calls ");
    }

    @Test
    @DisplayName(
            "S3: whatever a script does to Object, Array, Map and the rest of the language, the Ti namespace works or throws errors of JavaScript")
    void changedLanguage() throws Exception {
        List<String> lines = run("tamper.js");

        assertThat(lines)
                .filteredOn(line -> !line.matches(FELT))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("changes ");
    }

    @Test
    @DisplayName("S3, A6: options of 100000 properties fit into a small heap, and what is no object is no options")
    void manyOptions() throws Exception {
        assertThat(run("options.js")).containsExactly("string 0, array 100000, bytes 100000, object 100000");
    }

    /** Runs a script in a process; returns what it printed. */
    private List<String> run(String script, String... arguments) throws IOException, InterruptedException {
        Path printed = folder.resolve("printed");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-Dio.netty.leakDetection.level=paranoid",
                "-Dpolyglot.engine.WarnInterpreterOnly=false"));
        if (Runtime.version().feature() >= 24) {
            // These warn, and the warnings would be taken for faults.
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        command.addAll(List.of(
                HostileProgram.class.getName(),
                resource(script).toString(),
                folder.resolve("data").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(printed.toFile());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        Process process = builder.start();
        try {
            assertThat(process.waitFor(60 + CALLS / 50, TimeUnit.SECONDS))
                    .as("it ends")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(printed, StandardCharsets.UTF_8).lines().toList();
    }

    private static Path resource(String script) {
        try {
            return Path.of(Objects.requireNonNull(HostileTest.class.getResource("hostile/" + script), script)
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

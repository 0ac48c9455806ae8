// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A program of several files, in a folder of its own, with a folder for its data beside it. */
final class ScriptFiles {

    private final Path home;

    ScriptFiles(Path home) {
        this.home = home;
    }

    /** Returns the folder of the script. */
    Path folder() {
        return home.resolve("app");
    }

    /** Returns the folder for application data. */
    Path data() {
        return home.resolve("data");
    }

    /** Writes a file of the program. */
    ScriptFiles with(String name, String text) throws IOException {
        Path file = folder().resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return this;
    }

    /** Runs {@code main.js} with this text to its end. */
    Script run(String text) throws IOException {
        with("main.js", text);
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        try (ScriptRuntime runtime = ScriptRuntime.builder()
                .data(data())
                .output(new PrintStream(output, true, StandardCharsets.UTF_8))
                .errors(new PrintStream(errors, true, StandardCharsets.UTF_8))
                .build()) {
            ScriptOutcome outcome = runtime.run(folder().resolve("main.js"));
            return new Script(outcome, lines(output), lines(errors));
        }
    }

    /** Runs {@code main.js} with this text, which must end well and print no error, and returns what it printed. */
    List<String> print(String text) throws IOException {
        Script script = run(text);
        assertThat(script.errors()).isEmpty();
        assertThat(script.outcome()).isEqualTo(ScriptOutcome.COMPLETED);
        return script.output();
    }

    /** Returns what {@code statement} throws: kind and message of an Error. */
    String thrown(String statement) throws IOException {
        return String.join(
                "\n",
                print("try { " + statement + "; console.log('nothing'); } catch (e) {"
                        + " console.log(e instanceof Error ? e.name + ': ' + e.message : 'no Error: ' + e); }"));
    }

    private static List<String> lines(ByteArrayOutputStream printed) {
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }
}

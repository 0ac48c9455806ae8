// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Runs a piece of JavaScript in a runtime of its own and keeps what it printed. */
record Script(ScriptOutcome outcome, List<String> output, List<String> errors) {

    /** Runs {@code text} to its end. */
    static Script run(String text, Object... arguments) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        Path file = write(text);
        try (ScriptRuntime runtime = ScriptRuntime.builder()
                .arguments(Arrays.stream(arguments).map(String::valueOf).toList())
                .output(new PrintStream(output, true, StandardCharsets.UTF_8))
                .errors(new PrintStream(errors, true, StandardCharsets.UTF_8))
                .build()) {
            ScriptOutcome outcome = runtime.run(file);
            return new Script(outcome, lines(output), lines(errors));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } finally {
            delete(file);
        }
    }

    /** Runs {@code text}, which must end well and print no error, and returns what it printed. */
    static List<String> print(String text, Object... arguments) {
        Script script = run(text, arguments);
        assertThat(script.errors).isEmpty();
        assertThat(script.outcome).isEqualTo(ScriptOutcome.COMPLETED);
        return script.output;
    }

    /** Runs {@code expression} and returns what {@code console.log} makes of each of its values. */
    static String value(String expression) {
        return String.join("\n", print("console.log(" + expression + ");"));
    }

    /** Returns the message of the error that {@code statement} throws, an instance of Error. */
    static String thrown(String statement) {
        List<String> lines = print("""
                try { %s; console.log('nothing thrown'); }
                catch (e) { console.log(e instanceof Error ? String(e) : 'no Error: ' + e); }
                """.formatted(statement));
        return String.join("\n", lines);
    }

    /** Writes a script into a folder of its own. */
    static Path write(String text) {
        try {
            return Files.writeString(
                    Files.createTempDirectory("script").toRealPath().resolve("script.js"), text);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** Deletes a script and its folder with the other files in it. */
    static void delete(Path script) {
        try (Stream<Path> files = Files.list(script.getParent())) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(script.getParent());
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static List<String> lines(ByteArrayOutputStream printed) {
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.examples;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Programs that are none of ours, as peers of the examples. On a machine that lacks one, the test is skipped and says so;
 * with the system property {@code tisocket.foreign=required}, as in {@code .ci/run}, it fails.
 */
final class Foreign {
    private static final Path ROOT = Path.of(System.getProperty("tisocket.root"));

    private Foreign() {}

    /** Starts a program of the system, such as {@code socat}. */
    static RunningProgram start(String program, Object... arguments) throws IOException {
        need(program);
        return new RunningProgram(builder(program, arguments));
    }

    /** Starts a script for Node in {@code src/test/node}; it finds the packages of {@code examples/package.json}. */
    static RunningProgram node(String script, Object... arguments) throws IOException, InterruptedException {
        return node(ours("node", script), arguments);
    }

    /** Starts any script for Node. */
    static RunningProgram node(Path script, Object... arguments) throws IOException, InterruptedException {
        need("node");
        ProcessBuilder builder = builder("node", arguments);
        builder.command().add(1, script.toString());
        builder.environment().put("NODE_PATH", NodePackages.folder().toString());
        return new RunningProgram(builder);
    }

    /** Starts a script for Python in {@code src/test/python}. */
    static RunningProgram python(String script, Object... arguments) throws IOException {
        need("python3");
        ProcessBuilder builder = builder("python3", arguments);
        builder.command().add(1, ours("python", script).toString());
        return new RunningProgram(builder);
    }

    private static Path ours(String language, String script) {
        return ROOT.resolve(Path.of("examples", "src", "test", language, script));
    }

    private static ProcessBuilder builder(String program, Object... arguments) {
        List<String> command = new ArrayList<>(List.of(program));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return new ProcessBuilder(command);
    }

    /** Ends the test when there is no such program. */
    static void need(String program) {
        boolean found = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        if (!found) {
            missing(program + " is not installed");
        }
    }

    /** Ends the test, as skipped or as failed, because something foreign is not there. */
    static void missing(String what) {
        if (System.getProperty("tisocket.foreign", "").equals("required")) {
            fail(what);
        }
        abort(what);
    }
}

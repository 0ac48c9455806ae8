// SPDX-License-Identifier: Apache-2.0
package io.tisocket.cli;

import io.tisocket.js.ScriptOutcome;
import io.tisocket.js.ScriptRuntime;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Runs one script file on the calling thread until nothing is left for it to wait for. */
final class ScriptRun {
    private final PrintStream output;
    private final PrintStream errors;

    ScriptRun(PrintStream output, PrintStream errors) {
        this.output = output;
        this.errors = errors;
    }

    /**
     * Returns the exit code; what went wrong is said on the stream for errors.
     *
     * @param data where the script keeps its files; empty: where scripts usually do
     */
    int run(Path file, List<String> arguments, Optional<Path> data) {
        Optional<String> problem = ScriptFile.problemOf(file);
        if (problem.isPresent()) {
            errors.println("tisocket: " + problem.get());
            return ExitCode.NO_INPUT;
        }
        String slow = System.getenv(SlowCallbackLimit.VARIABLE);
        Optional<Duration> limit = SlowCallbackLimit.parse(slow);
        if (limit.isEmpty()) {
            errors.println("tisocket: " + SlowCallbackLimit.VARIABLE + "=" + slow + " is no number of milliseconds");
            return ExitCode.USAGE;
        }
        ScriptRuntime.Builder runtime = ScriptRuntime.builder()
                .arguments(arguments)
                .slowCallback(limit.get())
                .output(output)
                .errors(errors);
        data.ifPresent(runtime::data);
        try {
            return ExitCode.of(runToItsEnd(runtime.build(), file));
        } catch (IOException unreadable) {
            errors.println("tisocket: cannot read " + file + ": " + unreadable.getMessage());
            return ExitCode.NO_INPUT;
        }
    }

    private static ScriptOutcome runToItsEnd(ScriptRuntime runtime, Path file) throws IOException {
        Interruption interruption = Interruption.stopping(runtime::stop);
        try (runtime) {
            return runtime.run(file);
        } finally {
            interruption.scriptEnded();
        }
    }
}

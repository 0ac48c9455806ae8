// SPDX-License-Identifier: Apache-2.0
package io.tisocket.cli;

import io.tisocket.js.ScriptOutcome;
import io.tisocket.js.ScriptRuntime;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs one script file on the calling thread until nothing is left for it to wait for. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Runs a script until it has nothing left to wait for, or Ctrl-C.",
        footer = {
            "",
            "What follows FILE belongs to the script, options included: Ti.App.arguments",
            "holds it as an array of strings. Exit codes: tisocket --help."
        })
final class RunCommand implements Callable<Integer> {
    private final PrintStream output;
    private final PrintStream errors;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Where the script keeps its data; otherwise a folder of its own below TISOCKET_DATA, if that is set,"
                    + " or where your programs keep theirs.")
    private @Nullable Path data;

    @Parameters(index = "0", paramLabel = "FILE", description = "The script, a JavaScript file in UTF-8.")
    private Path file = Path.of("");

    @Parameters(index = "1..*", paramLabel = "ARGS", description = "Arguments for the script.")
    private List<String> arguments = List.of();

    RunCommand(PrintStream output, PrintStream errors) {
        this.output = output;
        this.errors = errors;
    }

    @Override
    public Integer call() {
        Optional<String> problem = ScriptFile.problemOf(file);
        if (problem.isPresent()) {
            errors.println("tisocket: " + problem.get());
            return ExitCode.NO_INPUT;
        }
        try {
            return ExitCode.of(run());
        } catch (IOException unreadable) {
            errors.println("tisocket: cannot read " + file + ": " + unreadable.getMessage());
            return ExitCode.NO_INPUT;
        }
    }

    private ScriptOutcome run() throws IOException {
        ScriptRuntime.Builder builder =
                ScriptRuntime.builder().arguments(arguments).output(output).errors(errors);
        if (data != null) {
            builder.data(data);
        }
        ScriptRuntime runtime = builder.build();
        Interruption interruption = Interruption.stopping(runtime::stop);
        try (runtime) {
            return runtime.run(file);
        } finally {
            interruption.scriptEnded();
        }
    }
}

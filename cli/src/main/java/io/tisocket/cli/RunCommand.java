// SPDX-License-Identifier: Apache-2.0
package io.tisocket.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tisocket run}, as picocli reads and explains it. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Runs a script until it has nothing left to wait for, or Ctrl-C.",
        footer = {
            "",
            "What follows FILE belongs to the script, options included: Ti.App.arguments",
            "holds it as an array of strings. Exit codes: tisocket --help.",
            "A callback that keeps all others waiting for 5 seconds is warned of; the",
            "environment variable TISOCKET_SLOW_CALLBACK says otherwise, in milliseconds,",
            "0 for never."
        })
final class RunCommand implements Callable<Integer> {
    private final PrintStream output;
    private final PrintStream errors;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = {
                "The folder in which the script keeps its files and",
                "properties; one of its own, unless told."
            })
    private Optional<Path> data = Optional.empty();

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
        return new ScriptRun(output, errors).run(file, arguments, data);
    }
}

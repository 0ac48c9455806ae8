// SPDX-License-Identifier: Apache-2.0
package io.tisocket.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The command without a sub-command: help, version, and the reading of everything typed. */
@Command(
        name = "tisocket",
        mixinStandardHelpOptions = true,
        description = "Runs JavaScript that speaks TCP through the Ti.Network.Socket API.",
        versionProvider = Version.class,
        subcommands = HelpCommand.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:The script ended by itself, or the help was shown.",
            "1:The script has a syntax error, or an error in it was never caught.",
            "2:The command line was not understood.",
            "66:The script file is missing or cannot be read.",
            "69:No suitable Java, or no Maven to build with, was found.",
            "70:TiSocket itself failed, or could not be built.",
            "130:Ended by an interrupt (Ctrl-C).",
            "143:Ended by a request to terminate."
        })
final class TisocketCommand {
    private TisocketCommand() {}

    /** Runs one command line and returns its exit code; nothing is thrown, and the process is not ended. */
    static int execute(PrintStream output, PrintStream errors, String... args) {
        CommandLine run = new CommandLine(new RunCommand(output, errors));
        CommandLine line = new CommandLine(new TisocketCommand()).addSubcommand(run);
        run.setStopAtPositional(true);
        line.setOut(new PrintWriter(output, true, UTF_8));
        line.setErr(new PrintWriter(errors, true, UTF_8));
        line.setExpandAtFiles(false);
        line.setParameterExceptionHandler(TisocketCommand::explain);
        line.setExecutionExceptionHandler(TisocketCommand::confess);
        return line.execute(args);
    }

    private static int explain(ParameterException problem, String[] args) {
        CommandLine line = problem.getCommandLine();
        line.getErr().println("tisocket: " + problem.getMessage());
        if (args.length > 0 && Files.isRegularFile(Path.of(args[0]))) {
            line.getErr().println("To run a script, put run before it: tisocket run " + String.join(" ", args));
        }
        line.getErr().println();
        line.usage(line.getErr());
        return ExitCode.USAGE;
    }

    private static int confess(Exception problem, CommandLine line, ParseResult parsed) {
        line.getErr().println("tisocket: this is a defect of tisocket, not of your script:");
        problem.printStackTrace(line.getErr());
        return ExitCode.INTERNAL;
    }
}

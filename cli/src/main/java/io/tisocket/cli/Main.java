// SPDX-License-Identifier: Apache-2.0
package io.tisocket.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tisocket.socket.SocketLoop;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The program behind {@code ./tisocket}. */
public final class Main {
    private Main() {}

    /**
     * Does what the arguments ask and ends the process with one of the codes of {@link ExitCode}. Both output streams are
     * UTF-8 whatever the locale says.
     *
     * @param args the command and its arguments, as typed
     */
    public static void main(String[] args) {
        PrintStream output = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
        PrintStream errors = new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8);
        CompilerDirectives.addLater(System.getProperty(CompilerDirectives.PROPERTY));
        int code = execute(output, errors, args);
        output.flush();
        errors.flush();
        // After a signal the process is ending already, with the code of that. On JDK 17 any other code but 0 might
        // overtake it.
        System.exit(code == ExitCode.INTERRUPTED ? ExitCode.DONE : code);
    }

    /** Does what the arguments ask and returns the exit code, with the process left as it is. */
    static int execute(PrintStream output, PrintStream errors, String... args) {
        // Nearly every start is this one. It leaves out picocli, whose classes are of a version that no JDK archives:
        // docs/decisions/0001-launcher.md has what that saves.
        if (args.length >= 2 && args[0].equals("run") && !args[1].startsWith("-")) {
            loadNetworkMeanwhile();
            List<String> arguments = List.of(args).subList(2, args.length);
            return new ScriptRun(output, errors).run(Path.of(args[1]), arguments, Optional.empty());
        }
        return TisocketCommand.execute(output, errors, args);
    }

    /** Loads what sockets stand on while the engine starts, which takes longer: on a second core, if there is one. */
    private static void loadNetworkMeanwhile() {
        Thread loading = new Thread(() -> SocketLoop.create().close(), "tisocket-loading");
        loading.setDaemon(true);
        // What fails here fails again where the script's loop is made, and is said there.
        loading.setUncaughtExceptionHandler((thread, failure) -> {});
        loading.start();
    }
}

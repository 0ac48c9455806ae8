// SPDX-License-Identifier: Apache-2.0
package io.tisocket.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;

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
        int code = TisocketCommand.execute(output, errors, args);
        output.flush();
        errors.flush();
        System.exit(code);
    }
}

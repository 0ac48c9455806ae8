// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js.host;

import java.io.PrintStream;
import org.graalvm.polyglot.HostAccess.Export;
import org.graalvm.polyglot.Value;

/** Prints lines, and counts the exceptions that nobody caught. */
public final class OutputHost {

    private final PrintStream output;
    private final PrintStream errors;
    private final Callback describer = new Callback();
    private boolean reported;

    OutputHost(PrintStream output, PrintStream errors) {
        this.output = output;
        this.errors = errors;
    }

    /** Prints a line to the output. */
    @Export
    public void out(String line) {
        output.println(line);
    }

    /** Prints a line to the errors. */
    @Export
    public void err(String line) {
        errors.println(line);
    }

    /** Sets the function that reports a thrown value. */
    @Export
    public void reporter(Value function) {
        describer.set(function);
    }

    /** Notes that something was thrown that nobody caught. */
    @Export
    public void uncaught() {
        reported = true;
    }

    /** Reports a value that a script threw and nobody caught. */
    public void report(Value thrown) {
        reported = true;
        describer.call(thrown);
    }

    /** Reports a failure that is no script's. */
    public void report(String message) {
        reported = true;
        errors.println("[ERROR] " + message);
    }

    /** Tells whether anything was reported. */
    public boolean hasReported() {
        return reported;
    }
}

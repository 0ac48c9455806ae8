// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js.host;

import java.io.PrintStream;
import java.util.Objects;
import java.util.function.Function;
import org.graalvm.polyglot.HostAccess.Export;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** Prints lines, and counts the exceptions that nobody caught. */
public final class OutputHost {

    private final PrintStream output;
    private final PrintStream errors;
    private @Nullable Function<String, Value> internal;
    private boolean reported;

    OutputHost(PrintStream output, PrintStream errors) {
        this.output = output;
        this.errors = errors;
    }

    /** Takes what finds the function "report" of the prelude, which prints a value that was thrown. */
    void open(Function<String, Value> internal) {
        this.internal = internal;
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

    /** Notes that something was thrown that nobody caught. */
    @Export
    public void uncaught() {
        reported = true;
    }

    /** Reports a value that a script threw and nobody caught. */
    public void report(Value thrown) {
        reported = true;
        Objects.requireNonNull(internal, "the prelude has not been opened")
                .apply("report")
                .executeVoid(thrown);
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

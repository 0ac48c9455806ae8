// SPDX-License-Identifier: Apache-2.0
package io.tisocket.cli;

import io.tisocket.js.ScriptOutcome;

/**
 * How the process tells its caller what happened. From 64 up the numbers are those of {@code sysexits.h}; the launcher uses
 * 69 and 70 the same way.
 */
final class ExitCode {
    /** The script ran to its end. */
    static final int DONE = 0;
    /** The script had a syntax error or an error that nothing caught. */
    static final int SCRIPT_ERROR = 1;
    /** The command line was not understood. */
    static final int USAGE = 2;
    /** The script file is missing or cannot be read. */
    static final int NO_INPUT = 66;
    /** TiSocket itself failed. */
    static final int INTERNAL = 70;
    /** Stopped from outside, by a signal: the process ends with 128 plus the number of that, which this may not be. */
    static final int INTERRUPTED = 130;

    private ExitCode() {}

    static int of(ScriptOutcome outcome) {
        return switch (outcome) {
            case COMPLETED -> DONE;
            case UNCAUGHT, SYNTAX_ERROR -> SCRIPT_ERROR;
            case STOPPED -> INTERRUPTED;
        };
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js;

/** How the run of a script ended. */
public enum ScriptOutcome {
    /** Nothing was left to wait for. */
    COMPLETED,
    /** As {@link #COMPLETED}, but at least one exception or rejected promise was caught by nobody; each was reported. */
    UNCAUGHT,
    /** The script is not JavaScript; nothing of it has run. */
    SYNTAX_ERROR,
    /** {@link ScriptRuntime#stop()} ended it. */
    STOPPED
}

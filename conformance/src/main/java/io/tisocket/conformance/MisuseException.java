// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

/** Stands for whatever an implementation throws at once because a call was not legal. */
public final class MisuseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Wraps what was thrown. */
    public MisuseException(Throwable thrown) {
        super(thrown.getMessage(), thrown);
    }

    /** Stands for a refusal that is reported as text. */
    public MisuseException(String message) {
        super(message);
    }
}

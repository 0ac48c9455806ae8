// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

/** Stands for the failure of the network, or of an operation that has no connection, with its error code. */
public final class FailureException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int code;

    /** Wraps a failure with {@code code}, -1 when it has none. */
    public FailureException(int code, Throwable thrown) {
        super(thrown.getMessage(), thrown);
        this.code = code;
    }

    /** Creates a failure with {@code code}, -1 when it has none. */
    public FailureException(int code, String message) {
        super(message);
        this.code = code;
    }

    /** Returns the error code. */
    public int code() {
        return code;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

/** What a test throws out of a callback on purpose. */
public final class DeliberateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Creates the exception; {@code message} identifies it. */
    public DeliberateException(String message) {
        super(message);
    }
}

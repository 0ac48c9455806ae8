// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import java.io.IOException;

/** Says that an operation failed because its stream was closed on this side, or was never open for it. */
public final class StreamClosedException extends IOException {

    private static final long serialVersionUID = 1L;

    /** Creates the exception; {@code message} says what was tried on which stream. */
    public StreamClosedException(String message) {
        super(message);
    }
}

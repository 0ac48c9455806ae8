// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Says that the network failed an operation. The message names the operation, the address, the errno and why. Rule E4.
 */
public final class SocketFailedException extends IOException {

    private static final long serialVersionUID = 1L;

    private final SocketErrorCode code;

    SocketFailedException(SocketErrorCode code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** Returns why it failed. */
    public SocketErrorCode code() {
        return code;
    }
}

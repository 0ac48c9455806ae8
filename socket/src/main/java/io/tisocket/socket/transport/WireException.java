// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

import java.io.IOException;

/** A failure of the network, with the number that Linux gives it. */
public final class WireException extends IOException {

    private static final long serialVersionUID = 1L;

    /** The {@link #errno()} of a failure for which Linux has no number. */
    public static final int NO_ERRNO = -1;

    private final int errno;

    /** Creates the failure; {@code errno} is Linux's number or {@link #NO_ERRNO}. */
    public WireException(int errno, String message, Throwable cause) {
        super(message, cause);
        this.errno = errno;
    }

    /** Creates the failure; {@code errno} is Linux's number or {@link #NO_ERRNO}. */
    public WireException(int errno, String message) {
        super(message);
        this.errno = errno;
    }

    /** Returns the failure of a connection that the peer has reset. */
    static WireException reset() {
        return new WireException(Errno.ECONNRESET, "Connection reset by peer");
    }

    /** Returns the number that Linux gives this failure, also on other systems, or {@link #NO_ERRNO}. */
    public int errno() {
        return errno;
    }

    /** Does not look where it is made: that is somewhere in the loop, whoever asked, and the same for all. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}

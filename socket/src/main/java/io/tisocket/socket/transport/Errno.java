// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

/** The numbers of the failures that this package speaks of: those of Linux, on every system. */
final class Errno {

    static final int EPERM = 1;
    static final int EINTR = 4;
    static final int EIO = 5;
    static final int ENOMEM = 12;
    static final int EACCES = 13;
    static final int ENFILE = 23;
    static final int EMFILE = 24;
    static final int ENOSPC = 28;

    /** What a send is told when this side had ended its sending, or the peer's FIN had come before its reset. */
    static final int EPIPE = 32;

    static final int EPROTO = 71;
    static final int ENOPROTOOPT = 92;
    static final int EOPNOTSUPP = 95;
    static final int EADDRINUSE = 98;
    static final int EADDRNOTAVAIL = 99;
    static final int ENETDOWN = 100;
    static final int ENETUNREACH = 101;
    static final int ENETRESET = 102;
    static final int ECONNABORTED = 103;
    static final int ECONNRESET = 104;
    static final int ENOBUFS = 105;

    /** What the system says of a descriptor that is not connected, or not any more. */
    static final int ENOTCONN = 107;

    static final int ETIMEDOUT = 110;
    static final int ECONNREFUSED = 111;
    static final int EHOSTDOWN = 112;
    static final int EHOSTUNREACH = 113;

    private Errno() {}
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import java.util.HashMap;
import java.util.Map;

/**
 * Why the network failed: the names and numbers of Linux, on every system. Rules E1, E4.
 *
 * <p>{@code docs/errors.md} is printed from this table.
 */
public enum SocketErrorCode {
    /** {@code EPERM}. */
    EPERM(1, "the operating system does not permit it, for example because of a firewall rule"),
    /** {@code EINTR}. */
    EINTR(4, "interrupted by a signal"),
    /** {@code EIO}. */
    EIO(5, "input/output error"),
    /** {@code EBADF}. */
    EBADF(9, "the descriptor was already closed"),
    /** {@code ENOMEM}. */
    ENOMEM(12, "there is no memory left for it"),
    /** {@code EACCES}. */
    EACCES(13, "permission denied; ports below 1024 may need a privilege"),
    /** {@code EINVAL}. */
    EINVAL(22, "invalid argument, for example a link-local address without its zone"),
    /** {@code ENFILE}. */
    ENFILE(23, "the operating system has run out of file descriptors"),
    /** {@code EMFILE}. */
    EMFILE(24, "this process has run out of file descriptors"),
    /** {@code ENOSPC}. */
    ENOSPC(28, "the operating system has no room left for it"),
    /** {@code EPIPE}. */
    EPIPE(32, "the connection had already been ended"),
    /** {@code ENONET}. */
    ENONET(64, "this machine is not on a network"),
    /** {@code EPROTO}. */
    EPROTO(71, "protocol error"),
    /** {@code EPROTONOSUPPORT}. */
    EPROTONOSUPPORT(93, "this machine does not support the protocol"),
    /** {@code EOPNOTSUPP}. */
    EOPNOTSUPP(95, "the operation is not supported on that address"),
    /** {@code EAFNOSUPPORT}. */
    EAFNOSUPPORT(97, "this machine does not support addresses of that family"),
    /** {@code EADDRINUSE}. */
    EADDRINUSE(98, "another socket uses that address and port"),
    /** {@code EADDRNOTAVAIL}. */
    EADDRNOTAVAIL(99, "that address is none of this machine's, or no port is left"),
    /** {@code ENETDOWN}. */
    ENETDOWN(100, "the network is down"),
    /** {@code ENETUNREACH}. */
    ENETUNREACH(101, "no route leads to that network"),
    /** {@code ENETRESET}. */
    ENETRESET(102, "the network dropped the connection"),
    /** {@code ECONNABORTED}. */
    ECONNABORTED(103, "the connection was aborted"),
    /** {@code ECONNRESET}. */
    ECONNRESET(104, "the peer reset the connection"),
    /** {@code ENOBUFS}. */
    ENOBUFS(105, "too much is waiting to be written"),
    /** {@code EISCONN}. */
    EISCONN(106, "it was connected already"),
    /** {@code ENOTCONN}. */
    ENOTCONN(107, "it was not connected"),
    /** {@code ESHUTDOWN}. */
    ESHUTDOWN(108, "its sending side was already shut down"),
    /** {@code ETIMEDOUT}. */
    ETIMEDOUT(110, "it took too long"),
    /** {@code ECONNREFUSED}. */
    ECONNREFUSED(111, "nothing listens there, or the listener refused"),
    /** {@code EHOSTDOWN}. */
    EHOSTDOWN(112, "the host is down"),
    /** {@code EHOSTUNREACH}. */
    EHOSTUNREACH(113, "the host cannot be reached"),
    /** No address belongs to the name; it has no number. */
    UNKNOWN_HOST(-1, "no address belongs to that name"),
    /** A failure without a number, or with one that is not in this table. */
    UNKNOWN(-1, "the cause has no number");

    private static final Map<Integer, SocketErrorCode> BY_NUMBER = byNumber();

    private final int number;
    private final String meaning;

    SocketErrorCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    private static Map<Integer, SocketErrorCode> byNumber() {
        Map<Integer, SocketErrorCode> codes = new HashMap<>();
        for (SocketErrorCode code : values()) {
            codes.put(code.number, code);
        }
        return Map.copyOf(codes);
    }

    /** Returns the code with that number, {@link #UNKNOWN} when there is none. */
    static SocketErrorCode of(int number) {
        return BY_NUMBER.getOrDefault(number, UNKNOWN);
    }

    /** Returns the number that Linux gives the failure, or -1; never 0. */
    public int number() {
        return number;
    }

    /** Returns what it means, in words that continue a sentence. */
    public String meaning() {
        return meaning;
    }
}

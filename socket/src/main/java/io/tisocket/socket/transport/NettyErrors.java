// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

import io.netty.channel.ChannelException;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.socket.ChannelOutputShutdownException;
import io.netty.channel.unix.Errors.NativeIoException;
import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds Linux's error number in whatever Netty and the JDK throw. */
final class NettyErrors {

    private static final boolean LINUX =
            "linux".equals(PlatformDependent.normalizedOs().toLowerCase(Locale.ROOT));

    /** How the native transport writes a number into the exceptions that hide it. */
    private static final Pattern NUMBER = Pattern.compile("failed with error\\((-\\d+)\\)");

    /** What the C libraries of Linux and macOS say, in lower case, for the failures of stream sockets. */
    private static final Map<String, Integer> TEXTS = Map.ofEntries(
            Map.entry("operation not permitted", Errno.EPERM),
            Map.entry("input/output error", Errno.EIO),
            Map.entry("permission denied", Errno.EACCES),
            Map.entry("too many open files in system", Errno.ENFILE),
            Map.entry("too many open files", Errno.EMFILE),
            Map.entry("no space left on device", Errno.ENOSPC),
            Map.entry("broken pipe", Errno.EPIPE),
            Map.entry("address already in use", Errno.EADDRINUSE),
            Map.entry("cannot assign requested address", Errno.EADDRNOTAVAIL),
            Map.entry("can't assign requested address", Errno.EADDRNOTAVAIL),
            Map.entry("network is down", Errno.ENETDOWN),
            Map.entry("network is unreachable", Errno.ENETUNREACH),
            Map.entry("network dropped connection", Errno.ENETRESET),
            Map.entry("software caused connection abort", Errno.ECONNABORTED),
            Map.entry("connection reset", Errno.ECONNRESET),
            Map.entry("no buffer space available", Errno.ENOBUFS),
            Map.entry("connection timed out", Errno.ETIMEDOUT),
            Map.entry("operation timed out", Errno.ETIMEDOUT),
            Map.entry("connection refused", Errno.ECONNREFUSED),
            Map.entry("host is down", Errno.EHOSTDOWN),
            Map.entry("no route to host", Errno.EHOSTUNREACH));

    private NettyErrors() {}

    /** Returns {@code cause} as the transport's own exception. */
    static WireException translate(Throwable cause) {
        boolean wraps = cause instanceof ChannelException // no descriptor could be made
                || cause instanceof UncheckedIOException // epoll does not take a descriptor
                || cause instanceof ChannelOutputShutdownException; // a write before the one in question has failed
        if (wraps && cause.getCause() != null) {
            return translate(cause.getCause());
        }
        return new WireException(errno(cause), text(cause), cause);
    }

    /** Returns the failure to connect to {@code remote} as the transport's own exception. */
    static WireException translateConnect(Throwable cause, InetSocketAddress remote) {
        if (LINUX && cause instanceof NoRouteToHostException) {
            int errno = hasRoute(remote) ? Errno.EHOSTUNREACH : Errno.ENETUNREACH;
            return new WireException(
                    errno, errno == Errno.EHOSTUNREACH ? "No route to host" : "Network is unreachable", cause);
        }
        return translate(cause);
    }

    /** Returns the failure that Linux calls {@code errno}, above 0. */
    static WireException of(int errno) {
        return translate(new NativeIoException("getsockopt", -errno, false));
    }

    /**
     * Returns the failure of a connection to itself: both ends open at once, because the port was picked from the range that
     * the target lies in. Rule C10.
     */
    static WireException reachedItself() {
        return new WireException(Errno.ECONNREFUSED, "Connection refused: the socket had reached itself");
    }

    private static int errno(Throwable cause) {
        if (LINUX && cause instanceof NativeIoException failure) {
            return -failure.expectedErr();
        }
        if (cause instanceof NoRouteToHostException) {
            return Errno.EHOSTUNREACH;
        }
        if (cause instanceof OutOfMemoryError) {
            return Errno.ENOMEM;
        }
        if (cause instanceof ChannelOutputShutdownException || cause instanceof ClosedChannelException) {
            return cause.getCause() == null ? Errno.EPIPE : errno(cause.getCause());
        }
        if (cause instanceof ConnectTimeoutException) {
            return Errno.ETIMEDOUT;
        }
        String message = message(cause);
        Matcher number = NUMBER.matcher(message);
        if (LINUX && number.find()) {
            return -Integer.parseInt(number.group(1));
        }
        String lowerCase = message.toLowerCase(Locale.ROOT);
        // The longest text wins: "too many open files in system" contains "too many open files".
        return TEXTS.entrySet().stream()
                .filter(entry -> lowerCase.contains(entry.getKey()))
                .max(Map.Entry.comparingByKey((a, b) -> Integer.compare(a.length(), b.length())))
                .map(Map.Entry::getValue)
                .orElse(WireException.NO_ERRNO);
    }

    private static String text(Throwable cause) {
        String message = message(cause);
        int number = message.indexOf("): ");
        return number >= 0 ? message.substring(number + 3) : message;
    }

    private static String message(Throwable cause) {
        @Nullable String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    /** Asks the routing table, by connecting a datagram socket: nothing is sent. Netty reports both failures alike. */
    private static boolean hasRoute(InetSocketAddress remote) {
        try (DatagramChannel probe = DatagramChannel.open()) {
            probe.connect(remote);
            return true;
        } catch (IOException noRoute) {
            return errno(noRoute) != Errno.ENETUNREACH;
        }
    }
}

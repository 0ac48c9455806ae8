// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import io.tisocket.socket.transport.WireException;
import io.tisocket.stream.StreamClosedException;
import java.io.IOException;

/** Words the failures that users see: what was tried, on what, the errno and why. Rule E4. */
final class Failures {

    private Failures() {}

    /** Words a failure of the transport; published scripts look for "IO error" and "unknown host" in it. */
    static SocketFailedException of(String operation, String address, WireException reason) {
        SocketErrorCode code = SocketErrorCode.of(reason.errno());
        return code == SocketErrorCode.UNKNOWN
                ? new SocketFailedException(
                        code, operation + " " + address + ": IO error: " + reason.getMessage(), reason)
                : new SocketFailedException(code, text(operation, address, code), reason);
    }

    /** Words a failure that this library itself decides on. */
    static SocketFailedException of(String operation, String address, SocketErrorCode code) {
        return new SocketFailedException(code, text(operation, address, code), null);
    }

    private static String text(String operation, String address, SocketErrorCode code) {
        return operation + " " + address + ": IO error: " + code.name() + ", " + code.meaning();
    }

    /** Words a look-up that found nothing. */
    static SocketFailedException unknownHost(String operation, String host, WireException reason) {
        return new SocketFailedException(
                SocketErrorCode.UNKNOWN_HOST, operation + ": unknown host <" + host + ">", reason);
    }

    /** Words the end of an operation on a connection that this side closed, or that never was open. */
    static StreamClosedException closed(String operation, TcpSocket socket) {
        String why = socket.lifecycle().phase().isClosedHere()
                ? "it was closed on this side"
                : "it is not connected, its state is " + socket.state();
        return new StreamClosedException(operation + " on " + socket + ": " + why);
    }

    /** Returns why a call is too late: the connection has failed, which its caller may not know yet, or was closed on this side. */
    static IOException over(Operation operation, TcpSocket socket) {
        SocketState state = socket.state();
        String text = operation.call() + " on " + socket + ": not legal in state " + state + " ("
                + socket.lifecycle().phase().meaning() + "); legal in CONNECTED";
        SocketFailedException last = socket.failure().orElse(null);
        return state == SocketState.ERROR && last != null
                ? new SocketFailedException(last.code(), text + ": " + last.getMessage(), last)
                : new StreamClosedException(text);
    }

    /** Returns why reading and writing are not possible on a socket that is not connected. Loop thread only. */
    static IOException notConnected(String operation, TcpSocket socket) {
        SocketFailedException last = socket.failure().orElse(null);
        return socket.state() == SocketState.ERROR && last != null
                ? new SocketFailedException(last.code(), operation + " on " + socket + ": " + last.getMessage(), last)
                : closed(operation, socket);
    }
}

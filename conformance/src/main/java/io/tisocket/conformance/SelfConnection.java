// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.opentest4j.TestAbortedException;

/**
 * Brings Linux to pick, for the next connection to a port where nobody listens, that very port as the local one.
 *
 * <p>The kernel walks through the free ports in steps of two, from where the last connection to that address left off. A
 * listener on the target and connections to it show where the walk is; once it is close, the ports in between are taken.
 */
final class SelfConnection implements AutoCloseable {

    /** How often to try, since another process may connect in between. */
    static final int TRIES = 5;

    private static final int NEAR = 600;
    private static final int SKIP = 20;
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final List<ServerSocket> taken = new ArrayList<>();
    private final int port;

    /** Prepares it, and finds the port. */
    SelfConnection() throws IOException {
        try (ServerSocket target = reachable()) {
            port = target.getLocalPort();
            int at = walk(target);
            for (int steps = 0; !(port > at + SKIP && port - at < NEAR); steps++) {
                if (steps > 60_000) {
                    // Newer kernels throw dice between the steps: then this try proves nothing.
                    throw new TestAbortedException("the kernel's walk through the ports did not come by");
                }
                at = walk(target);
            }
            for (int between = at + 2; between < port; between += 2) {
                take(between);
            }
        }
    }

    /** Listens on a port that the walk passes: odd or even, as the ports it has come by. */
    private static ServerSocket reachable() throws IOException {
        int passed;
        try (ServerSocket any = new ServerSocket(0, 50, LOOPBACK)) {
            passed = walk(any);
        }
        for (int candidate = passed + 2000; ; candidate += 2) {
            try {
                return new ServerSocket(candidate, 50, LOOPBACK);
            } catch (BindException inUse) {
                if (candidate > passed + 4000) {
                    throw inUse;
                }
            }
        }
    }

    private static int walk(ServerSocket target) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setSoLinger(true, 0);
            socket.connect(new InetSocketAddress(LOOPBACK, target.getLocalPort()));
            target.accept().close();
            return socket.getLocalPort();
        }
    }

    private void take(int between) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(false);
            socket.bind(new InetSocketAddress(LOOPBACK, between), 1);
            taken.add(socket);
        } catch (IOException inUse) {
            socket.close();
        }
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        try {
            for (ServerSocket socket : taken) {
                socket.close();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}

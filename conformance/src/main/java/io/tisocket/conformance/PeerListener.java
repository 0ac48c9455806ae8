// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** A plain listener on a free port, for sockets that connect. */
public final class PeerListener implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 10_000;

    private final ServerSocket listener;
    private final List<Socket> fill = new ArrayList<>();

    private PeerListener(InetAddress address, int port, int backlog, int receiveBytes) {
        try {
            listener = new ServerSocket();
            listener.setSoTimeout(PATIENCE_MILLIS);
            if (receiveBytes > 0) {
                listener.setReceiveBufferSize(receiveBytes);
            }
            listener.bind(new InetSocketAddress(address, port), backlog);
        } catch (IOException failed) {
            throw new UncheckedIOException("peer: listen on " + address, failed);
        }
    }

    /** Listens on 127.0.0.1. */
    public static PeerListener open() {
        return new PeerListener(InetAddress.getLoopbackAddress(), 0, 50, 0);
    }

    /** Listens on {@code port} of {@code address}, 0 for a free one. */
    public static PeerListener open(InetAddress address, int port) {
        return new PeerListener(address, port, 50, 0);
    }

    /** Listens on 127.0.0.1; its connections have receive buffers so small that a writer soon has to wait. */
    public static PeerListener openNarrow() {
        return new PeerListener(InetAddress.getLoopbackAddress(), 0, 50, 4096);
    }

    /** Listens with a queue that is full already: whoever connects hears nothing at all. */
    public static PeerListener openBlackHole() {
        PeerListener hole = new PeerListener(InetAddress.getLoopbackAddress(), 0, 1, 0);
        hole.fillUp();
        return hole;
    }

    private void fillUp() {
        try {
            for (int silent = 0; silent < 2; ) {
                Socket socket = new Socket();
                fill.add(socket);
                try {
                    socket.connect(new InetSocketAddress(listener.getInetAddress(), port()), 200);
                } catch (SocketTimeoutException full) {
                    silent++;
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("peer: black hole", failed);
        }
    }

    /** Returns the port. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Waits for a connection and takes it. */
    public ScriptedPeer accept() {
        try {
            return new ScriptedPeer(listener.accept());
        } catch (IOException failed) {
            throw new UncheckedIOException("peer: nobody connected", failed);
        }
    }

    /** Tells whether nobody connects within {@code millis}. */
    public boolean hearsNobodyWithin(int millis) {
        try {
            listener.setSoTimeout(millis);
            listener.accept().close();
            return false;
        } catch (SocketTimeoutException nobody) {
            return true;
        } catch (IOException failed) {
            throw new UncheckedIOException("peer: accept", failed);
        }
    }

    @Override
    public void close() {
        try {
            for (Socket socket : fill) {
                socket.close();
            }
            listener.close();
        } catch (IOException failed) {
            throw new UncheckedIOException("peer: close", failed);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * The other end of one connection: a plain {@link Socket} that does what the test says, on the thread of the test.
 *
 * <p>It reads only when told to; a peer that is told nothing stalls. Every method gives up after ten seconds.
 */
public final class ScriptedPeer implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 10_000;
    private static final int NARROW_BYTES = 4096;

    private final Socket socket;
    private int patienceMillis = PATIENCE_MILLIS;

    /** Whether the connection was reset before {@code connect} had even returned. */
    private final boolean stillborn;

    ScriptedPeer(Socket socket) {
        this.socket = socket;
        this.stillborn = socket.isClosed();
        if (!stillborn) {
            prepare();
        }
    }

    private void prepare() {
        try {
            socket.setSoTimeout(patienceMillis);
            socket.setTcpNoDelay(true);
        } catch (SocketException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    /** Connects to {@code port} of 127.0.0.1. */
    public static ScriptedPeer connectTo(int port) {
        return connectTo(InetAddress.getLoopbackAddress(), port);
    }

    /** Connects to {@code port} of {@code address}. */
    public static ScriptedPeer connectTo(InetAddress address, int port) {
        return connect(new Socket(), address, port);
    }

    /** Connects with a receive buffer so small that a writer soon has to wait. */
    public static ScriptedPeer connectNarrowTo(int port) {
        Socket socket = new Socket();
        try {
            socket.setReceiveBufferSize(NARROW_BYTES);
        } catch (SocketException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return connect(socket, InetAddress.getLoopbackAddress(), port);
    }

    private static ScriptedPeer connect(Socket socket, InetAddress address, int port) {
        try {
            socket.connect(new InetSocketAddress(address, port), PATIENCE_MILLIS);
        } catch (IOException failed) {
            if (!String.valueOf(failed.getMessage()).contains("reset")) {
                throw new UncheckedIOException("peer: connect to " + address + ":" + port, failed);
            }
            closeQuietly(socket);
        }
        return new ScriptedPeer(socket);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException("peer: close", failed);
        }
    }

    /** Makes every method give up after {@code patience} instead of ten seconds. */
    ScriptedPeer patience(Duration patience) {
        patienceMillis = (int) patience.toMillis();
        patient();
        return this;
    }

    /** Returns this end's port. */
    public int localPort() {
        return socket.getLocalPort();
    }

    /** Returns the other end's port. */
    public int remotePort() {
        return socket.getPort();
    }

    /** Returns the address of this end. */
    public InetAddress localAddress() {
        return socket.getLocalAddress();
    }

    /** Sends all of {@code bytes} at once. */
    public ScriptedPeer send(byte[] bytes) {
        return send(bytes, Math.max(1, bytes.length));
    }

    /** Sends {@code bytes} in pieces of {@code chunk} bytes, each a segment of its own if the system agrees. */
    public ScriptedPeer send(byte[] bytes, int chunk) {
        try {
            OutputStream out = socket.getOutputStream();
            for (int at = 0; at < bytes.length; at += chunk) {
                out.write(bytes, at, Math.min(chunk, bytes.length - at));
            }
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException("peer: send", failed);
        }
    }

    /** Ends sending with FIN; receiving goes on. */
    public ScriptedPeer halfClose() {
        try {
            socket.shutdownOutput();
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException("peer: half-close", failed);
        }
    }

    /** Ends the connection with RST. */
    public void reset() {
        try {
            if (!socket.isClosed()) {
                socket.setSoLinger(true, 0);
                socket.close();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("peer: reset", failed);
        }
    }

    /** Reads until {@code count} bytes have come or the stream ends. */
    public Seen read(int count) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (stillborn) {
            return new Seen(bytes.toByteArray(), Seen.End.RESET);
        }
        try {
            InputStream in = socket.getInputStream();
            byte[] chunk = new byte[64 * 1024];
            while (bytes.size() < count) {
                int got = in.read(chunk, 0, Math.min(chunk.length, count - bytes.size()));
                if (got < 0) {
                    return new Seen(bytes.toByteArray(), Seen.End.EOF);
                }
                bytes.write(chunk, 0, got);
            }
            return new Seen(bytes.toByteArray(), Seen.End.OPEN);
        } catch (SocketTimeoutException silence) {
            return new Seen(bytes.toByteArray(), Seen.End.OPEN);
        } catch (IOException reset) {
            return new Seen(bytes.toByteArray(), Seen.End.RESET);
        }
    }

    /** Reads to the end of the stream. */
    public Seen readToEnd() {
        return read(Integer.MAX_VALUE);
    }

    /** Begins to read to the end of the stream, on a thread of its own. */
    public CompletableFuture<Seen> readToEndMeanwhile() {
        CompletableFuture<Seen> seen = new CompletableFuture<>();
        Thread reader = new Thread(() -> seen.complete(readToEnd()), "scripted-peer-reader");
        reader.setDaemon(true);
        reader.start();
        return seen;
    }

    /** Tells whether bytes, FIN or RST arrive within {@code millis}; what arrives is lost. */
    public boolean hearsWithin(int millis) {
        if (stillborn) {
            return true;
        }
        try {
            socket.setSoTimeout(Math.max(1, millis));
            socket.getInputStream().read();
            return true;
        } catch (SocketTimeoutException silence) {
            return false;
        } catch (IOException ended) {
            return true;
        } finally {
            patient();
        }
    }

    private void patient() {
        try {
            if (!socket.isClosed()) {
                socket.setSoTimeout(patienceMillis);
            }
        } catch (SocketException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    /** Closes this end; harmless when it is closed already. */
    @Override
    public void close() {
        closeQuietly(socket);
    }
}

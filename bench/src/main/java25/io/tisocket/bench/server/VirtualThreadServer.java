// SPDX-License-Identifier: Apache-2.0
package io.tisocket.bench.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Blocking sockets of the JDK, a virtual thread for each connection. Needs JDK 21; compiled by {@code bench/run}. */
public final class VirtualThreadServer implements BenchServer {

    private final ServerSocket listener;
    private final Mode mode;
    private final Set<Socket> members = ConcurrentHashMap.newKeySet();

    private VirtualThreadServer(Mode mode) throws IOException {
        this.mode = mode;
        this.listener = new ServerSocket(0, Mode.BACKLOG, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::acceptAll);
    }

    /** Serves in the mode that the only argument names, until stdin ends. */
    public static void main(String[] arguments) throws IOException {
        ServerMain.serve(new VirtualThreadServer(Mode.named(arguments[0])));
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                if (mode == Mode.HUB) {
                    members.add(socket);
                }
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException closed) {
            // The server ends.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            // Small at first, as a stack of its own would be: an idle connection should not be charged for a large message.
            byte[] chunk = new byte[mode == Mode.SINK || mode == Mode.SOURCE ? Mode.CHUNK : 1024];
            while (mode == Mode.SOURCE) {
                out.write(chunk);
            }
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                if (mode == Mode.ECHO) {
                    out.write(chunk, 0, count);
                } else if (mode == Mode.HUB) {
                    tellAll(chunk, count);
                }
                if (count == chunk.length && count < Mode.CHUNK) {
                    chunk = new byte[Mode.CHUNK];
                }
            }
        } catch (IOException left) {
            // Clients leave as they like.
        } finally {
            members.remove(socket);
        }
    }

    private void tellAll(byte[] chunk, int count) throws IOException {
        for (Socket member : members) {
            synchronized (member) {
                member.getOutputStream().write(chunk, 0, count);
            }
        }
    }

    @Override
    public int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}

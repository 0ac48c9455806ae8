// SPDX-License-Identifier: Apache-2.0
package io.tisocket.reliability.fault;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** A server of names on port 53 of 127.0.0.1, which only a network of one's own has free (RFC 1035, section 4). */
final class NameServer implements AutoCloseable {

    private static final int HEADER_BYTES = 12;
    private static final int TYPE_A = 1;
    private static final int TYPE_AAAA = 28;
    private static final int NO_SUCH_NAME = 3;

    private final DatagramSocket socket;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Map<String, List<InetAddress>> addresses = new ConcurrentHashMap<>();
    private final Set<String> silent = ConcurrentHashMap.newKeySet();

    NameServer() throws IOException {
        socket = new DatagramSocket(new InetSocketAddress(InetAddress.getAllByName("127.0.0.1")[0], 53));
        Thread thread = new Thread(
                () -> {
                    serve();
                    ended.complete(null);
                },
                "name-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** Makes {@code name} have {@code literals} for its addresses. */
    NameServer known(String name, String... literals) throws IOException {
        List<InetAddress> list = new ArrayList<>();
        for (String literal : literals) {
            list.add(InetAddress.getAllByName(literal)[0]);
        }
        addresses.put(name, list);
        return this;
    }

    /** Makes questions for {@code name} go unanswered. */
    NameServer silent(String name) {
        silent.add(name);
        return this;
    }

    private void serve() {
        byte[] buffer = new byte[512];
        try {
            while (true) {
                DatagramPacket question = new DatagramPacket(buffer, buffer.length);
                socket.receive(question);
                byte[] answer = answer(buffer, question.getLength());
                if (answer.length > 0) {
                    socket.send(new DatagramPacket(answer, answer.length, question.getSocketAddress()));
                }
            }
        } catch (IOException failed) {
            if (!socket.isClosed()) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    private byte[] answer(byte[] question, int length) throws IOException {
        StringBuilder name = new StringBuilder();
        int at = HEADER_BYTES;
        for (; question[at] != 0; at += question[at] + 1) {
            name.append(name.isEmpty() ? "" : ".")
                    .append(new String(question, at + 1, question[at], StandardCharsets.US_ASCII));
        }
        int type = ((question[at + 1] & 0xff) << 8) | (question[at + 2] & 0xff);
        int end = Math.min(length, at + 5);
        if (silent.contains(name.toString())) {
            return new byte[0];
        }
        List<InetAddress> known = addresses.get(name.toString());
        List<InetAddress> found = known == null
                ? List.of()
                : known.stream().filter(address -> typeOf(address) == type).toList();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(question, 0, 2);
        // An authoritative answer to a question that asked for recursion, which is available.
        out.writeShort(0x8580 | (known == null ? NO_SUCH_NAME : 0));
        out.writeShort(1);
        out.writeShort(found.size());
        out.writeInt(0);
        out.write(question, HEADER_BYTES, end - HEADER_BYTES);
        for (InetAddress address : found) {
            // The name is that of the question, class IN, to be kept for no time.
            out.writeShort(0xC000 | HEADER_BYTES);
            out.writeShort(type);
            out.writeShort(1);
            out.writeInt(0);
            out.writeShort(address.getAddress().length);
            out.write(address.getAddress());
        }
        return bytes.toByteArray();
    }

    private static int typeOf(InetAddress address) {
        return address instanceof Inet6Address ? TYPE_AAAA : TYPE_A;
    }

    @Override
    public void close() {
        socket.close();
        // The port is free when the thread has left it.
        ended.join();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import io.tisocket.stream.Buffer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Writes to more peers that do not read than there is direct memory for, and then echoes a byte to one that does. */
final class ScarceMemoryProgram {

    private static final int PEERS = 20;

    private static final int WRITES = 6;

    private static final int PATIENCE_SECONDS = 10;

    private ScarceMemoryProgram() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        BlockingQueue<TcpSocket> accepted = new LinkedBlockingQueue<>();
        BlockingQueue<SocketErrorCode> failures = new LinkedBlockingQueue<>();
        AcceptOptions options = AcceptOptions.NONE.withOnError(event -> failures.add(event.code()));
        try (SocketLoop loop = SocketLoop.start("scarce")) {
            TcpSocket listener = loop.createTcp().host("127.0.0.1");
            listener.onAccepted(event -> {
                accepted.add(event.inbound());
                listener.accept(options);
            });
            listener.listen();
            listener.accept(options);

            List<Socket> peers = new ArrayList<>();
            Buffer much = Buffer.allocate(1 << 20);
            for (int i = 0; i < PEERS; i++) {
                peers.add(connect(listener));
                TcpSocket inbound = taken(accepted);
                for (int k = 0; k < WRITES; k++) {
                    inbound.writeAsync(much, 0, much.length(), written -> {});
                }
            }
            System.out.println("first failure " + failures.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
            for (Socket peer : peers) {
                peer.close();
            }

            try (Socket peer = connect(listener)) {
                peer.setSoTimeout(PATIENCE_SECONDS * 1000);
                taken(accepted).writeAsync(Buffer.allocate(1), 0, 1, written -> {});
                System.out.println("read " + peer.getInputStream().read());
            }
        }
    }

    private static TcpSocket taken(BlockingQueue<TcpSocket> accepted) throws InterruptedException {
        TcpSocket socket = accepted.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (socket == null) {
            throw new IllegalStateException("nothing is accepted any more");
        }
        return socket;
    }

    private static Socket connect(TcpSocket listener) throws IOException {
        Socket peer = new Socket();
        peer.setReceiveBufferSize(4096);
        peer.connect(new InetSocketAddress("127.0.0.1", listener.port()));
        return peer;
    }
}

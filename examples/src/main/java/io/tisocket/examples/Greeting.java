// SPDX-License-Identifier: Apache-2.0
package io.tisocket.examples;

import io.tisocket.socket.SocketLoop;
import io.tisocket.socket.TcpSocket;
import io.tisocket.stream.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A listener and a connector in one program: one greets, the other prints the greeting, and both close. */
public final class Greeting {

    private Greeting() {}

    /** Runs until both sockets are closed. */
    public static void main(String[] arguments) throws IOException {
        try (SocketLoop loop = SocketLoop.create()) {
            TcpSocket listener = loop.createTcp();
            listener.onAccepted(event -> {
                TcpSocket inbound = event.inbound();
                System.out.println("Accepted connection from: " + inbound.host().orElseThrow());
                inbound.writeAsync(Buffer.of("Well, hello there!", StandardCharsets.UTF_8), written -> inbound.close());
                listener.close();
            });
            listener.listen(); // no host: loopback; no port: a free one
            listener.accept(); // exactly one connection

            loop.createTcp()
                    .host("localhost")
                    .port(listener.port())
                    .timeout(Duration.ofSeconds(2))
                    .onConnected(event -> event.socket().readChunkAsync(1024, read -> {
                        System.out.println(read.buffer());
                        event.socket().close();
                    }))
                    .onError(event -> System.err.println(event.error()))
                    .connect();
            loop.run(); // until nothing is left to wait for
        }
    }
}

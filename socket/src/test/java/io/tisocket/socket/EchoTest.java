// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.tisocket.stream.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The whole road once: two sockets of one loop talk to each other. */
class EchoTest {

    @Test
    void aMessageGoesToTheListenerAndBack() {
        List<String> log = new ArrayList<>();
        try (SocketLoop loop = SocketLoop.create()) {
            loop.onUncaught(thrown -> log.add(thrown.toString()));
            TcpSocket listener = loop.createTcp().host("127.0.0.1");
            listener.onAccepted(e -> {
                log.add("accepted " + e.inbound().state());
                e.inbound().readChunkAsync(1024, read -> {
                    e.inbound()
                            .writeAsync(
                                    read.buffer(),
                                    0,
                                    read.bytesProcessed(),
                                    w -> e.inbound().close());
                });
                listener.close();
            });
            try {
                listener.listen();
            } catch (java.io.IOException e) {
                throw new AssertionError(e);
            }
            listener.accept();
            loop.createTcp()
                    .host("localhost")
                    .port(listener.port())
                    .onConnected(e -> {
                        log.add("connected " + e.socket().state());
                        try {
                            e.socket().write(Buffer.of("Well, hello there!", StandardCharsets.UTF_8));
                            Buffer answer = Buffer.allocate(100);
                            e.socket().readAsync(answer, 0, 100, r -> {
                                log.add(answer.toString().substring(0, r.bytesProcessed()));
                                e.socket().close();
                            });
                        } catch (java.io.IOException failed) {
                            throw new AssertionError(failed);
                        }
                    })
                    .onError(e -> log.add(e.error()))
                    .onClosed(e -> log.add("closed"))
                    .connect();

            loop.run();
        }

        assertThat(log).contains("accepted CONNECTED", "connected CONNECTED", "Well, hello there!", "closed");
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.graalvm.polyglot.HostAccess;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many sockets at once with small messages; and an end while all of them are busy. {@code -Dtisocket.messages=1000000} for more. */
@Timeout(600)
class ManyMessagesTest {

    private static final int MESSAGES = Integer.getInteger("tisocket.messages", 50_000);
    private static final int SOCKETS = 50;
    private static final int MESSAGE_BYTES = 8;

    /** Takes messages of 8 bytes, the number of their sender and their own; notices each that is not the next of its sender. */
    private static final String COUNTING = """
            'use strict';
            let messages = 0, wrong = 0, ended = 0;
            const next = new Map();
            const listener = Ti.Network.Socket.createTCP({
                host: '127.0.0.1',
                listenQueueSize: 1000,
                accepted(e) {
                    listener.accept();
                    const rest = Ti.createBuffer({ length: 0 });
                    Ti.Stream.pump(e.inbound, (chunk) => {
                        if (chunk.bytesProcessed < 0) {
                            if (rest.length > 0 || !chunk.success) { wrong++; }
                            ended++;
                            e.inbound.close();
                            if (messages === Number(Ti.App.arguments[0]) && ended === Number(Ti.App.arguments[1])) {
                                console.log(messages, 'messages,', wrong, 'wrong,', next.size, 'senders');
                                listener.close();
                            }
                            return;
                        }
                        rest.append(chunk.buffer);
                        let at = 0;
                        for (; at + 8 <= rest.length; at += 8) {
                            const sender = Ti.Codec.decodeNumber({ source: rest, type: 'int', position: at, byteOrder: 0 });
                            const number = Ti.Codec.decodeNumber({ source: rest, type: 'int', position: at + 4, byteOrder: 0 });
                            if (number !== (next.get(sender) ?? 0)) { wrong++; }
                            next.set(sender, number + 1);
                            messages++;
                        }
                        const tail = rest.clone(at, rest.length - at);
                        rest.length = 0;
                        rest.append(tail);
                    }, 4096, true);
                }
            });
            listener.listen();
            listener.accept();
            started.on(listener.port);
            """;

    @Test
    @DisplayName("J1, I2: small messages of many sockets arrive complete and in order, on one thread")
    void orderIsKept() throws Exception {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        long seed = Long.getLong("tisocket.seed", System.nanoTime());
        Started started = new Started();
        int each = MESSAGES / SOCKETS;
        try (ScriptRuntime runtime = ScriptRuntime.builder()
                .arguments(List.of("" + each * SOCKETS, "" + SOCKETS))
                .global("started", started)
                .output(new PrintStream(output, true, StandardCharsets.UTF_8))
                .errors(new PrintStream(errors, true, StandardCharsets.UTF_8))
                .build()) {
            CompletableFuture<ScriptOutcome> outcome =
                    CompletableFuture.supplyAsync(() -> runtime.run("counting.js", COUNTING));
            int port = started.port.get(60, TimeUnit.SECONDS);

            send(port, each, new SplittableRandom(seed));

            assertThat(outcome.get(500, TimeUnit.SECONDS))
                    .as("-Dtisocket.seed=%d", seed)
                    .isEqualTo(ScriptOutcome.COMPLETED);
        }
        assertThat(errors.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(output.toString(StandardCharsets.UTF_8).strip())
                .isEqualTo(each * SOCKETS + " messages, 0 wrong, " + SOCKETS + " senders");
    }

    /** Each socket sends its messages in pieces that end anywhere; the pieces of all take turns. */
    private static void send(int port, int each, SplittableRandom random) throws IOException {
        List<Socket> sockets = new ArrayList<>();
        List<byte[]> streams = new ArrayList<>();
        int[] sent = new int[SOCKETS];
        try {
            for (int i = 0; i < SOCKETS; i++) {
                sockets.add(new Socket(InetAddress.getByName("127.0.0.1"), port));
                ByteBuffer bytes = ByteBuffer.allocate(each * MESSAGE_BYTES);
                for (int n = 0; n < each; n++) {
                    bytes.putInt(i).putInt(n);
                }
                streams.add(bytes.array());
            }
            for (int open = SOCKETS; open > 0; ) {
                int i = random.nextInt(SOCKETS);
                int length = Math.min(1 + random.nextInt(500), streams.get(i).length - sent[i]);
                if (length > 0) {
                    sockets.get(i).getOutputStream().write(streams.get(i), sent[i], length);
                    sent[i] += length;
                    if (sent[i] == streams.get(i).length) {
                        sockets.get(i).shutdownOutput();
                        open--;
                    }
                }
            }
            for (Socket socket : sockets) {
                assertThat(socket.getInputStream().read()).isEqualTo(-1); // the script has taken all of it
            }
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    @RepeatedTest(3)
    @DisplayName(
            "J1: stop() from another thread with messages, timers, writes and posted work under way ends the script, silently and at once")
    void stoppedInFlight() throws Exception {
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        Started started = new Started();
        ScriptRuntime runtime = ScriptRuntime.builder()
                .arguments(List.of("0", "0"))
                .global("started", started)
                .output(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8))
                .errors(new PrintStream(errors, true, StandardCharsets.UTF_8))
                .build();
        CompletableFuture<ScriptOutcome> outcome =
                CompletableFuture.supplyAsync(() -> runtime.run("busy.js", COUNTING + """
                setInterval(() => { for (let i = 0; i < 100; i++) { setImmediate(() => Promise.resolve().then(() => {})); } }, 1);
                const self = Ti.Network.Socket.createTCP({ host: '127.0.0.1', port: listener.port, connected() {
                    const more = () => self.write(Ti.createBuffer({ length: 80000 }), more);
                    for (let i = 0; i < 20; i++) { more(); }
                } });
                self.connect();
                """));
        int port = started.port.get(60, TimeUnit.SECONDS);
        CountDownLatch busy = new CountDownLatch(5);
        Thread sender = new Thread(() -> flood(port, busy));
        sender.start();
        assertThat(busy.await(60, TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < 1000; i++) {
            runtime.post(() -> {});
        }

        runtime.stop();

        assertThat(outcome.get(20, TimeUnit.SECONDS)).isEqualTo(ScriptOutcome.STOPPED);
        sender.join(20_000);
        assertThat(sender.isAlive()).as("its connections have ended").isFalse();
        assertThat(errors.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    /** Sends until the connection ends. */
    private static void flood(int port, CountDownLatch busy) {
        byte[] zeros = new byte[4096];
        try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
            for (; ; ) {
                socket.getOutputStream().write(zeros);
                busy.countDown();
            }
        } catch (IOException ended) {
            assertThat(ended).isNotNull();
        }
    }

    /** Hears the port of the script. */
    public static final class Started {

        private final CompletableFuture<Integer> port = new CompletableFuture<>();

        /** Called by the script. */
        @HostAccess.Export
        public void on(int listening) {
            port.complete(listening);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.examples;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Peers that send what they should not. Each server has a small heap, and has to live on. {@code -Dtisocket.seed=S} repeats,
 * {@code -Dtisocket.cases=N} makes more of it.
 */
@Timeout(300)
class HostilePeersTest {
    private static final int CASES = Integer.getInteger("tisocket.cases", 60);

    /** More than any server may keep of a peer that never comes to the point. */
    private static final int ENDLESS_BYTES = 8 << 20;

    private static final String HTTP = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    private static final String WEBSOCKET = "GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

    @ParameterizedTest
    @CsvSource({
        "http/server.js, HTTP/1.1 200",
        "websocket/server.js, HTTP/1.1 101",
        "chat.js, Your name?",
        "repl.js, JavaScript"
    })
    void randomAndSpoiledBytesLeaveTheServerAtWork(String script, String greeting) throws Exception {
        long seed = Long.getLong("tisocket.seed", System.nanoTime());
        SplittableRandom random = new SplittableRandom(seed);
        try (RunningScript server = start(script)) {
            int port = server.awaitPort();

            for (int i = 0; i < CASES; i++) {
                send(port, hostile(random, script), random.nextBoolean());
            }

            assertThat(answer(port, script)).as("-Dtisocket.seed=%d", seed).contains(greeting);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http/server.js, HTTP/1.1 200, 'GET /'",
        "http/server.js, HTTP/1.1 200, 'GET / HTTP/1.1\r\nA: '",
        "websocket/server.js, HTTP/1.1 101, 'GET / HTTP/1.1\r\nUpgrade: '",
        "chat.js, Your name?, name",
        "repl.js, JavaScript, 1 +"
    })
    void aLineOrHeaderWithoutEndIsCutOffByTheServer(String script, String greeting, String begin) throws Exception {
        try (RunningScript server = start(script)) {
            int port = server.awaitPort();

            assertThat(isEndedWhileSending(port, begin.getBytes(ISO_8859_1))).isTrue();
            assertThat(answer(port, script)).contains(greeting);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "81 FF 7F FF FF FF FF FF FF FF 00 00 00 00, a frame of 2 to the 63 bytes",
        "81 FF FF FF FF FF FF FF FF FF 00 00 00 00, a frame of a negative length",
        "81 FF 00 00 00 00 00 10 00 01 00 00 00 00, a frame one byte longer than allowed",
        "89 FE 7F FF 00 00 00 00, a ping that is too long",
        "FF 80 00 00 00 00, reserved bits"
    })
    void aFrameThatAnnouncesTooMuchEndsTheConnectionAtOnce(String frame, String what) throws Exception {
        try (RunningScript server = start("websocket/server.js");
                Socket client = RunningScript.dial(server.awaitPort())) {
            client.getOutputStream().write(WEBSOCKET.getBytes(ISO_8859_1));
            client.getOutputStream().write(bytes(frame));

            String answer = new String(client.getInputStream().readAllBytes(), ISO_8859_1);

            assertThat(answer)
                    .as(what)
                    .contains("HTTP/1.1 101")
                    .containsPattern("\r\n\r\n\\u0088"); // a close frame, then the end
        }
    }

    private static RunningScript start(String script) throws IOException {
        return RunningScript.start(List.of("-Xmx64m"), Path.of("examples", script));
    }

    private static byte[] bytes(String hexadecimal) {
        return HexFormat.ofDelimiter(" ").parseHex(hexadecimal);
    }

    /** What a peer sends: noise, or what is right but for some bytes, or right and then noise. */
    private static byte[] hostile(SplittableRandom random, String script) {
        byte[] noise = new byte[random.nextInt(20_000)];
        random.nextBytes(noise);
        String request =
                script.startsWith("http") ? HTTP : script.startsWith("web") ? WEBSOCKET : "name\r\nhello\r\n.help\r\n";
        byte[] right = request.repeat(1 + random.nextInt(3)).getBytes(ISO_8859_1);
        return switch (random.nextInt(4)) {
            case 0 -> noise;
            case 1 -> {
                for (int i = 1 + random.nextInt(5); i > 0; i--) {
                    right[random.nextInt(right.length)] = (byte) random.nextInt(256);
                }
                yield right;
            }
            case 2 -> Arrays.copyOf(right, random.nextInt(right.length));
            default -> {
                ByteArrayOutputStream both = new ByteArrayOutputStream();
                both.writeBytes(request.getBytes(ISO_8859_1));
                both.writeBytes(noise);
                yield both.toByteArray();
            }
        };
    }

    /** Sends, in pieces; ends in order or by going away. */
    private static void send(int port, byte[] bytes, boolean inOrder) throws IOException {
        try (Socket client = RunningScript.dial(port)) {
            if (!inOrder) {
                client.setSoLinger(true, 0);
            }
            try {
                OutputStream out = client.getOutputStream();
                for (int at = 0; at < bytes.length; at += 1000) {
                    out.write(bytes, at, Math.min(1000, bytes.length - at));
                }
                if (inOrder) {
                    client.shutdownOutput();
                    client.getInputStream().transferTo(OutputStream.nullOutputStream());
                }
            } catch (IOException refused) {
                assertThat(refused).hasMessageMatching("(?i).*(reset|broken pipe).*"); // and not a time-out
            }
        }
    }

    /** Sends letters without an end; tells whether the server ends the connection. What is sent after that it throws away. */
    private static boolean isEndedWhileSending(int port, byte[] begin) throws IOException {
        byte[] letters = "x".repeat(4096).getBytes(ISO_8859_1);
        try (Socket client = RunningScript.dial(port)) {
            try {
                client.getOutputStream().write(begin);
                for (int sent = 0; sent < ENDLESS_BYTES; sent += letters.length) {
                    client.getOutputStream().write(letters);
                }
                client.getInputStream().transferTo(OutputStream.nullOutputStream());
                return true; // and no time-out
            } catch (SocketException refused) {
                return true;
            }
        }
    }

    /** Returns the first that a well-behaved client gets to read. */
    private static String answer(int port, String script) throws IOException {
        try (Socket client = RunningScript.dial(port)) {
            if (script.contains("/")) {
                client.getOutputStream().write((script.startsWith("http") ? HTTP : WEBSOCKET).getBytes(ISO_8859_1));
            }
            InputStream in = client.getInputStream();
            StringBuilder answer = new StringBuilder();
            for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
                answer.append((char) next);
            }
            return answer.toString();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Both sides of the protocol against the npm package {@code ws}, and against each other. */
@Timeout(180)
class WebSocketTest {
    @Test
    void theServerUnderstandsAForeignClient() throws Exception {
        try (RunningScript server = RunningScript.start("websocket/server.js");
                RunningProgram client = Foreign.node("websocket-client.js", server.awaitPort())) {
            int code = client.awaitEnd();

            assertThat(code).as(String.join("\n", client.output())).isZero();
            assertThat(client.output()).hasSize(9).endsWith("all held");
        }
    }

    @Test
    void theClientUnderstandsAForeignServer() throws Exception {
        try (RunningProgram server = Foreign.node("websocket-server.js");
                RunningScript client = client(
                        server.awaitPort(),
                        "Größe, 世界, 😀",
                        "binary:125",
                        "binary:126",
                        "binary:65535",
                        "binary:65536",
                        "binary:70001",
                        "parts:one, ,two, ,three",
                        "ping:here",
                        "in parts, please",
                        "ping me")) {
            assertThat(client.awaitEnd()).isZero();
            assertThat(client.output())
                    .containsExactlyInAnyOrder(
                            "Open",
                            "Text: Größe, 世界, 😀",
                            "Binary: 125 bytes, the last one 165",
                            "Binary: 126 bytes, the last one 165",
                            "Binary: 65535 bytes, the last one 165",
                            "Binary: 65536 bytes, the last one 165",
                            "Binary: 70001 bytes, the last one 165",
                            "Text: one two three",
                            "Pong: here",
                            "Text: one, two",
                            "Text: you said still there",
                            "Closed: 1000");
            server.awaitLine("^open /chat\\?room=1$");
            server.awaitLine("^ping here$");
            server.awaitLine("^close 1000 done$");
        }
    }

    @Test
    void aForeignServerMayCloseFirst() throws Exception {
        try (RunningProgram server = Foreign.node("websocket-server.js");
                RunningScript client = client(server.awaitPort(), "go away", "never answered")) {
            assertThat(client.awaitEnd()).isZero();
            assertThat(client.output()).startsWith("Open").endsWith("Closed: 4001");
        }
    }

    @Test
    void aForeignServerMayVanish() throws Exception {
        try (RunningProgram server = Foreign.node("websocket-server.js");
                RunningScript client = client(server.awaitPort(), "vanish", "never answered")) {
            client.awaitLine("The server has gone without a word|ECONNRESET|EPIPE");

            assertThat(client.awaitEnd()).isZero();
        }
    }

    @Test
    void ourClientUnderstandsOurServer() throws Exception {
        try (RunningScript server = RunningScript.start("websocket/server.js");
                RunningScript client = client(server.awaitPort(), "hello", "parts:a,b", "binary:70000", "ping:x")) {
            assertThat(client.awaitEnd()).isZero();
            assertThat(client.output())
                    .containsExactly(
                            "Open",
                            "Text: hello",
                            "Text: ab",
                            "Binary: 70000 bytes, the last one 165",
                            "Pong: x",
                            "Closed: 1000");
        }
    }

    @Test
    void aServerOfAnotherKindIsRefused() throws Exception {
        try (RunningScript server = RunningScript.start("http/server.js");
                RunningScript client = client(server.awaitPort(), "hello")) {
            client.awaitLine("^Refused: HTTP/1\\.1 404 Not Found$");

            assertThat(client.awaitEnd()).isZero();
        }
    }

    private static RunningScript client(int port, Object... messages) throws Exception {
        Object[] arguments = new Object[messages.length + 1];
        arguments[0] = "ws://127.0.0.1:" + port + "/chat?room=1";
        System.arraycopy(messages, 0, arguments, 1, messages.length);
        return RunningScript.start("websocket/client.js", arguments);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class HttpServerTest {
    private static final String PAGE = "<title>Page</title>\n";

    /** One server for all: it has to survive each of the tests, and starting it takes longer than they do. */
    private static RunningScript server;

    private static int port;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void start() throws Exception {
        Path script = folder.resolve("server.js");
        Files.copy(Path.of(System.getProperty("tisocket.root"), "examples", "http", "server.js"), script);
        Path files = Files.createDirectories(folder.resolve(Path.of("public", "folder")));
        Files.writeString(files.resolveSibling("index.html"), PAGE);
        Files.writeString(files.resolve("ä & ö.txt"), "umlauts\n");
        Files.createFile(files.resolve("empty.json"));
        Files.writeString(folder.resolve("secret.txt"), "secret\n");
        server = RunningScript.start(List.of("-Xmx96m"), script);
        port = server.awaitPort();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    /** Returns what curl prints; a name that begins with a slash is one of the server. */
    private static List<String> curl(String... arguments) throws Exception {
        List<Object> command = new ArrayList<>(List.of("-sS", "--max-time", 30, "--path-as-is"));
        for (String argument : arguments) {
            command.add(argument.startsWith("/") ? "http://127.0.0.1:" + port + argument : argument);
        }
        try (RunningProgram curl = Foreign.start("curl", command.toArray())) {
            assertThat(curl.awaitEnd()).as(String.join("\n", curl.output())).isZero();
            return curl.output();
        }
    }

    /** Sends lines as they are and returns the answer. */
    private static List<String> raw(String... lines) throws Exception {
        try (RunningProgram socat = Foreign.start("socat", "-,ignoreeof", "TCP:127.0.0.1:" + port)) {
            for (String line : lines) {
                socat.say(line + "\r");
            }
            assertThat(socat.awaitEnd()).isZero();
            return socat.output();
        }
    }

    @Test
    void aFileIsServedWithItsTypeAndLength() throws Exception {
        assertThat(curl("-i", "/"))
                .startsWith("HTTP/1.1 200 OK")
                .contains("Content-Type: text/html; charset=utf-8", "Content-Length: " + PAGE.length(), PAGE.strip());
    }

    @Test
    void aNameMayHoldAnything() throws Exception {
        assertThat(curl("/folder/%C3%A4%20%26%20%C3%B6.txt?query=ignored")).containsExactly("umlauts");
    }

    @Test
    void headAnswersWithoutTheFile() throws Exception {
        assertThat(curl("-I", "/index.html"))
                .startsWith("HTTP/1.1 200 OK")
                .contains("Content-Length: " + PAGE.length())
                .doesNotContain(PAGE.strip());
    }

    @Test
    void anEmptyFileIsServed() throws Exception {
        assertThat(curl("-i", "/folder/empty.json", "-w", "%{http_code} %{size_download}"))
                .contains("Content-Type: application/json")
                .last()
                .isEqualTo("200 0");
    }

    @Test
    void aConnectionServesSeveralRequests() throws Exception {
        String count = "%{num_connects} %{http_code}\\n";

        assertThat(curl("-w", count, "-o", "-", "/", "-o", "-", "/index.html", "-o", "-", "/missing"))
                .containsExactly(PAGE.strip(), "1 200", PAGE.strip(), "0 200", "404 Not Found", "0 404");
    }

    @Test
    void requestsSentTogetherAreAnsweredInOrder() throws Exception {
        List<String> answers =
                raw("GET /missing HTTP/1.1", "Host: here", "", "GET / HTTP/1.1", "Host: here", "Connection: close", "");

        assertThat(answers.stream().filter(line -> line.startsWith("HTTP/")))
                .containsExactly("HTTP/1.1 404 Not Found", "HTTP/1.1 200 OK");
        assertThat(answers).endsWith(PAGE.strip());
    }

    @Test
    void theOldVersionEndsTheConnectionAfterTheAnswer() throws Exception {
        assertThat(raw("GET / HTTP/1.0", "")).contains("Connection: close").endsWith(PAGE.strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../secret.txt",
                "/folder/../../secret.txt",
                "/%2e%2e/secret.txt",
                "/..%2fsecret.txt",
                "/..%5csecret.txt",
                "//secret.txt",
                "/./../secret.txt",
                "/index.html%00.txt",
                "/%zz",
                "/folder",
                "/folder/",
                "/server.js"
            })
    void noPathLeadsOutOfTheFolder(String path) throws Exception {
        assertThat(curl("-w", "%{http_code}", path)).containsExactly("404 Not Found", "404");
    }

    @Test
    void aLinkDoesNotLeadOutEither() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve(Path.of("public", "link.txt")), Path.of("/etc/hostname"));
        try {
            assertThat(curl("-w", "%{http_code}", "/link.txt")).last().isEqualTo("404");
        } finally {
            Files.delete(link);
        }
    }

    @Test
    void otherMethodsAreRefused() throws Exception {
        assertThat(curl("-i", "-d", "data", "/"))
                .startsWith("HTTP/1.1 405 Method Not Allowed")
                .contains("Allow: GET, HEAD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "GET /", "GET  / HTTP/1.1", "GET / HTTP/1.1\r\nHost here", "GET / HTTP/1.1"})
    void aRequestThatIsNoneIsRefused(String request) throws Exception {
        assertThat(raw(request, "")).startsWith("HTTP/1.1 400 Bad Request");
    }

    @Test
    void anEndlessRequestIsRefused() throws Exception {
        assertThat(raw("GET /" + "x".repeat(20_000) + " HTTP/1.1"))
                .startsWith("HTTP/1.1 431 Request Header Fields Too Large");
    }

    @Test
    void aFileLargerThanTheHeapIsServed() throws Exception {
        Path large = folder.resolve(Path.of("public", "large.bin"));
        byte[] chunk = new byte[1 << 20];
        new SplittableRandom(5).nextBytes(chunk);
        try (var output = Files.newOutputStream(large)) {
            for (int i = 0; i < 100; i++) {
                chunk[0] = (byte) i;
                output.write(chunk);
            }
        }
        Path received = folder.resolve("received");

        curl("-o" + received, "/large.bin");

        assertThat(Files.mismatch(large, received)).isEqualTo(-1);
    }

    @Test
    void aClientThatGoesInTheMiddleHarmsNobody() throws Exception {
        byte[] content = new byte[16 << 20];
        Arrays.fill(content, (byte) 'x');
        Files.write(folder.resolve(Path.of("public", "large.txt")), content);

        try (RunningProgram curl = Foreign.start(
                "curl", "-sS", "--limit-rate", "100k", "--max-time", 1, "http://127.0.0.1:" + port + "/large.txt")) {
            assertThat(curl.awaitEnd()).isEqualTo(28);
        }

        assertThat(curl("/")).containsExactly(PAGE.strip());
    }
}

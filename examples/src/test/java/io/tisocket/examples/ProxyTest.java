// SPDX-License-Identifier: Apache-2.0
package io.tisocket.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class ProxyTest {
    @Test
    void pagesComeThrough() throws Exception {
        try (RunningScript server = RunningScript.start("http/server.js");
                RunningScript proxy = RunningScript.start("proxy.js", "localhost", server.awaitPort())) {
            String page = "http://127.0.0.1:" + proxy.awaitPort() + "/";
            try (RunningProgram curl = Foreign.start("curl", "-sS", "--max-time", 30, page, page)) {
                assertThat(curl.awaitEnd()).isZero();
                assertThat(curl.output().stream().filter(line -> line.contains("Well, hello there!")))
                        .hasSize(2);
            }
            proxy.awaitLine("Open: 0");
        }
    }

    @Test
    void bytesGoBothWaysAtOnceAndTheLastOnesArriveAfterOneSideHasEnded() throws Exception {
        try (RunningScript echo = RunningScript.start("echo.js");
                RunningScript proxy = RunningScript.start("proxy.js", "127.0.0.1", echo.awaitPort());
                RunningProgram flood = Foreign.node("flood.js", proxy.awaitPort(), 32, "seed 3")) {
            int code = flood.awaitEnd();

            assertThat(code).as(String.join("\n", flood.output())).isZero();
            proxy.awaitLine("Open: 0");
        }
    }

    @Test
    void aSlowSideSlowsTheFastOneDown() throws Exception {
        try (RunningProgram stalled = Foreign.node("stalled.js");
                RunningScript proxy = RunningScript.start("proxy.js", "127.0.0.1", stalled.awaitPort())) {
            stalled.say(Integer.toString(proxy.awaitPort()));

            // What is on its way by then lies in the buffers of the system, and in one of the proxy.
            long underWay =
                    Long.parseLong(stalled.awaitLine("^stuck after (\\d+)").group(1));
            assertThat(underWay).isLessThan(32L << 20);
            String sent = stalled.awaitLine("^sent (\\d+)").group(1);
            stalled.awaitLine("^arrived " + sent + "$");
        }
    }

    @Test
    void aTargetThatIsNotThereEndsTheConnection() throws Exception {
        try (RunningScript proxy = RunningScript.start("proxy.js", "127.0.0.1", 1)) {
            int port = proxy.awaitPort();
            try (RunningProgram socat = Foreign.start("socat", "-u", "TCP:127.0.0.1:" + port, "-")) {
                proxy.awaitLine("ECONNREFUSED");
                proxy.awaitLine("Open: 0");

                assertThat(socat.awaitEnd()).isZero();
            }
        }
    }
}

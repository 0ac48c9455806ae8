// SPDX-License-Identifier: Apache-2.0
package io.tisocket.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class EchoTest {
    @Test
    void whatAPersonTypesComesBack() throws Exception {
        try (RunningScript echo = RunningScript.start("echo.js");
                RunningProgram socat = Foreign.start("socat", "-", "TCP:127.0.0.1:" + echo.awaitPort())) {
            socat.say("Is anybody there?");
            socat.awaitLine("^Is anybody there\\?$");
            socat.sayNoMore();

            assertThat(socat.awaitEnd()).isZero();
        }
    }

    @Test
    void aHundredMebibytesFromNodeComeBackAsTheyWere() throws Exception {
        try (RunningScript echo = RunningScript.start("echo.js");
                RunningProgram flood = Foreign.node("flood.js", echo.awaitPort(), 100, "seed 1")) {
            int code = flood.awaitEnd();

            assertThat(code).as(String.join("\n", flood.output())).isZero();
            assertThat(flood.output().get(1)).endsWith("(104857600 bytes)");
        }
    }

    @Test
    void severalClientsInPythonAreServedAtOnce() throws Exception {
        List<RunningProgram> floods = new ArrayList<>();
        try (RunningScript echo = RunningScript.start("echo.js")) {
            int port = echo.awaitPort();
            for (int seed = 0; seed < 4; seed++) {
                floods.add(Foreign.python("flood.py", port, 8, seed));
            }

            for (RunningProgram flood : floods) {
                assertThat(flood.awaitEnd())
                        .as(String.join("\n", flood.output()))
                        .isZero();
            }
        } finally {
            floods.forEach(RunningProgram::close);
        }
    }

    @Test
    void aClientThatOnlySendsHoldsUpNobody() throws Exception {
        try (RunningScript echo = RunningScript.start("echo.js")) {
            int port = echo.awaitPort();
            try (RunningProgram deaf = Foreign.start("socat", "-u", "/dev/zero", "TCP:127.0.0.1:" + port);
                    RunningProgram flood = Foreign.node("flood.js", port, 4, "seed 2")) {
                assertThat(flood.awaitEnd())
                        .as(String.join("\n", flood.output()))
                        .isZero();
                assertThat(deaf.output()).isEmpty();
            }
        }
    }
}

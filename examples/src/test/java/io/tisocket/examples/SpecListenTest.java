// SPDX-License-Identifier: Apache-2.0
package io.tisocket.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The specification's second example. */
@Timeout(60)
class SpecListenTest {
    @Test
    void aHostOnTheListIsAccepted() throws Exception {
        try (RunningScript script = RunningScript.start("spec/listen.js", "127.0.0.1", 0, "127.0.0.1")) {
            int port = awaitListening(script);

            try (Socket client = RunningScript.dial(port)) {
                script.awaitLine("Accepted connection from: 127.0.0.1");

                assertThat(client.isConnected()).isTrue();
            }
        }
    }

    @Test
    void aHostThatIsNotOnTheListIsClosed() throws Exception {
        try (RunningScript script = RunningScript.start("spec/listen.js", "127.0.0.1", 0)) {
            int port = awaitListening(script);

            try (Socket client = RunningScript.dial(port)) {
                assertThat(client.getInputStream().read()).isEqualTo(-1);
                script.awaitLine("Attempted connection from socket not on whitelist: 127.0.0.1");
            }
        }
    }

    @Test
    void tenConnectionsAtOnceAreAcceptedAndNoMore() throws Exception {
        List<Socket> clients = new ArrayList<>();
        try (RunningScript script = RunningScript.start("spec/listen.js", "127.0.0.1", 0, "127.0.0.1")) {
            int port = awaitListening(script);

            for (int i = 0; i < 12; i++) {
                clients.add(RunningScript.dial(port));
            }
            for (int i = 0; i < 10; i++) {
                script.awaitLine("Accepted connection from: 127.0.0.1");
            }

            assertThat(script.terminate()).isEqualTo(143);
            assertThat(script.output().stream().filter(line -> line.contains("Accepted")))
                    .hasSize(10);
        } finally {
            for (Socket client : clients) {
                client.close();
            }
        }
    }

    @Test
    void foreignClientsAreAcceptedOneAfterTheOther() throws Exception {
        try (RunningScript script = RunningScript.start("spec/listen.js", "127.0.0.1", 0, "127.0.0.1")) {
            int port = awaitListening(script);

            try (RunningProgram socat = Foreign.start("socat", "-", "TCP:127.0.0.1:" + port)) {
                script.awaitLine("Accepted connection from: 127.0.0.1");
                socat.sayNoMore();
            }
            for (RunningProgram client :
                    List.of(Foreign.node("connect.js", port, 1), Foreign.python("connect.py", port, 1))) {
                try (client) {
                    script.awaitLine("Accepted connection from: 127.0.0.1");
                    client.awaitLine("connected 1");
                }
            }
        }
    }

    @Test
    void foreignClientsAreAcceptedTenAtOnce() throws Exception {
        try (RunningScript script = RunningScript.start("spec/listen.js", "127.0.0.1", 0, "127.0.0.1")) {
            int port = awaitListening(script);
            try (RunningProgram node = Foreign.node("connect.js", port, 5);
                    RunningProgram python = Foreign.python("connect.py", port, 5)) {
                node.awaitLine("connected 5");
                python.awaitLine("connected 5");

                for (int i = 0; i < 10; i++) {
                    script.awaitLine("Accepted connection from: 127.0.0.1");
                }
            }
        }
    }

    @Test
    void aForeignClientThatIsNotOnTheListIsClosed() throws Exception {
        try (RunningScript script = RunningScript.start("spec/listen.js", "127.0.0.1", 0, "127.0.0.1")) {
            int port = awaitListening(script);

            try (RunningProgram socat =
                    Foreign.start("socat", "-u", "TCP:127.0.0.1:" + port + ",bind=127.0.0.2", "-")) {
                assertThat(socat.awaitEnd()).isZero();
            }
            script.awaitLine("Attempted connection from socket not on whitelist: 127.0.0.2");
        }
    }

    @Test
    void theSystemKnowsOfTheOneAddress() throws Exception {
        try (RunningScript script = RunningScript.start("spec/listen.js", "127.0.0.1", 0, "127.0.0.1")) {
            int port = awaitListening(script);

            try (RunningProgram ss = Foreign.start("ss", "-ltnp")) {
                assertThat(ss.awaitEnd()).isZero();
                List<String> addresses = ss.output().stream()
                        .filter(line -> line.contains("pid=" + script.pid() + ","))
                        .map(line -> line.split("\\s+")[3])
                        .toList();
                assertThat(addresses).containsExactly("127.0.0.1:" + port);
            }
        }
    }

    @Test
    void theWildcardIsRefused() throws Exception {
        try (RunningScript script = RunningScript.start("spec/listen.js", "0.0.0.0", 0)) {
            script.awaitLine("Error occured while configuring listener: ");

            assertThat(script.awaitEnd()).isZero();
        }
    }

    private static int awaitListening(RunningScript script) throws InterruptedException {
        return Integer.parseInt(
                script.awaitLine("Now listening on: 127\\.0\\.0\\.1:(\\d+)").group(1));
    }
}

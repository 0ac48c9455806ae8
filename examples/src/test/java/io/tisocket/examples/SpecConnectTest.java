// SPDX-License-Identifier: Apache-2.0
package io.tisocket.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The specification's first example. */
@Timeout(60)
class SpecConnectTest {
    @Test
    void theGreetingReachesAForeignListener() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                RunningScript script = RunningScript.start("spec/connect.js", "127.0.0.1", listener.getLocalPort());
                Socket accepted = listener.accept()) {
            accepted.setSoTimeout(RunningScript.PATIENCE_MILLIS);
            byte[] greeting = accepted.getInputStream().readNBytes("Well, hello there!".length());

            assertThat(greeting).asString(UTF_8).isEqualTo("Well, hello there!");
            assertThat(script.output()).isEmpty();
        }
    }

    @Test
    void aClosedPortIsReportedWithItsNumber() throws Exception {
        int closed = portNobodyListensOn();

        try (RunningScript script = RunningScript.start("spec/connect.js", "127.0.0.1", closed)) {
            script.awaitLine("Socket error: 111.*ECONNREFUSED");
            script.awaitLine("CONNECTION has been closed: 127.0.0.1:" + closed);

            assertThat(script.awaitEnd()).isZero();
        }
    }

    @Test
    void anUnknownNameIsReported() throws Exception {
        try (RunningScript script = RunningScript.start("spec/connect.js", "no-such-host.invalid", 4747)) {
            script.awaitLine("Socket error: -1.*unknown host <no-such-host.invalid>");

            assertThat(script.awaitEnd()).isZero();
        }
    }

    @Test
    void aPortThatIsNoneIsReportedAsAnErrorOfTheScript() throws Exception {
        try (RunningScript script = RunningScript.start("spec/connect.js", "127.0.0.1", "70000")) {
            script.awaitLine("70000");

            assertThat(script.awaitEnd()).isEqualTo(1);
        }
    }

    @Test
    void aFullQueueIsReportedWhenTheTimeIsUp() throws Exception {
        List<Socket> waiting = new ArrayList<>();
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            fill(listener, waiting);

            try (RunningScript script =
                    RunningScript.start("spec/connect.js", "127.0.0.1", listener.getLocalPort(), 500)) {
                script.awaitLine("Socket error: 110.*ETIMEDOUT");

                assertThat(script.awaitEnd()).isZero();
            }
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    /** Connects until the system takes no more: it does not say so, it is silent. */
    private static void fill(ServerSocket listener, List<Socket> waiting) throws IOException {
        while (true) {
            Socket socket = new Socket();
            waiting.add(socket);
            try {
                socket.connect(listener.getLocalSocketAddress(), 500);
            } catch (SocketTimeoutException full) {
                return;
            }
        }
    }

    private static int portNobodyListensOn() throws Exception {
        try (ServerSocket closedAtOnce = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return closedAtOnce.getLocalPort();
        }
    }
}

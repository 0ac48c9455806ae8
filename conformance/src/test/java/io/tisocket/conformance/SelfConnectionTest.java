// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Without the trap working, the test of rule C10 would prove nothing. */
class SelfConnectionTest {

    @Test
    @EnabledOnOs(OS.LINUX)
    void aPlainSocketReachesItself() throws IOException {
        int reached = 0;
        for (int i = 0; i < SelfConnection.TRIES && reached == 0; i++) {
            reached += tryOnce();
        }

        // The kernel picks the port, by dice too: where it never picked that one, the trap has shown nothing here.
        assumeThat(reached).as("connections of a plain socket to itself").isPositive();
    }

    private static int tryOnce() throws IOException {
        try (SelfConnection trap = new SelfConnection();
                Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), trap.port()));
            return socket.getLocalPort() == trap.port() ? 1 : 0;
        } catch (ConnectException anotherPortWasPicked) {
            return 0;
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PortKnockingTest {
    private RunningScript script;
    private String door;
    private List<String> knocks;

    @BeforeEach
    void start() throws Exception {
        Foreign.need("socat");
        script = RunningScript.start("port-knocking.js");
        var line = script.awaitLine("^Door: (\\d+), knocks: ([\\d ]+)$");
        door = line.group(1);
        knocks = Stream.of(line.group(2).split(" ")).toList();
    }

    @AfterEach
    void stop() {
        if (script != null) {
            script.close();
        }
    }

    /** Connects from an address, and returns what there is to read. */
    private static List<String> connect(String port, String address) throws Exception {
        try (RunningProgram socat = Foreign.start("socat", "-u", "TCP:127.0.0.1:" + port + ",bind=" + address, "-")) {
            assertThat(socat.awaitEnd()).isZero();
            return socat.output();
        }
    }

    @Test
    void theRightKnockOpensTheDoor() throws Exception {
        for (String knock : knocks) {
            connect(knock, "127.0.0.1");
        }

        assertThat(connect(door, "127.0.0.1")).containsExactly("Welcome, 127.0.0.1");
    }

    @Test
    void theDoorIsClosedToOthers() throws Exception {
        for (String knock : knocks) {
            connect(knock, "127.0.0.1");
        }

        assertThat(connect(door, "127.0.0.2")).isEmpty();
        script.awaitLine("^Turned away: 127\\.0\\.0\\.2$");
    }

    @Test
    void aWrongKnockBeginsAnew() throws Exception {
        for (int index : new int[] {0, 2, 1, 2}) {
            connect(knocks.get(index), "127.0.0.1");
        }
        assertThat(connect(door, "127.0.0.1")).isEmpty();

        for (int index : new int[] {0, 1, 0, 1, 2}) {
            connect(knocks.get(index), "127.0.0.1");
        }
        assertThat(connect(door, "127.0.0.1")).containsExactly("Welcome, 127.0.0.1");
    }
}

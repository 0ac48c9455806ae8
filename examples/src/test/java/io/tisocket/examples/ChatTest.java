// SPDX-License-Identifier: Apache-2.0
package io.tisocket.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ChatTest {
    private RunningScript chat;
    private int port;

    @BeforeEach
    void start() throws Exception {
        Foreign.need("socat");
        chat = RunningScript.start("chat.js");
        port = chat.awaitPort();
    }

    @AfterEach
    void stop() {
        if (chat != null) {
            chat.close();
        }
    }

    private RunningProgram guest(String name) throws IOException, InterruptedException {
        RunningProgram guest = Foreign.start("socat", "-", "TCP:127.0.0.1:" + port);
        guest.awaitLine("^Your name\\?$");
        guest.say(name);
        return guest;
    }

    @Test
    void everybodyHearsWhatOneSays() throws Exception {
        try (RunningProgram adam = guest("Adam");
                RunningProgram eve = guest("Eve")) {
            adam.awaitLine("^Hello Adam, here: Adam$");
            eve.awaitLine("^Hello Eve, here: ");
            adam.awaitLine("^Eve has come$");

            eve.say("Ist da jemand? Größe, 世界");
            adam.awaitLine("^Eve: Ist da jemand\\? Größe, 世界$");
            adam.say("/who");
            adam.awaitLine("^Here: Adam, Eve$");

            adam.say("/quit");
            adam.awaitLine("^Bye$");
            assertThat(adam.awaitEnd()).isZero();
            eve.awaitLine("^Adam has gone$");
            assertThat(eve.output()).noneMatch(line -> line.contains("jemand"));
        }
    }

    @Test
    void oneWhoVanishesHasGone() throws Exception {
        try (RunningProgram adam = guest("Adam")) {
            adam.awaitLine("^Hello Adam");
            try (RunningProgram eve = guest("Eve")) {
                eve.awaitLine("^Hello Eve");
            }

            adam.awaitLine("^Eve has gone$");
        }
    }

    @Test
    void aNameIsTakenOnceAndHasARule() throws Exception {
        try (RunningProgram adam = guest("Adam")) {
            adam.awaitLine("^Hello Adam");
            try (RunningProgram other = guest("Adam")) {
                other.awaitLine("^Adam is here already");
                other.say("two words");
                other.awaitLine("^A name has 1 to 20 ");
                other.say("Eve");
                other.awaitLine("^Hello Eve");
            }
        }
    }

    @Test
    void aLineWithoutEndEndsTheConnection() throws Exception {
        try (RunningProgram endless = Foreign.start("socat", "-u", "/dev/zero", "TCP:127.0.0.1:" + port);
                RunningProgram adam = guest("Adam")) {
            adam.awaitLine("^Hello Adam");
            endless.awaitEnd();
        }
    }
}

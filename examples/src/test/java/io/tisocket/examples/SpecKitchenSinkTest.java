// SPDX-License-Identifier: Apache-2.0
package io.tisocket.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The specification's third example, its buttons pressed by arguments. */
@Timeout(60)
class SpecKitchenSinkTest {
    @Test
    void theButtonsTellTheState() throws Exception {
        try (RunningScript script =
                RunningScript.start("spec/kitchen-sink.js", 0, "state", "listen", "state", "close", "state")) {
            script.awaitLine("State: INITIALIZED");
            script.awaitLine("Listening on127\\.0\\.0\\.1:\\d+");
            script.awaitLine("State: LISTENING");
            script.awaitLine("State: CLOSED");

            assertThat(script.awaitEnd()).isZero();
        }
    }

    @Test
    void aConnectionReceivesTheVersesAndWhatItSaysIsShown() throws Exception {
        try (RunningScript script =
                RunningScript.start("spec/kitchen-sink.js", 0, "listen", "write", "read", "close")) {
            String port = script.awaitLine("Listening on127\\.0\\.0\\.1:(\\d+)").group(1);

            try (Socket client = RunningScript.dial(Integer.parseInt(port))) {
                client.getOutputStream().write("What in me is dark?".getBytes(UTF_8));
                String verses = new String(client.getInputStream().readAllBytes(), UTF_8);

                assertThat(verses).startsWith("Of Man's first disobedience").endsWith("ways of God to men.\n");
            }
            script.awaitLine("What in me is dark\\?");
            assertThat(script.awaitEnd()).isZero();
        }
    }

    @Test
    void anUnknownButtonIsAnsweredWithThoseThereAre() throws Exception {
        try (RunningScript script = RunningScript.start("spec/kitchen-sink.js", "fly")) {
            script.awaitLine("No button 'fly'; there are: listen, state, write, close");

            assertThat(script.awaitEnd()).isZero();
        }
    }
}

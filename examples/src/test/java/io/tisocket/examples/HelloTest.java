// SPDX-License-Identifier: Apache-2.0
package io.tisocket.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HelloTest {
    @Test
    void theGreetingArrivesAndTheProgramEnds() throws Exception {
        try (RunningScript hello = RunningScript.start("hello.js")) {
            int code = hello.awaitEnd();

            assertThat(hello.output()).containsExactly("Accepted connection from: 127.0.0.1", "Well, hello there!");
            assertThat(code).isZero();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ReplTest {
    @Test
    void expressionsAreAnsweredWithTheirValues() throws Exception {
        try (RunningScript repl = RunningScript.start("repl.js");
                RunningProgram prompt = Foreign.start("socat", "-", "TCP:127.0.0.1:" + repl.awaitPort())) {
            prompt.awaitLine("^JavaScript, one line at a time");
            assertAnswers(prompt, "6 * 7", "42");
            assertAnswers(prompt, "_ + 1", "43");
            assertAnswers(prompt, "'a' + 'ä'", "\"aä\"");
            assertAnswers(prompt, "var list = [1, 2, 3]", "undefined");
            assertAnswers(prompt, "list.map(function (n) { return n * n; })", "[1,4,9]");
            assertAnswers(prompt, "Ti.Network.Socket.LISTENING", "3");
            assertAnswers(prompt, "Ti.createBuffer({ value: 'x' }).length", "1");
            assertAnswers(prompt, "missing", "Uncaught ReferenceError: missing is not defined");
            assertAnswers(prompt, "throw new Error('no')", "Uncaught Error: no");
            prompt.say("1 +");
            prompt.awaitLine("^Uncaught SyntaxError");

            prompt.say(".stop");
            assertThat(prompt.awaitEnd()).isZero();
            assertThat(repl.awaitEnd()).isZero();
        }
    }

    @Test
    void noJavaClassIsInReach() throws Exception {
        try (RunningScript repl = RunningScript.start("repl.js");
                RunningProgram prompt = Foreign.start("socat", "-", "TCP:127.0.0.1:" + repl.awaitPort())) {
            assertAnswers(
                    prompt,
                    "typeof Java + typeof Packages + typeof java + typeof Polyglot",
                    "\"" + "undefined".repeat(4) + "\"");
        }
    }

    private static void assertAnswers(RunningProgram prompt, String expression, String value) throws Exception {
        prompt.say(expression);
        assertThat(prompt.awaitLine("^(?!JavaScript, one).*").group()).isEqualTo(value);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tisocket.js.ScriptRuntime;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What TISOCKET_SLOW_CALLBACK may say. */
class SlowCallbackLimitTest {

    @Test
    @DisplayName("without the variable, and with nothing in it, the limit is that of every script")
    void unset() {
        assertThat(SlowCallbackLimit.parse(null)).hasValue(ScriptRuntime.DEFAULT_SLOW_CALLBACK);
        assertThat(SlowCallbackLimit.parse("")).hasValue(ScriptRuntime.DEFAULT_SLOW_CALLBACK);
    }

    @Test
    @DisplayName("it holds milliseconds, 0 among them")
    void milliseconds() {
        assertThat(SlowCallbackLimit.parse("250")).hasValue(Duration.ofMillis(250));
        assertThat(SlowCallbackLimit.parse("0")).hasValue(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-1", "1.5", "5s", " 5", "1234567890123456"})
    @DisplayName("anything else is refused")
    void anythingElse(String text) {
        assertThat(SlowCallbackLimit.parse(text)).isEmpty();
    }
}

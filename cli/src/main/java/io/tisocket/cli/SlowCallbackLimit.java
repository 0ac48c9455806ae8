// SPDX-License-Identifier: Apache-2.0
package io.tisocket.cli;

import io.tisocket.js.ScriptRuntime;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How long a callback of a script may take before a warning, as the environment says. */
final class SlowCallbackLimit {
    /** Holds milliseconds; 0 stands for no warnings. */
    static final String VARIABLE = "TISOCKET_SLOW_CALLBACK";

    private SlowCallbackLimit() {}

    /** Reads the value of the variable, which may not be set; empty when it is no number of milliseconds. */
    static Optional<Duration> parse(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return Optional.of(ScriptRuntime.DEFAULT_SLOW_CALLBACK);
        }
        boolean isNumber = text.length() <= 15 && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
        return isNumber ? Optional.of(Duration.ofMillis(Long.parseLong(text))) : Optional.empty();
    }
}

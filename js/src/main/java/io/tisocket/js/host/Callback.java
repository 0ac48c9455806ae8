// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js.host;

import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** A function of the prelude that the host calls; the prelude sets it once, while it loads. */
final class Callback {

    private @Nullable Value function;

    void set(Value function) {
        this.function = function;
    }

    /** Calls the function; numbers and strings arrive as primitives, objects of the host as opaque handles. */
    void call(Object... arguments) {
        if (function != null) {
            function.executeVoid(arguments);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The flag of one listener that {@code accept()} raises, with its options. Any thread raises it at once, so that a second
 * {@code accept()} replaces the options of the first however busy the loop is; the loop's thread takes it. Rules A3, A5.
 */
final class AcceptFlag {

    private final AtomicReference<@Nullable AcceptOptions> options = new AtomicReference<>();

    void raise(AcceptOptions options) {
        this.options.set(options);
    }

    boolean isRaised() {
        return options.get() != null;
    }

    /** Lowers the flag; returns its options, or null when it was not raised. */
    @Nullable
    AcceptOptions take() {
        return options.getAndSet(null);
    }
}

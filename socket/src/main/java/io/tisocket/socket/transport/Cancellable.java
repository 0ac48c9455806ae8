// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

import org.jspecify.annotations.Nullable;

/** Something that has been asked for and has not happened yet. */
@FunctionalInterface
public interface Cancellable {

    /** Makes it not happen, and its handler not be called; without effect once it has happened. */
    void cancel();

    /** Cancels {@code present}, if there is one; returns null, for the field that held it. */
    static @Nullable Cancellable drop(@Nullable Cancellable present) {
        if (present != null) {
            present.cancel();
        }
        return null;
    }
}

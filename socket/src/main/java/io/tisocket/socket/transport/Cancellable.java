// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

/** Something that has been asked for and has not happened yet. */
@FunctionalInterface
public interface Cancellable {

    /** Makes it not happen, and its handler not be called; without effect once it has happened. */
    void cancel();
}

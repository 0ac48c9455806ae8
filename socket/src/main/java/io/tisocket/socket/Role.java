// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

/** What a socket is busy with between two resting states; it lives on the loop's thread. */
sealed interface Role permits ConnectAttempt, Binding, Listener, Connection {

    /** Drops everything at once, without reporting through the socket's callbacks; operations under way fail. */
    void abort();
}

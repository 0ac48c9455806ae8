// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

/** What happens to a socket without being asked at that moment. */
enum Occurrence {
    ESTABLISHED("the connection is there"),
    CONNECT_FAILED("the attempt to connect failed"),
    BOUND("the address is bound"),
    BIND_FAILED("the address could not be bound"),
    CONNECTION_FAILED("the connection broke"),
    LISTENER_FAILED("the listener broke"),
    CLOSE_FINISHED("closing is done");

    private final String meaning;

    Occurrence(String meaning) {
        this.meaning = meaning;
    }

    String meaning() {
        return meaning;
    }
}

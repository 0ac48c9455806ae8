// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

/** What users can ask of a socket, as far as it depends on the state. */
enum Operation {
    CONNECT("connect()"),
    LISTEN("listen()"),
    ACCEPT("accept()"),
    CLOSE("close()"),
    READ("read()"),
    WRITE("write()"),
    CONFIGURE("set host, port, timeout"),
    ABORT("abort()");

    private final String call;

    Operation(String call) {
        this.call = call;
    }

    /** Returns how a user writes or names it. */
    String call() {
        return call;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

import java.util.List;

/** The sockets of one test and the one thread that runs their callbacks. */
public interface World extends AutoCloseable {

    /** Creates a TCP socket. */
    SocketUnderTest createTcp();

    /** Runs {@code body} on the callback thread, in its turn among the callbacks, and returns when it has run. */
    void run(Runnable body);

    /** Returns what callbacks have thrown so far, as the implementation has reported it. */
    List<Throwable> uncaught();

    /** Ends everything, sockets included. */
    @Override
    void close();
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.bench.server;

import java.io.IOException;

/** A server that listens on a free port of 127.0.0.1. */
public interface BenchServer extends AutoCloseable {

    /** Returns the port. */
    int port();

    /** Ends the server and its threads. */
    @Override
    void close() throws IOException;
}

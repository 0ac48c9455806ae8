// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js;

import io.tisocket.js.host.ScriptFolders;
import io.tisocket.socket.SocketLoop;

/** A script that runs beside its caller, in a simulated network, with what has to be closed after it. */
record StartedScript(ScriptRun run, SocketLoop loop, ScriptFolders folders) implements AutoCloseable {

    @Override
    public void close() {
        run.close();
        loop.close();
        folders.close();
    }
}

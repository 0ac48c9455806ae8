// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js.host;

import io.tisocket.socket.TcpSocket;
import io.tisocket.stream.IoStream;
import java.io.IOException;
import org.graalvm.polyglot.HostAccess.Export;
import org.graalvm.polyglot.Value;

/** What promises need beside what callbacks need: one chunk in a buffer of its own, and a way to give up. */
public final class PullHost {

    private final ScriptErrors errors;

    PullHost(ScriptErrors errors) {
        this.errors = errors;
    }

    /** Reads what is there; calls {@code done} with the buffer and its length or -1, after a failure its message and code. */
    @Export
    public void readChunk(IoStream stream, int maxLength, Value done) {
        errors.perform(() -> stream.readChunkAsync(maxLength, event -> {
            if (event.failure().isEmpty()) {
                done.executeVoid(event.buffer(), event.bytesProcessed());
            } else {
                IOException failure = event.failure().get();
                done.executeVoid(
                        event.buffer(),
                        IoStream.END_OF_STREAM,
                        ScriptErrors.message(failure),
                        ScriptErrors.code(failure));
            }
        }));
    }

    /** Drops what a socket is doing; none of its callbacks is called for that. Rule X6. */
    @Export
    public void abort(TcpSocket socket) {
        errors.perform(socket::abort);
    }
}

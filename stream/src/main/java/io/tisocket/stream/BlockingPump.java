// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import java.io.IOException;
import java.util.function.Consumer;

/** One pump that runs inside its call. */
final class BlockingPump {

    private final IoStream source;
    private final Consumer<? super PumpEvent> handler;
    private final int maxChunk;
    private long total;

    BlockingPump(IoStream source, Consumer<? super PumpEvent> handler, int maxChunk) {
        this.source = source;
        this.handler = handler;
        this.maxChunk = maxChunk;
    }

    long run() throws StreamClosedException {
        while (pumpChunk()) {
            // each chunk is read after the handler of the one before has returned
        }
        return total;
    }

    /** Returns whether there may be more. */
    private boolean pumpChunk() throws StreamClosedException {
        boolean openBefore = source.isReadable();
        Buffer chunk;
        try {
            chunk = source.readChunk(maxChunk);
        } catch (StreamClosedException closed) {
            if (openBefore) {
                throw closed;
            }
            return false; // the handler closed it, between two chunks
        } catch (IOException failure) {
            handler.accept(PumpEvent.failure(source, total, failure));
            return false;
        }
        if (chunk.length() == 0) {
            handler.accept(PumpEvent.end(source, total));
            return false;
        }
        total += chunk.length();
        handler.accept(PumpEvent.chunk(source, chunk, total));
        return true;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** One asynchronous pump. After the start everything happens on the executor of the source. */
final class AsyncPump implements Consumer<IoEvent> {

    private final IoStream source;
    private final Consumer<? super PumpEvent> handler;
    private final int maxChunk;
    private final CompletableFuture<Long> result = new CompletableFuture<>();
    private final Repeat repeat = new Repeat(this::readChunk);
    private long total;

    AsyncPump(IoStream source, Consumer<? super PumpEvent> handler, int maxChunk) {
        this.source = source;
        this.handler = handler;
        this.maxChunk = maxChunk;
    }

    CompletionStage<Long> start() {
        if (source.isReadable()) {
            readChunk();
        } else {
            IOException refused = Streams.notReadable("pump", source);
            source.executor().execute(() -> fail(refused));
        }
        return result;
    }

    private void readChunk() {
        source.readChunkAsync(maxChunk, this);
    }

    /** Takes what was read. */
    @Override
    public void accept(IoEvent event) {
        if (event.failure().isPresent()) {
            IOException failure = event.failure().get();
            if (failure instanceof StreamClosedException) {
                result.completeExceptionally(failure); // closed on this side: the handler hears no more (D7)
            } else {
                fail(failure);
            }
        } else if (event.bytesProcessed() < 0) {
            try {
                handler.accept(PumpEvent.end(source, total));
            } finally {
                result.complete(total);
            }
        } else {
            total += event.bytesProcessed();
            try (repeat) { // a throwing handler does not end the pump (D35)
                handler.accept(PumpEvent.chunk(source, event.buffer(), total));
            }
        }
    }

    private void fail(IOException failure) {
        try {
            handler.accept(PumpEvent.failure(source, total, failure));
        } finally {
            result.completeExceptionally(failure);
        }
    }
}

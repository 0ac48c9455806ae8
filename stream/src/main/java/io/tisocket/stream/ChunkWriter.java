// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes what a publisher gives, one buffer at a time. */
final class ChunkWriter implements Flow.Subscriber<Buffer> {

    private final IoStream stream;
    private final CompletableFuture<Long> result = new CompletableFuture<>();
    private volatile Flow.@Nullable Subscription subscription;
    private long total; // touched on the executor of the stream only

    ChunkWriter(IoStream stream) {
        this.stream = stream;
    }

    CompletionStage<Long> result() {
        return result;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        if (subscription == null) {
            subscription = given;
            given.request(1);
        } else {
            given.cancel(); // rule 2.5
        }
    }

    @Override
    public void onNext(Buffer chunk) {
        write(chunk, this::written);
    }

    private void write(Buffer bytes, Consumer<IoEvent> whenWritten) {
        try {
            stream.writeAsync(bytes, 0, bytes.length(), whenWritten);
        } catch (IllegalStateException | RejectedExecutionException gone) {
            // Who runs the callbacks of the stream has ended.
            end(gone);
        }
    }

    private void end(Exception failure) {
        Flow.Subscription from = subscription;
        result.completeExceptionally(failure);
        if (from != null) {
            from.cancel();
        }
    }

    @Override
    public void onError(Throwable failure) {
        result.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        // An empty write completes after all earlier ones (D20).
        write(Buffer.allocate(0), event -> {
            if (event.failure().isPresent()) {
                result.completeExceptionally(event.failure().get());
            } else {
                result.complete(total);
            }
        });
    }

    private void written(IoEvent event) {
        if (event.failure().isPresent()) {
            end(event.failure().get());
        } else {
            total += event.bytesProcessed();
            Flow.Subscription from = subscription;
            if (from != null) {
                from.request(1);
            }
        }
    }
}

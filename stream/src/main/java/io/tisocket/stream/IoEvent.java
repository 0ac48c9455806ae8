// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The outcome of one asynchronous read or write.
 *
 * @param source the stream that was read or written
 * @param buffer the buffer that the call named
 * @param bytesProcessed the bytes read or written; {@link IoStream#END_OF_STREAM} at the end of the stream and on failure
 * @param failure why the operation failed; empty on success and at the end of the stream
 */
public record IoEvent(IoStream source, Buffer buffer, int bytesProcessed, Optional<IOException> failure) {

    /** Returns the event of an operation that processed {@code bytesProcessed} bytes, or reached the end of the stream. */
    public static IoEvent success(IoStream source, Buffer buffer, int bytesProcessed) {
        return new IoEvent(source, buffer, bytesProcessed, Optional.empty());
    }

    /** Returns the event of an operation that failed. */
    public static IoEvent failure(IoStream source, Buffer buffer, IOException failure) {
        return new IoEvent(source, buffer, IoStream.END_OF_STREAM, Optional.of(failure));
    }

    /** Completes {@code result} with the number of bytes, or with the failure. */
    void complete(CompletableFuture<Integer> result) {
        if (failure.isPresent()) {
            result.completeExceptionally(failure.get());
        } else {
            result.complete(bytesProcessed);
        }
    }
}

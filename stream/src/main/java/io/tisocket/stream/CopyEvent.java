// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The outcome of copying one stream to another.
 *
 * @param from the stream that was read
 * @param to the stream that was written
 * @param bytesProcessed the bytes copied, 0 when {@code from} was at its end; {@link IoStream#END_OF_STREAM} on failure
 * @param failure why reading or writing failed; empty on success
 */
public record CopyEvent(IoStream from, IoStream to, long bytesProcessed, Optional<IOException> failure) {

    /** Completes {@code result} with the number of bytes, or with the failure. */
    void complete(CompletableFuture<Long> result) {
        if (failure.isPresent()) {
            result.completeExceptionally(failure.get());
        } else {
            result.complete(bytesProcessed);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import io.tisocket.stream.StreamClosedException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;

/** How a call waits for its outcome: on the loop's thread by keeping the network going, on any other by parking. */
final class BlockingCalls {

    private static final System.Logger LOG = System.getLogger(SocketLoop.class.getName());

    private final SocketLoop loop;
    private final CompletableFuture<Void> ended;

    /** Waits on behalf of {@code loop}, which completes {@code ended} when nothing will have an outcome any more. */
    BlockingCalls(SocketLoop loop, CompletableFuture<Void> ended) {
        this.loop = loop;
        this.ended = ended;
    }

    /**
     * Blocks until {@code outcome} is there; {@code call} names what is blocked.
     *
     * @param whenInterrupted run on the loop's thread when the calling thread, another one, is interrupted; it may complete
     *     the outcome as failed. The thread stays interrupted
     * @throws IOException the failure in {@code outcome}, or that the loop was stopped meanwhile
     */
    <T> T join(CompletableFuture<T> outcome, String call, Runnable whenInterrupted) throws IOException {
        if (loop.inLoop()) {
            loop.await(outcome::isDone, call);
        } else {
            park(outcome, whenInterrupted);
        }
        if (!outcome.isDone()) {
            throw new StreamClosedException(call + ": the loop was stopped");
        }
        try {
            return outcome.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof IOException reason ? reason : new IOException(call, failed.getCause());
        }
    }

    private void interrupt(Runnable whenInterrupted) {
        try {
            loop.enter(whenInterrupted);
        } catch (RejectedExecutionException closed) {
            LOG.log(System.Logger.Level.TRACE, "the loop has ended, and the call with it", closed);
        }
    }

    private void park(CompletableFuture<?> outcome, Runnable whenInterrupted) {
        CompletableFuture<Object> either = CompletableFuture.anyOf(outcome, ended);
        boolean interrupted = false;
        while (!either.isDone()) {
            try {
                either.get();
            } catch (InterruptedException now) {
                if (!interrupted) {
                    interrupted = true;
                    interrupt(whenInterrupted);
                }
            } catch (ExecutionException failed) {
                LOG.log(System.Logger.Level.TRACE, "the caller takes this failure from the outcome", failed);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** One asynchronous copy: read a chunk, write it, and only then read the next. */
final class AsyncCopy {

    private final IoStream from;
    private final IoStream to;
    private final int maxChunk;
    private final Consumer<? super CopyEvent> whenCopied;
    private final Repeat repeat = new Repeat(this::readChunk);
    private boolean reported; // as total
    private long total; // handed from one executor to the other along with the chunk

    AsyncCopy(IoStream from, IoStream to, int maxChunk, Consumer<? super CopyEvent> whenCopied) {
        this.from = from;
        this.to = to;
        this.maxChunk = maxChunk;
        this.whenCopied = whenCopied;
    }

    void start() {
        if (to.isWritable()) {
            readChunk();
        } else {
            failLater(Streams.notWritable("writeStream", to));
        }
    }

    private void readChunk() {
        try {
            from.readChunkAsync(maxChunk, this::arrived);
        } catch (IllegalStateException | RejectedExecutionException gone) {
            refused(gone);
        }
    }

    private void arrived(IoEvent event) {
        if (event.failure().isPresent()) {
            fail(event.failure().get());
        } else if (event.bytesProcessed() < 0) {
            report(new CopyEvent(from, to, total, Optional.empty()));
        } else {
            try {
                to.writeAsync(event.buffer(), 0, event.bytesProcessed(), this::written);
            } catch (IllegalStateException | RejectedExecutionException gone) {
                refused(gone);
            }
            event.buffer().release();
        }
    }

    /** Fails because nothing can be asked of a stream any more: who runs its callbacks has ended. */
    private void refused(RuntimeException gone) {
        if (reported) {
            throw gone; // by who was told, within the call
        }
        StreamClosedException failure = new StreamClosedException("writeStream: " + gone.getMessage());
        failure.initCause(gone);
        fail(failure);
    }

    private void written(IoEvent event) {
        if (event.failure().isPresent() && from.executor().equals(to.executor())) {
            fail(event.failure().get());
        } else if (event.failure().isPresent()) {
            failLater(event.failure().get());
        } else {
            total += event.bytesProcessed();
            repeat.again();
        }
    }

    private void failLater(IOException failure) {
        try {
            from.executor().execute(() -> fail(failure));
        } catch (RejectedExecutionException gone) {
            fail(failure);
        }
    }

    private void fail(IOException failure) {
        report(new CopyEvent(from, to, IoStream.END_OF_STREAM, Optional.of(failure)));
    }

    private void report(CopyEvent event) {
        reported = true;
        whenCopied.accept(event);
    }
}

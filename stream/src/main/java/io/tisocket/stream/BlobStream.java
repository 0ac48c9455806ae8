// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import java.io.IOException;
import java.util.concurrent.Executor;

/** A stream that reads a blob from its start. It is never writable. Closing never fails, and twice is harmless. */
public final class BlobStream extends BlockingStream {

    private final Blob blob;
    private int cursor;

    private BlobStream(Blob blob, Executor executor) {
        super("blob stream", StreamMode.READ, executor);
        this.blob = blob;
    }

    /**
     * Returns a stream over {@code blob} with a position of its own.
     *
     * @param executor runs the asynchronous forms and their callbacks, one at a time and in order
     */
    public static BlobStream open(Blob blob, Executor executor) {
        return new BlobStream(blob, executor);
    }

    /**
     * Returns a stream over {@code blob}, as {@link #open(Blob, Executor)}.
     *
     * @throws IllegalArgumentException when {@code mode} is not {@link StreamMode#READ}
     */
    public static BlobStream open(Blob blob, StreamMode mode, Executor executor) {
        if (mode != StreamMode.READ) {
            throw new IllegalArgumentException("blob stream in mode " + mode + ": a blob can only be read");
        }
        return new BlobStream(blob, executor);
    }

    @Override
    int readNow(Buffer buffer, int offset, int length) {
        if (expected() <= 0) {
            return END_OF_STREAM;
        }
        int count = (int) Math.min(length, expected());
        buffer.room(offset, count).put(blob.view().position(cursor).limit(cursor + count));
        cursor += count;
        return count;
    }

    @Override
    void writeNow(Buffer buffer, int offset, int length) throws IOException {
        throw new IOException("blob stream: a blob cannot be written");
    }

    @Override
    long expected() {
        return (long) blob.length() - cursor;
    }
}

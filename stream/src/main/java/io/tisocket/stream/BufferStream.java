// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import java.io.IOException;
import java.util.concurrent.Executor;

/**
 * A stream that reads a buffer, or writes into one.
 *
 * <p>The buffer stays the caller's: what changes in it, its length included, counts from the next call on. Writing
 * overwrites and, past the end, makes the buffer longer; it never makes it shorter. A read at the end reports {@link
 * #END_OF_STREAM}, and reads on once the buffer has grown. Closing twice is harmless.
 */
public final class BufferStream extends BlockingStream {

    private final Buffer target;
    private int cursor;

    private BufferStream(Buffer target, StreamMode mode, Executor executor) {
        super("buffer stream", mode, executor);
        this.target = target;
        this.cursor = mode == StreamMode.APPEND ? target.length() : 0;
    }

    /**
     * Returns a stream over {@code buffer} that starts at 0, or in mode {@link StreamMode#APPEND} at its present end.
     *
     * @param executor runs the asynchronous forms and their callbacks, one at a time and in order
     */
    public static BufferStream open(Buffer buffer, StreamMode mode, Executor executor) {
        return new BufferStream(buffer, mode, executor);
    }

    @Override
    int readNow(Buffer buffer, int offset, int length) {
        if (expected() <= 0) {
            return END_OF_STREAM;
        }
        int count = Math.min(length, target.length() - cursor);
        buffer.copyFrom(target, offset, cursor, count);
        cursor += count;
        return count;
    }

    @Override
    void writeNow(Buffer buffer, int offset, int length) throws IOException {
        if (length > Buffer.MAX_LENGTH - cursor) {
            throw new IOException("buffer stream: write of " + length + " bytes after " + cursor
                    + "; a buffer holds at most " + Buffer.MAX_LENGTH);
        }
        int end = cursor + length;
        if (end > target.length()) {
            growTo(end);
        }
        target.copyFrom(buffer, cursor, offset, length);
        cursor = end;
    }

    @Override
    long expected() {
        return (long) target.length() - cursor;
    }

    private void growTo(int length) throws IOException {
        try {
            target.length(length);
        } catch (IllegalArgumentException tooLong) {
            throw new IOException("buffer stream: " + tooLong.getMessage(), tooLong);
        }
    }
}

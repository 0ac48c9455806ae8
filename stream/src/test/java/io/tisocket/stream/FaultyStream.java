// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import java.io.IOException;
import java.util.concurrent.Executor;

/** Reads as many bytes as it was made with, in pieces, and then fails; or takes as many, and then fails. */
final class FaultyStream extends BlockingStream {

    static final String FAULT = "the wire is cut";

    private final int piece;
    private boolean fails = true;
    private int left;

    private FaultyStream(StreamMode mode, int bytes, int piece, Executor executor) {
        super("faulty stream", mode, executor);
        this.left = bytes;
        this.piece = piece;
    }

    static FaultyStream reading(int bytes, int piece, Executor executor) {
        return new FaultyStream(StreamMode.READ, bytes, piece, executor);
    }

    /** Reads one byte at a time, and then ends as it should. */
    static FaultyStream trickling(int bytes, Executor executor) {
        FaultyStream stream = new FaultyStream(StreamMode.READ, bytes, 1, executor);
        stream.fails = false;
        return stream;
    }

    static FaultyStream writing(int bytes, Executor executor) {
        return new FaultyStream(StreamMode.WRITE, bytes, Integer.MAX_VALUE, executor);
    }

    @Override
    int readNow(Buffer buffer, int offset, int length) throws IOException {
        if (left == 0 && !fails) {
            return END_OF_STREAM;
        }
        if (left == 0) {
            throw new IOException(FAULT);
        }
        int count = Math.min(Math.min(length, piece), left);
        left -= count;
        return count;
    }

    @Override
    void writeNow(Buffer buffer, int offset, int length) throws IOException {
        if (length > left) {
            throw new IOException(FAULT);
        }
        left -= length;
    }

    @Override
    long expected() {
        return piece;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import java.io.IOException;
import java.util.concurrent.Executor;

/** Reads as many bytes as it was made with, in pieces, and then fails; or takes as many, and then fails. */
final class FaultyStream extends BlockingStream {

    static final String FAULT = "the wire is cut";

    private final int piece;
    private int left;

    private FaultyStream(StreamMode mode, int bytes, int piece, Executor executor) {
        super("faulty stream", mode, executor);
        this.left = bytes;
        this.piece = piece;
    }

    static FaultyStream reading(int bytes, int piece, Executor executor) {
        return new FaultyStream(StreamMode.READ, bytes, piece, executor);
    }

    static FaultyStream writing(int bytes, Executor executor) {
        return new FaultyStream(StreamMode.WRITE, bytes, Integer.MAX_VALUE, executor);
    }

    @Override
    int readNow(Buffer buffer, int offset, int length) throws IOException {
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
    long remaining() {
        return piece;
    }
}

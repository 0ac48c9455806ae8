// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

/** How large one piece of a stream may be. */
final class Chunk {

    /** The most that is set aside for bytes of which nobody knows whether they will come. */
    static final int AHEAD = 1 << 16;

    private Chunk() {}

    /** Returns {@code maxLength} when it is a legal chunk length. */
    static int check(String operation, int maxLength) {
        if (maxLength < 1) {
            throw new IllegalArgumentException(operation + ": chunk length " + maxLength + "; legal: 1 or more");
        }
        return maxLength;
    }

    /** Returns a buffer for a chunk of at most {@code maxLength} bytes; it may be smaller. */
    static Buffer allocate(int maxLength) {
        return Buffer.allocate(Math.min(maxLength, AHEAD));
    }
}

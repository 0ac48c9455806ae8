// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The memory of large chunks that programs have given back by {@link Buffer#release()}, for the chunks that follow: it need
 * not be cleared, and the processor's cache holds it still. Smaller chunks are cheaper to make anew.
 *
 * <p>Belongs to one thread, which alone calls {@link #allocate}. Keeps 1 MiB at most, and nothing until a chunk was given
 * back on that thread for the first time.
 */
public final class ChunkPool {

    /** The length of every array that is kept, in bytes. */
    static final int ARRAY_LENGTH = 64 * 1024;

    /** How many arrays are kept. */
    private static final int MOST = 16;

    private final Thread owner;
    private final Deque<byte[]> free = new ArrayDeque<>(MOST);
    private boolean fed;

    /** Begins empty; {@code owner} is the thread that takes chunks. */
    public ChunkPool(Thread owner) {
        this.owner = owner;
    }

    /**
     * Returns a buffer for the caller to fill: until then its bytes may be those of an earlier chunk. Only the pool's thread.
     *
     * @param length the length of the buffer, in bytes
     * @throws IllegalArgumentException when {@code length} is negative, or more than {@link Buffer#MAX_LENGTH}
     */
    public Buffer allocate(int length) {
        if (length <= ARRAY_LENGTH / 2 || length > ARRAY_LENGTH) {
            return Buffer.allocate(length);
        }
        if (!free.isEmpty()) {
            return Buffer.pooled(free.pop(), length, this);
        }
        // Exactly as long as needed, as long as nobody gives anything back: a program may keep it.
        return Buffer.pooled(new byte[fed ? ARRAY_LENGTH : length], length, this);
    }

    /** Takes the array of a buffer that is not used any more, if that is of use. Any thread. */
    void giveBack(byte[] bytes) {
        if (Thread.currentThread() == owner) {
            fed = true;
            if (bytes.length == ARRAY_LENGTH && free.size() < MOST) {
                free.push(bytes);
            }
        }
    }
}

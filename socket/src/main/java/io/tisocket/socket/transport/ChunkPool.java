// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The memory of one transport for large chunks, and for large buffers that are sent again. 16 pieces exist at most: 1 MiB.
 * What a program keeps or only drops is missing until the garbage collector has found it.
 *
 * <p>Belongs to the thread of the transport.
 */
final class ChunkPool {

    /** The length of every piece, in bytes. */
    static final int PIECE = 64 * 1024;

    private static final int MOST = 16;

    private final Thread owner;

    /** How many may exist; fewer when the runtime's limit of direct memory was met. */
    private int most = MOST;

    private final List<WeakReference<PooledChunk>> pieces = new ArrayList<>();

    /** The last one first: the processor's cache holds it still. */
    private final Deque<PooledChunk> free = new ArrayDeque<>();

    ChunkPool(Thread owner) {
        this.owner = owner;
    }

    /** Returns a piece that the caller alone refers to, or null when all are in use. */
    @Nullable
    PooledChunk take() {
        if (!free.isEmpty()) {
            return free.pop().renewed();
        }
        if (pieces.size() >= most && !pieces.removeIf(piece -> piece.get() == null)) {
            return null;
        }
        try {
            PooledChunk piece = new PooledChunk(this);
            pieces.add(new WeakReference<>(piece));
            return piece;
        } catch (OutOfMemoryError limit) { // chunks can do without; asking again would collect garbage every time
            most = pieces.size();
            return null;
        }
    }

    /** Returns a piece as {@link #take}, but only from the half that chunks do not need. */
    @Nullable
    PooledChunk takeSpare() {
        boolean scarce = pieces.size() - free.size() >= MOST / 2 && !pieces.removeIf(piece -> piece.get() == null);
        return scarce ? null : take();
    }

    /** Tells whether the caller may count references: only the pool's own thread does. */
    boolean isOwn() {
        return Thread.currentThread() == owner;
    }

    /** Takes back a piece that nobody refers to any more. */
    void giveBack(PooledChunk piece) {
        free.push(piece);
    }
}

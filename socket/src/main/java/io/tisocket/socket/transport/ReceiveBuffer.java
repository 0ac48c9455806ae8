// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import org.jspecify.annotations.Nullable;

/**
 * The buffer into which all wires of a transport receive, one after another; who keeps unread bytes keeps the buffer with
 * them, and the next one gets a new one. Large chunks keep it too, if it is from the {@link ChunkPool}.
 *
 * <p>It is large, so that a message needs one system call.
 */
final class ReceiveBuffer {

    /** How much is received at once, in bytes. */
    static final int SIZE = ChunkPool.PIECE;

    /** Netty follows each buffer in tests; else a sample would be slower for the whole life of the loop. */
    private static final boolean FOLLOWED = ResourceLeakDetector.getLevel() == ResourceLeakDetector.Level.PARANOID;

    private static final ByteBufAllocator ALLOCATOR = new UnpooledByteBufAllocator(true, !FOLLOWED);

    private final ChunkPool pool;
    private ByteBuf buffer = ALLOCATOR.directBuffer(SIZE, SIZE);

    /** What is received into instead of {@link #buffer}, from the first large chunk on, as long as the pool has pieces. */
    private @Nullable PooledChunk chunk;

    /** Begins empty; {@code driver} is the thread of the transport. */
    ReceiveBuffer(Thread driver) {
        this.pool = new ChunkPool(driver);
    }

    /** Returns an empty buffer of {@link #SIZE} bytes for the next receive, to be released by the caller. */
    ByteBuf lend() {
        if (chunk != null && chunk.refCnt() > 1) {
            chunk.release();
            chunk = pool.take();
        }
        if (chunk != null) {
            return chunk.clear().retain();
        }
        if (buffer.refCnt() > 1) {
            buffer.release();
            buffer = ALLOCATOR.directBuffer(SIZE, SIZE);
        }
        return buffer.clear().retain();
    }

    /** Learns that a chunk had to be copied which could have kept the memory that it was received into. */
    void wouldShare() {
        if (chunk == null) {
            chunk = pool.take();
        }
    }

    /** Returns where the pieces of its chunks come from. */
    ChunkPool pool() {
        return pool;
    }

    void release() {
        buffer.release();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.buffer.UnpooledDirectByteBuf;
import io.tisocket.stream.ChunkMemory;
import java.nio.ByteBuffer;

/**
 * A piece of memory of a {@link ChunkPool}. Its references are counted by Netty, for all who hold it; with the last one it
 * goes back to the pool. One that somebody forgot is freed by the garbage collector.
 */
final class PooledChunk extends UnpooledDirectByteBuf implements ChunkMemory {

    private final ChunkPool pool;
    private final ByteBuffer bytes;

    PooledChunk(ChunkPool pool) {
        this(pool, ByteBuffer.allocateDirect(ChunkPool.PIECE));
    }

    private PooledChunk(ChunkPool pool, ByteBuffer bytes) {
        super(UnpooledByteBufAllocator.DEFAULT, bytes, ChunkPool.PIECE);
        this.pool = pool;
        this.bytes = bytes;
    }

    /** Begins anew, referred to by the caller alone. */
    PooledChunk renewed() {
        resetRefCnt();
        return this;
    }

    @Override
    public PooledChunk retain() {
        super.retain();
        return this;
    }

    @Override
    public ByteBuffer bytes() {
        return bytes;
    }

    @Override
    public boolean hold() {
        if (!pool.isOwn()) {
            return false;
        }
        retain();
        return true;
    }

    @Override
    public void letGo() {
        if (pool.isOwn()) {
            release();
        }
    }

    @Override
    protected void deallocate() {
        pool.giveBack(this);
    }
}

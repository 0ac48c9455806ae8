// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.tisocket.stream.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ChunkPoolTest {

    private final ChunkPool pool = new ChunkPool(Thread.currentThread());

    private PooledChunk taken() {
        return Objects.requireNonNull(pool.take());
    }

    /** Takes all that the pool has. */
    private List<PooledChunk> all() {
        List<PooledChunk> taken = new ArrayList<>();
        for (PooledChunk next = pool.take(); next != null; next = pool.take()) {
            taken.add(next);
        }
        return taken;
    }

    @Test
    @DisplayName("the memory of a released buffer is taken next")
    void releasedMemoryIsTakenNext() {
        PooledChunk first = taken();
        Buffer.of(first, ChunkPool.PIECE).release();

        assertThat(pool.take()).isSameAs(first);
    }

    @Test
    @DisplayName("S2: 16 pieces are in use at most")
    void sixteenAtMost() {
        assertThat(all()).hasSize(16);
        assertThat(pool.take()).isNull();
    }

    @Test
    @DisplayName("8 pieces are spared at most for what is not a chunk")
    void halfIsSpared() {
        List<PooledChunk> spared = new ArrayList<>();
        for (PooledChunk next = pool.takeSpare(); next != null; next = pool.takeSpare()) {
            spared.add(next);
        }

        assertThat(spared).hasSize(8);
        assertThat(all()).hasSize(8);
    }

    @Test
    @DisplayName("memory is not taken again as long as anybody holds it")
    void heldMemoryIsNotTaken() {
        PooledChunk chunk = taken();
        chunk.hold();
        Buffer.of(chunk, ChunkPool.PIECE).release();

        assertThat(all()).hasSize(15).noneMatch(other -> other == chunk);
        chunk.letGo();
        assertThat(pool.take()).isSameAs(chunk);
    }

    @Test
    @DisplayName("another thread cannot hold it, and what it releases is left to the collector")
    void otherThreads() {
        PooledChunk chunk = taken();
        Buffer buffer = Buffer.of(chunk, ChunkPool.PIECE);

        boolean held = CompletableFuture.supplyAsync(chunk::hold).join();
        CompletableFuture.runAsync(buffer::release).join();

        assertThat(held).isFalse();
        assertThat(all()).hasSize(15).noneMatch(other -> other == chunk);
    }

    @Test
    @DisplayName("what was dropped without being released is replaced once the collector has found it")
    void droppedPiecesAreReplaced() {
        List<PooledChunk> taken = all();
        taken.clear();

        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        PooledChunk next = null;
        while (next == null && System.nanoTime() < deadline) {
            System.gc();
            next = pool.take();
        }

        assertThat(next).isNotNull();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ChunkPoolTest {

    private static final int LARGE = ChunkPool.ARRAY_LENGTH;

    private final ChunkPool pool = new ChunkPool(Thread.currentThread());

    /** Returns a large chunk that is full of {@code value}. */
    private Buffer chunk(int value) {
        Buffer chunk = pool.allocate(LARGE);
        chunk.fill(value);
        return chunk;
    }

    @Test
    @DisplayName("the memory of a released chunk is that of the next")
    void releasedMemoryIsUsedAgain() {
        chunk(7).release();

        assertThat(pool.allocate(LARGE).get(0)).isEqualTo(7);
    }

    @Test
    @DisplayName("a chunk that is not released is nobody else's")
    void keptChunksStayAsTheyAre() {
        chunk(1).release();
        Buffer kept = chunk(7);
        chunk(8);

        assertThat(kept.get(LARGE - 1)).isEqualTo(7);
    }

    @Test
    @DisplayName("what follows a shorter chunk in its memory is never seen: a greater length adds zeros")
    void earlierBytesAreNotSeen() {
        chunk(7).release();
        Buffer shorter = pool.allocate(LARGE - 10);
        shorter.fill(1);

        shorter.length(LARGE);

        assertThat(shorter.get(LARGE - 10)).isZero();
    }

    @Test
    @DisplayName("memory that somebody has a view of is not used again")
    void viewedMemoryIsNotUsedAgain() {
        Buffer viewed = chunk(7);
        ByteBuffer view = viewed.view(0, LARGE);
        viewed.release();

        chunk(8);

        assertThat(view.get(0)).isEqualTo((byte) 7);
    }

    @Test
    @DisplayName("memory that another buffer has taken over is not used again before that is released")
    void memoryThatWasTakenOverBelongsToTheOther() {
        Buffer from = chunk(7);
        Buffer to = Buffer.allocate(0);
        to.takeOver(from);
        from.release();

        chunk(8);

        assertThat(to.get(0)).isEqualTo(7);
    }

    @Test
    @DisplayName("a chunk released twice is given back once")
    void releasedTwice() {
        Buffer twice = chunk(7);
        twice.release();
        twice.release();
        Buffer one = chunk(1);
        Buffer other = chunk(2);

        assertThat(one.get(0)).isEqualTo(1);
        assertThat(other.get(0)).isEqualTo(2);
    }

    @Test
    @DisplayName("a chunk released on another thread is left to the collector")
    void releasedElsewhere() {
        Buffer chunk = chunk(7);
        CompletableFuture.runAsync(chunk::release).join();

        assertThat(pool.allocate(LARGE).get(0)).isZero();
    }

    @Test
    @DisplayName("16 chunks are kept at most")
    void keepsSixteen() {
        List<Buffer> chunks = new ArrayList<>();
        for (int i = 0; i < 17; i++) {
            chunks.add(chunk(7));
        }
        chunks.forEach(Buffer::release);
        List<Integer> first = new ArrayList<>();
        for (int i = 0; i < 17; i++) {
            first.add(pool.allocate(LARGE).get(0));
        }

        assertThat(first).filteredOn(value -> value == 7).hasSize(16);
    }

    @Test
    @DisplayName("small chunks are made anew")
    void smallChunks() {
        Buffer small = pool.allocate(LARGE / 2);
        small.fill(7);
        small.release();

        assertThat(pool.allocate(LARGE / 2).get(0)).isZero();
    }
}

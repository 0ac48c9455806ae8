// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StreamsRandomTest {

    private final TaskQueue queue = new TaskQueue();

    @Test
    @DisplayName("1.4: any mix of reads, of both forms and all sizes, yields the bytes in order and none twice")
    void readsInAnyMix() {
        Randomly.repeat(200, random -> {
            byte[] content = Randomly.bytes(random, random.nextInt(3_000));
            BufferStream in = BufferStream.open(Buffer.wrap(content.clone()), StreamMode.READ, queue);
            ByteArrayOutputStream read = new ByteArrayOutputStream();
            boolean[] ended = {false};
            while (!ended[0]) {
                readSomehow(in, random, read, ended);
            }

            assertThat(read.toByteArray()).isEqualTo(content);
        });
    }

    @Test
    @DisplayName("1.4: any mix of writes, of both forms and all sizes, arrives in order")
    void writesInAnyMix() {
        Randomly.repeat(200, random -> {
            Buffer target = Buffer.allocate(random.nextInt(10));
            BufferStream out = BufferStream.open(target, StreamMode.WRITE, queue);
            Buffer expected = Buffer.allocate(0);
            int[] started = {0};
            int[] reported = {0};
            for (int i = 0; i < 40; i++) {
                Buffer piece = Buffer.wrap(Randomly.bytes(random, random.nextInt(100)));
                int offset = random.nextInt(piece.length() + 1);
                int length = offset == piece.length() ? 0 : random.nextInt(200);
                expected.append(piece, offset, Math.min(length, piece.length() - offset));
                if (random.nextBoolean()) {
                    started[0]++;
                    out.writeAsync(piece, offset, length, event -> reported[0]++);
                } else {
                    write(out, piece, offset, length);
                }
                piece.clear();
            }
            queue.run();

            expected.length(Math.max(expected.length(), target.length()));
            assertThat(target.copy(0, expected.length()).contentEquals(expected))
                    .isTrue();
            assertThat(reported).isEqualTo(started);
        });
    }

    private void readSomehow(BufferStream in, SplittableRandom random, ByteArrayOutputStream read, boolean[] ended) {
        Buffer buffer = Buffer.allocate(1 + random.nextInt(300));
        int offset = random.nextInt(buffer.length());
        int length = 1 + random.nextInt(300);
        if (random.nextBoolean()) {
            in.readAsync(buffer, offset, length, event -> collect(event, offset, read, ended));
            queue.run();
        } else {
            collect(IoEvent.success(in, buffer, read(in, buffer, offset, length)), offset, read, ended);
        }
    }

    private static void collect(IoEvent event, int offset, ByteArrayOutputStream read, boolean[] ended) {
        if (event.bytesProcessed() < 0) {
            ended[0] = true;
        } else {
            read.write(event.buffer().toByteArray(), offset, event.bytesProcessed());
        }
    }

    private static int read(IoStream in, Buffer buffer, int offset, int length) {
        try {
            return in.read(buffer, offset, length);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private static void write(IoStream out, Buffer buffer, int offset, int length) {
        try {
            out.write(buffer, offset, length);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }
}

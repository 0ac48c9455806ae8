// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StreamThreadsTest {

    private static final int CALLS = 2_000;

    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private final Buffer target = Buffer.allocate(0);
    private final BufferStream out = BufferStream.open(target, StreamMode.WRITE, executor);
    private final AtomicInteger succeeded = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final CountDownLatch reported = new CountDownLatch(CALLS);

    @AfterEach
    void stop() throws InterruptedException {
        executor.shutdown();
        assertThat(executor.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    @DisplayName("I3: writes of one thread keep their order while another thread performs them")
    void orderAcrossThreads() throws Exception {
        for (int i = 0; i < CALLS; i++) {
            out.writeAsync(Bytes.buffer(i), 0, 1, this::count);
            if (i % 7 == 0) {
                out.write(Bytes.buffer(0xFF));
            }
        }
        reported.await();

        int index = 0;
        for (int i = 0; i < CALLS; i++) {
            assertThat(target.get(index++)).isEqualTo(i & 0xFF);
            index += i % 7 == 0 ? 1 : 0;
        }
        assertThat(succeeded).hasValue(CALLS);
    }

    @Test
    @DisplayName("D7: with a close in the middle, each call reports once: started is succeeded plus failed")
    void closeInTheMiddle() throws Exception {
        for (int i = 0; i < CALLS; i++) {
            out.writeAsync(Bytes.buffer(1), 0, 1, this::count);
            if (i == CALLS / 2) {
                out.close();
            }
        }
        reported.await();

        assertThat(succeeded.get() + failed.get()).isEqualTo(CALLS);
        assertThat(target.length()).isEqualTo(succeeded.get());
        assertThat(failed.get()).isGreaterThanOrEqualTo(CALLS / 2 - 1);
    }

    @EachChunkSize
    @DisplayName("1.5: a copy between streams of two threads copies every byte")
    void copyAcrossThreads(int chunk) throws IOException {
        ExecutorService other = Executors.newSingleThreadExecutor();
        byte[] content = Bytes.pattern(20_000);
        BufferStream in = BufferStream.open(Buffer.wrap(content), StreamMode.READ, other);

        long total =
                Streams.writeStreamAsync(in, out, chunk).toCompletableFuture().join();
        other.shutdown();

        assertThat(total).isEqualTo(content.length);
        assertThat(target.toByteArray()).isEqualTo(content);
    }

    private void count(IoEvent event) {
        (event.failure().isPresent() ? failed : succeeded).incrementAndGet();
        reported.countDown();
    }
}

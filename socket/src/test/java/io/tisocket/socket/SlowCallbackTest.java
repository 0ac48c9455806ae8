// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.tisocket.stream.Buffer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is told of a callback that does not return. */
@Timeout(30)
class SlowCallbackTest {

    private static final Duration THRESHOLD = Duration.ofMillis(50);

    private final SocketLoop loop = SocketLoop.start("slow");
    private final BlockingQueue<SlowCallback> told = new LinkedBlockingQueue<>();
    private final CountDownLatch release = new CountDownLatch(1);

    SlowCallbackTest() {
        loop.onSlowCallback(THRESHOLD, told::add);
    }

    @AfterEach
    void end() {
        release.countDown();
        loop.close();
    }

    private void waitInCallback() {
        try {
            release.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private SlowCallback next() throws InterruptedException {
        SlowCallback slow = told.poll(20, TimeUnit.SECONDS);
        assertThat(slow).as("somebody was told").isNotNull();
        return slow;
    }

    @Test
    @DisplayName("a callback that does not return is told of while it runs, with the stack it has then")
    void toldWithItsStack() throws Exception {
        loop.execute(this::waitInCallback);

        SlowCallback slow = next();

        assertThat(slow.thread().getName()).isEqualTo("slow");
        assertThat(slow.blockedFor()).isGreaterThanOrEqualTo(THRESHOLD);
        assertThat(slow.blockingCall()).isEmpty();
        assertThat(slow.stack()).anyMatch(frame -> frame.getMethodName().equals("waitInCallback"));
    }

    @Test
    @DisplayName("the same callback is told of once, however long it takes, and the next one again")
    void toldOnceEach() throws Exception {
        CountDownLatch second = new CountDownLatch(1);
        SocketLoop witness = SocketLoop.start("witness");
        try (witness) {
            BlockingQueue<SlowCallback> others = new LinkedBlockingQueue<>();
            witness.onSlowCallback(THRESHOLD, others::add);
            loop.execute(this::waitInCallback);
            next();
            // As long as it takes to be told of another loop, twice: then this one has been looked at again, too.
            for (int i = 0; i < 2; i++) {
                CountDownLatch seen = new CountDownLatch(1);
                witness.execute(() -> await(seen));
                assertThat(others.poll(20, TimeUnit.SECONDS)).isNotNull();
                seen.countDown();
            }
            assertThat(told).isEmpty();

            loop.execute(() -> await(second));
            release.countDown();

            assertThat(next().stack()).anyMatch(frame -> frame.getMethodName().equals("await"));
        } finally {
            second.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    @DisplayName("many short callbacks that keep the loop busy are not slow")
    void manyShortOnesAreNotSlow() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        long end = System.nanoTime() + THRESHOLD.toNanos() * 6;
        loop.execute(new Runnable() {
            @Override
            public void run() {
                if (System.nanoTime() < end) {
                    loop.execute(this);
                } else {
                    done.countDown();
                }
            }
        });

        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(told).isEmpty();
    }

    @Test
    @DisplayName("a blocking read that keeps no callback waiting is not told of")
    void blockingReadThatDelaysNobody() throws Exception {
        TcpSocket socket = connected();
        CountDownLatch done = new CountDownLatch(1);
        loop.execute(() -> {
            read(socket);
            done.countDown();
        });

        // Longer than it would take to be told.
        boolean early = done.await(THRESHOLD.toMillis() * 5, TimeUnit.MILLISECONDS);
        socket.abort();

        assertThat(early).isFalse();
        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(told).isEmpty();
    }

    @Test
    @DisplayName("a blocking read that keeps a callback waiting is told of by its name")
    void blockingReadThatDelaysAnother() throws Exception {
        TcpSocket socket = connected();
        loop.execute(() -> read(socket));
        loop.execute(() -> {});

        SlowCallback slow = next();
        socket.abort();

        assertThat(slow.blockingCall()).hasValue("read on TCP socket 127.0.0.1:" + socket.port());
        assertThat(slow.toString()).contains("others waiting: read on TCP socket");
    }

    private static void read(TcpSocket socket) {
        try {
            socket.read(Buffer.allocate(1), 0, 1);
        } catch (IOException aborted) {
            assertThat(aborted).isNotNull();
        }
    }

    /** Returns a socket that is connected to a listener which accepts nobody. */
    private TcpSocket connected() throws Exception {
        TcpSocket listener = loop.createTcp();
        listener.listen();
        CountDownLatch connected = new CountDownLatch(1);
        TcpSocket socket =
                loop.createTcp().host("127.0.0.1").port(listener.port()).onConnected(e -> connected.countDown());
        socket.connect();
        assertThat(connected.await(20, TimeUnit.SECONDS)).isTrue();
        return socket;
    }

    @Test
    @DisplayName("a threshold of zero tells nobody")
    void zeroTellsNobody() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        loop.onSlowCallback(Duration.ZERO, slow -> calls.incrementAndGet());
        loop.execute(this::waitInCallback);
        try (SocketLoop other = SocketLoop.start("other")) {
            other.onSlowCallback(THRESHOLD, told::add);
            other.execute(this::waitInCallback);

            assertThat(next().thread().getName()).isEqualTo("other");
            release.countDown();
        }

        assertThat(calls).hasValue(0);
    }

    @Test
    @DisplayName("a handler that throws does not keep others from being told")
    void handlerThatThrows() throws Exception {
        loop.onSlowCallback(THRESHOLD, slow -> {
            told.add(slow);
            throw new IllegalStateException("thrown by a test");
        });
        loop.execute(this::waitInCallback);
        next();
        try (SocketLoop other = SocketLoop.start("other")) {
            other.onSlowCallback(THRESHOLD, told::add);
            CountDownLatch done = new CountDownLatch(1);
            other.execute(() -> await(done));

            assertThat(next().thread().getName()).isEqualTo("other");
            done.countDown();
        }
    }
}

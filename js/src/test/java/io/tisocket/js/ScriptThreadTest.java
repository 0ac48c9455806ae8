// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.graalvm.polyglot.HostAccess;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ScriptThreadTest {

    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    private ScriptRuntime.Builder builder() {
        return ScriptRuntime.builder().errors(new PrintStream(errors, true, StandardCharsets.UTF_8));
    }

    /** Keeps a function of the script for later. */
    public static final class Keeper {

        private final AtomicReference<ScriptFunction> function = new AtomicReference<>();

        @HostAccess.Export
        public void keep(ScriptFunction kept) {
            function.set(kept);
        }
    }

    @Test
    @DisplayName("J1: work posted before the run runs after the script itself, in order, on the thread of the run")
    void postedBefore() {
        List<Object> seen = new ArrayList<>();
        try (ScriptRuntime runtime = builder().build()) {
            runtime.post(() ->
                    seen.add(runtime.function("value").orElseThrow().call().orElseThrow()));
            runtime.post(() -> seen.add(Thread.currentThread()));

            runtime.run("test.js", "function value() { return 'defined'; }");
        }

        assertThat(seen).containsExactly("defined", Thread.currentThread());
    }

    @Test
    @DisplayName("work posted after the end is refused, and says why")
    void postedAfter() {
        try (ScriptRuntime runtime = builder().build()) {
            runtime.run("test.js", "");

            assertThatThrownBy(() -> runtime.post(() -> {}))
                    .isInstanceOf(RejectedExecutionException.class)
                    .hasMessageContaining("has ended");
        }
    }

    @Test
    @DisplayName("a script with a keep-alive does not end before it is closed; closing it twice counts once")
    void keepAlive() throws Exception {
        AtomicInteger ran = new AtomicInteger();
        try (ScriptRuntime runtime = builder().build()) {
            KeepAlive first = runtime.keepAlive();
            KeepAlive second = runtime.keepAlive();
            first.close();
            first.close();
            CompletableFuture<ScriptOutcome> outcome =
                    CompletableFuture.supplyAsync(() -> runtime.run("test.js", "var n = 0;"));
            CountDownLatch posted = new CountDownLatch(1);
            runtime.post(() -> {
                ran.incrementAndGet();
                posted.countDown();
            });
            assertThat(posted.await(30, TimeUnit.SECONDS)).isTrue();
            runtime.post(ran::incrementAndGet);
            second.close();

            assertThat(outcome.get(30, TimeUnit.SECONDS)).isEqualTo(ScriptOutcome.COMPLETED);
        }
        assertThat(ran).hasValue(2);
    }

    @RepeatedTest(5)
    @DisplayName("work posted by many threads runs exactly once each, or is refused")
    void manyThreads() throws Exception {
        AtomicInteger ran = new AtomicInteger();
        AtomicInteger accepted = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
        try (ScriptRuntime runtime = builder().build()) {
            for (int t = 0; t < 4; t++) {
                threads.add(new Thread(() -> {
                    for (int i = 0; i < 1000; i++) {
                        try {
                            runtime.post(ran::incrementAndGet);
                            accepted.incrementAndGet();
                        } catch (RejectedExecutionException ended) {
                            refused.incrementAndGet();
                        }
                    }
                }));
            }
            threads.forEach(Thread::start);

            ScriptOutcome outcome = runtime.run("test.js", "setTimeout(() => {}, 1)");
            for (Thread thread : threads) {
                thread.join();
            }

            assertThat(outcome).isEqualTo(ScriptOutcome.COMPLETED);
        }
        assertThat(accepted.get() + refused.get()).isEqualTo(4000);
        assertThat(ran.get()).isEqualTo(accepted.get());
    }

    @Test
    @DisplayName(
            "a function called by another thread is an IllegalStateException that names both, not an error of the engine")
    void calledElsewhere() throws Exception {
        Keeper keeper = new Keeper();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        try (ScriptRuntime runtime = builder().global("keeper", keeper).build()) {
            runtime.post(() -> {
                Thread other = new Thread(
                        () -> {
                            try {
                                keeper.function.get().call();
                            } catch (RuntimeException wrongThread) {
                                thrown.set(wrongThread);
                            }
                        },
                        "a stranger");
                other.start();
                try {
                    other.join();
                } catch (InterruptedException interrupted) {
                    throw new AssertionError(interrupted);
                }
            });

            assertThat(runtime.run("test.js", "keeper.keep(() => 1)")).isEqualTo(ScriptOutcome.COMPLETED);
        }

        assertThat(thrown.get())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a stranger")
                .hasMessageContaining(Thread.currentThread().getName())
                .hasMessageContaining("post()");
    }

    @Test
    @DisplayName("a function that outlives its script cannot be called or posted to")
    void outlives() {
        Keeper keeper = new Keeper();
        try (ScriptRuntime runtime = builder().global("keeper", keeper).build()) {
            runtime.run("test.js", "keeper.keep(() => 1)");
            ScriptFunction kept = keeper.function.get();

            assertThatThrownBy(kept::call)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("ended");
            assertThatThrownBy(kept::post).isInstanceOf(RejectedExecutionException.class);
        }
    }

    @Test
    @DisplayName("function() on another thread, or without a script, is an IllegalStateException")
    void functionElsewhere() throws Exception {
        try (ScriptRuntime runtime = builder().build()) {
            assertThatThrownBy(() -> runtime.function("f")).isInstanceOf(IllegalStateException.class);

            KeepAlive open = runtime.keepAlive();
            CountDownLatch started = new CountDownLatch(1);
            runtime.post(started::countDown);
            CompletableFuture<ScriptOutcome> outcome =
                    CompletableFuture.supplyAsync(() -> runtime.run("test.js", "function f() {}"));
            assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();

            assertThatThrownBy(() -> runtime.function("f"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("post()");

            open.close();
            assertThat(outcome.get(30, TimeUnit.SECONDS)).isEqualTo(ScriptOutcome.COMPLETED);
        }
    }

    @Test
    @DisplayName("E5: what posted work throws is reported, and the script goes on")
    void postedThrows() {
        try (ScriptRuntime runtime = builder().build()) {
            runtime.post(() -> {
                throw new IllegalArgumentException("posted failure");
            });
            AtomicInteger ran = new AtomicInteger();
            runtime.post(ran::incrementAndGet);

            assertThat(runtime.run("test.js", "")).isEqualTo(ScriptOutcome.UNCAUGHT);
            assertThat(ran).hasValue(1);
        }
        assertThat(errors.toString(StandardCharsets.UTF_8)).contains("posted failure");
    }

    @Test
    @DisplayName("run() while a script is running is an IllegalStateException")
    void runsOneAtATime() {
        try (ScriptRuntime runtime = builder().build()) {
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            runtime.post(() -> {
                try {
                    runtime.run("second.js", "");
                } catch (IllegalStateException refused) {
                    thrown.set(refused);
                }
            });

            runtime.run("first.js", "");

            assertThat(thrown.get()).hasMessageContaining("a script is running");
        }
    }

    @Test
    @DisplayName("stop() ends a script that is kept alive; posted work is refused then")
    void stopped() throws Exception {
        ScriptRuntime runtime = builder().build();
        KeepAlive open = runtime.keepAlive();
        CountDownLatch started = new CountDownLatch(1);
        runtime.post(started::countDown);
        CompletableFuture<ScriptOutcome> outcome = CompletableFuture.supplyAsync(() -> runtime.run("test.js", ""));
        assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();

        runtime.stop();

        assertThat(outcome.get(30, TimeUnit.SECONDS)).isEqualTo(ScriptOutcome.STOPPED);
        assertThatThrownBy(() -> runtime.post(() -> {})).isInstanceOf(RejectedExecutionException.class);
        open.close();
    }
}

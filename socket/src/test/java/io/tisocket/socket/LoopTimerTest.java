// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LoopTimerTest {

    @Test
    @DisplayName("a delay below all bounds is none")
    void negativeDelay() {
        try (SocketLoop loop = SocketLoop.create()) {
            List<String> log = new ArrayList<>();

            loop.schedule(Duration.ofSeconds(Long.MIN_VALUE), () -> log.add("rang"));
            loop.run();

            assertThat(log).containsExactly("rang");
        }
    }

    @Test
    @DisplayName("J4: a timer of another thread keeps the loop no longer once it is put into the background")
    void backgroundOfATimerOfAnotherThread() {
        try (SocketLoop loop = SocketLoop.create()) {
            List<String> log = new ArrayList<>();
            LoopTimer timer = CompletableFuture.supplyAsync(
                            () -> loop.schedule(Duration.ofSeconds(5), () -> log.add("rang")))
                    .join();

            timer.background();
            loop.run();

            assertThat(log).isEmpty();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

import static io.tisocket.conformance.RuleId.E3;
import static io.tisocket.conformance.RuleId.I1;
import static io.tisocket.conformance.RuleId.I3;
import static io.tisocket.conformance.RuleId.I4;
import static io.tisocket.conformance.RuleId.I5;
import static io.tisocket.conformance.RuleId.I7;
import static io.tisocket.conformance.RuleId.P5;
import static io.tisocket.conformance.RuleId.S2;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Writing. */
public abstract class WriteRules extends RuleTest {

    private static final int MORE_THAN_THE_KERNEL_TAKES = 16 * 1024 * 1024;

    @ParameterizedTest
    @EnumSource
    @Rule({I1, I3})
    void aWriteIsWhole(Origin origin) {
        Pair pair = pair(origin);
        byte[] bytes = Payload.random(5_000_000);
        CompletableFuture<Seen> seen = pair.peer().readToEndMeanwhile();

        int written = pair.socket().write(bytes);
        pair.socket().close();

        assertThat(written).as("bytes of a blocking write").isEqualTo(bytes.length);
        assertThat(seen.join().bytes()).isEqualTo(bytes);
    }

    @Test
    @Rule(I3)
    void aWriteSendsOnlyItsRange() {
        Pair pair = pair(Origin.OUTBOUND);

        int count = pair.socket().raw().write(Payload.of("0123456789"), 3, 4);
        int clamped = pair.socket().raw().write(Payload.of("0123456789"), 8, 100);

        assertThat(count).isEqualTo(4);
        assertThat(clamped).as("a length past the end of the buffer").isEqualTo(2);
        assertThat(Payload.text(pair.peer().read(6).bytes())).isEqualTo("345689");
    }

    @Test
    @Rule(I3)
    void aWriteOfNothingIsZeroAfterTheWritesBeforeIt() {
        Pair pair = pair(Origin.OUTBOUND);

        PendingOperation before = pair.socket().writeAsync(Payload.random(100_000));
        PendingOperation barrier = pair.socket().writeAsync(new byte[0]);
        pair.peer().read(100_000);
        Outcome outcome = barrier.await();

        assertThat(before.isDone())
                .as("whether the write before the barrier is done")
                .isTrue();
        assertThat(outcome.bytesProcessed()).isZero();
        assertThat(outcome.success()).isTrue();
        assertThat(pair.socket().raw().write(new byte[3], 3, 0)).as("blocking").isZero();
    }

    @EachChunkSize
    @Rule(I3)
    void writesOfEveryKindGoOutInTheOrderOfTheCalls(int chunk) {
        Pair pair = pair(Origin.OUTBOUND);
        byte[] bytes = Payload.random(chunk < 10 ? 2_000 : 2_000_000);
        CompletableFuture<Seen> seen = pair.peer().readToEndMeanwhile();

        int calls = 0;
        for (int at = 0; at < bytes.length; at += chunk) {
            byte[] piece = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + chunk));
            if (calls++ % 7 == 6) {
                pair.socket().write(piece);
            } else {
                pair.socket().writeAsync(piece);
            }
        }
        pair.socket().close();

        assertThat(seen.join().bytes()).as("bytes in the order of the calls").isEqualTo(bytes);
    }

    @Test
    @Rule(I3)
    void writesOfEveryKindInsideACallbackGoOutInTheOrderOfTheCalls() {
        Pair pair = pair(Origin.INBOUND);
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        CompletableFuture<Seen> seen = pair.peer().readToEndMeanwhile();

        onCallbackThread(() -> {
            for (int i = 0; i < 200; i++) {
                byte[] piece = Payload.random(i * 37 % 1000);
                expected.writeBytes(piece);
                if (i % 5 == 4) {
                    pair.socket().write(piece);
                } else {
                    pair.socket().writeAsync(piece);
                }
            }
        });
        pair.socket().close();

        assertThat(seen.join().bytes()).as("bytes in the order of the calls").isEqualTo(expected.toByteArray());
    }

    @Test
    @Rule(I3)
    void asynchronousWritesAreReportedInOrderEachOnce() {
        Pair pair = pair(Origin.OUTBOUND);
        List<PendingOperation> writes = new ArrayList<>();
        int total = 0;
        for (int i = 1; i <= 50; i++) {
            writes.add(pair.socket().writeAsync(Payload.random(i * 100)));
            total += i * 100;
        }

        pair.peer().read(total);
        pair.socket().writeAsync(new byte[1]).await();

        assertThat(writes).as("writes begun before the last").allMatch(PendingOperation::isDone);
        assertThat(pair.socket().count(Kind.WRITTEN)).as("reports").isEqualTo(51);
        for (int i = 1; i <= 50; i++) {
            assertThat(writes.get(i - 1).await().bytesProcessed()).isEqualTo(i * 100);
        }
    }

    @Test
    @Rule(I4)
    void anAsynchronousWriteSendsTheBytesAsTheyWereAtTheCall() {
        Pair pair = pair(Origin.OUTBOUND);
        byte[] small = Payload.random(1_000);
        byte[] large = Payload.random(4_000_000);

        pair.socket().writeAsyncThenOverwrite(large);
        pair.socket().writeAsyncThenOverwrite(small);
        Seen seen = pair.peer().read(large.length + small.length);

        assertThat(Arrays.copyOf(seen.bytes(), large.length))
                .as("a large write whose buffer was overwritten")
                .isEqualTo(large);
        assertThat(Arrays.copyOfRange(seen.bytes(), large.length, seen.bytes().length))
                .as("a small write whose buffer was overwritten")
                .isEqualTo(small);
    }

    @Test
    @Rule(I4)
    void anAsynchronousWriteInsideACallbackSendsTheBytesAsTheyWereAtTheCall() {
        Pair pair = pair(Origin.OUTBOUND);
        byte[] bytes = Payload.random(4_000_000);

        onCallbackThread(() -> pair.socket().writeAsyncThenOverwrite(bytes));

        assertThat(pair.peer().read(bytes.length).bytes()).isEqualTo(bytes);
    }

    @Test
    @Rule({I5, P5, E3})
    void anAsynchronousWriteThatExceedsTheTimeoutEndsTheConnection() {
        Pair pair = pairWithStalledPeer(200);
        PendingOperation read = pair.socket().readAsync(1);
        long start = System.nanoTime();

        PendingOperation write = pair.socket().writeAsync(new byte[MORE_THAN_THE_KERNEL_TAKES]);
        Happening event = pair.socket().await(Kind.ERROR);
        long took = (System.nanoTime() - start) / 1_000_000;

        assertThat(took).as("milliseconds until the timeout of 200").isBetween(195L, 5_000L);
        assertThat(write.await().failure().orElseThrow().code())
                .as("code of the write, ETIMEDOUT")
                .isEqualTo(110);
        assertThat(read.await().success())
                .as("success of a read on the ended connection")
                .isFalse();
        assertThat(event.code()).as("errorCode, ETIMEDOUT").isEqualTo(110);
        assertThat(event.error()).contains("write").contains("ETIMEDOUT");
        assertState("after the timeout", pair.socket(), State.ERROR);
        assertThat(pair.peer().readToEnd().end()).as("what the peer sees").isEqualTo(Seen.End.RESET);
    }

    @Test
    @Rule({I5, E3})
    void aBlockingWriteThatExceedsTheTimeoutThrowsAndThenErrorIsCalled() {
        Pair pair = pairWithStalledPeer(200);

        FailureException thrown = failure(
                "a blocking write to a peer that does not read",
                () -> pair.socket().write(new byte[MORE_THAN_THE_KERNEL_TAKES]));

        assertThat(thrown.code()).as("code, ETIMEDOUT").isEqualTo(110);
        assertState("after the timeout", pair.socket(), State.ERROR);
        assertThat(pair.socket().await(Kind.ERROR).code())
                .as("errorCode, ETIMEDOUT")
                .isEqualTo(110);
    }

    @Test
    @Rule({I5, E3})
    void aBlockingWriteInsideACallbackThrowsBeforeErrorIsCalled() {
        Pair pair = pairWithStalledPeer(200);

        onCallbackThread(() -> {
            FailureException thrown = failure(
                    "a blocking write to a peer that does not read",
                    () -> pair.socket().write(new byte[MORE_THAN_THE_KERNEL_TAKES]));
            assertThat(thrown.code()).as("code, ETIMEDOUT").isEqualTo(110);
            assertThat(pair.socket().count(Kind.ERROR))
                    .as("error events before the exception")
                    .isZero();
        });

        assertThat(pair.socket().await(Kind.ERROR).code())
                .as("errorCode, ETIMEDOUT")
                .isEqualTo(110);
    }

    @Test
    @Rule({I5, P5})
    void aSlowPeerThatReadsInTimeDoesNotEndTheConnection() {
        Pair pair = pairWithStalledPeer(2_000);
        byte[] bytes = Payload.random(3_000_000);

        PendingOperation write = pair.socket().writeAsync(bytes);
        Seen seen = pair.peer().read(bytes.length);

        assertThat(write.await().success()).isTrue();
        assertThat(seen.bytes()).isEqualTo(bytes);
    }

    @Test
    @Rule({I7, S2})
    void queuedWritesBeyondALimitFailWithoutEndingTheConnection() {
        Pair pair = pair(Origin.OUTBOUND);
        byte[] piece = new byte[8 * 1024 * 1024];
        List<PendingOperation> writes = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            writes.add(pair.socket().writeAsync(piece));
        }

        Outcome last = writes.get(19).await();

        assertThat(last.failure().orElseThrow().code())
                .as("code of a write that comes after 152 MiB nobody took, ENOBUFS")
                .isEqualTo(105);
        assertState("after a write that was refused", pair.socket(), State.CONNECTED);
        assertThat(pair.socket().count(Kind.ERROR)).as("error events").isZero();
        PendingOperation[] left = writes.toArray(new PendingOperation[0]);
        CompletableFuture<Seen> seen = pair.peer().readToEndMeanwhile();
        long accepted =
                Arrays.stream(left).filter(write -> write.await().success()).count();
        pair.socket().close();
        assertThat(seen.join().bytes().length)
                .as("bytes of the writes that succeeded")
                .isEqualTo(accepted * piece.length);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

import static io.tisocket.conformance.RuleId.E2;
import static io.tisocket.conformance.RuleId.E6;
import static io.tisocket.conformance.RuleId.I1;
import static io.tisocket.conformance.RuleId.I2;
import static io.tisocket.conformance.RuleId.I6;
import static io.tisocket.conformance.RuleId.I7;
import static io.tisocket.conformance.RuleId.I8;
import static io.tisocket.conformance.RuleId.S2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Reading. */
public abstract class ReadRules extends RuleTest {

    @ParameterizedTest
    @EnumSource
    @Rule({I1, I2})
    void aReadReturnsWhatIsThereAndNoMoreThanAskedFor(Origin origin) {
        Pair pair = pair(origin);
        pair.peer().send(Payload.of("hello world"));
        settle();

        assertThat(Payload.text(pair.socket().read(5))).isEqualTo("hello");
        assertThat(Payload.text(pair.socket().read(100))).isEqualTo(" world");
    }

    @Test
    @Rule(I2)
    void aReadFillsOnlyTheRangeItWasGiven() {
        Pair pair = pair(Origin.OUTBOUND);
        pair.peer().send(Payload.of("abcdef"));
        settle();
        byte[] target = Payload.of("..........");

        int count = pair.socket().raw().read(target, 3, 4);

        assertThat(count).isEqualTo(4);
        assertThat(Payload.text(target)).isEqualTo("...abcd...");
    }

    @Test
    @Rule(I2)
    void aReadWaitsForAByte() {
        Pair pair = pair(Origin.OUTBOUND);
        PendingOperation read = pair.socket().readAsync(10);
        settle();
        assertThat(read.isDone()).as("whether a read ends without a byte").isFalse();

        pair.peer().send(Payload.of("x"));

        assertThat(read.await().bytesProcessed()).isEqualTo(1);
    }

    @Test
    @Rule(I2)
    void aReadOfNothingIsZeroAtOnce() {
        Pair pair = pair(Origin.OUTBOUND);

        assertThat(pair.socket().raw().read(new byte[10], 4, 0)).as("blocking").isZero();
        assertThat(pair.socket().raw().read(new byte[0], 0, 0))
                .as("into an empty buffer")
                .isZero();
        assertThat(pair.socket().readAsync(0).await().bytesProcessed())
                .as("asynchronous")
                .isZero();
    }

    @EachChunkSize
    @Rule({I2, I8})
    void everyByteArrivesOnceInOrderInWhateverPieces(int chunk) {
        Pair pair = pair(Origin.INBOUND);
        byte[] bytes = Payload.random(chunk < 10 ? 3_000 : 400_000);
        Thread sender = new Thread(() -> pair.peer().send(bytes, chunk).halfClose());
        sender.start();

        byte[] received = pair.socket().readFully(bytes.length);

        assertThat(received).isEqualTo(bytes);
        assertThat(pair.socket().read(1)).as("EOF").isEmpty();
    }

    @EachChunkSize
    @Rule({I2, I8})
    void aPumpGetsEveryByteOnceInOrderAndThenTheEnd(int chunk) throws Exception {
        Pair pair = pair(Origin.OUTBOUND);
        byte[] bytes = Payload.random(chunk < 10 ? 3_000 : 400_000);
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        CompletableFuture<Integer> end = new CompletableFuture<>();
        List<Integer> tooLong = new CopyOnWriteArrayList<>();
        pair.socket().pump(chunk, outcome -> {
            if (outcome.bytesProcessed() < 0) {
                end.complete(outcome.success() ? 0 : 1);
            } else {
                received.writeBytes(outcome.bytes());
                if (outcome.bytes().length > chunk || outcome.bytes().length != outcome.bytesProcessed()) {
                    tooLong.add(outcome.bytes().length);
                }
            }
        });

        pair.peer().send(bytes).halfClose();

        assertThat(end.get(10, TimeUnit.SECONDS))
                .as("the last event is the end, not a failure")
                .isZero();
        assertThat(received.toByteArray()).isEqualTo(bytes);
        assertThat(tooLong).as("chunks of a length that was not asked for").isEmpty();
        settle();
        assertState("after the end of a pump", pair.socket(), State.CONNECTED);
    }

    @Test
    @Rule(I2)
    void asynchronousReadsAreServedInOrder() {
        Pair pair = pair(Origin.OUTBOUND);
        List<PendingOperation> reads = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            reads.add(pair.socket().readAsync(1));
        }

        pair.peer().send(Payload.of("abcdefghij"));

        StringBuilder text = new StringBuilder();
        for (PendingOperation read : reads) {
            assertThat(read.await().bytesProcessed()).isEqualTo(1);
            text.append(Payload.text(read.bytes()));
        }
        assertThat(text).hasToString("abcdefghij");
    }

    @Test
    @Rule(I2)
    void pendingReadsEndAtEofWithSuccess() {
        Pair pair = pair(Origin.OUTBOUND);
        PendingOperation first = pair.socket().readAsync(10);
        PendingOperation second = pair.socket().readAsync(10);

        pair.peer().send(Payload.of("x")).halfClose();

        assertThat(first.await().bytesProcessed()).isEqualTo(1);
        assertThat(second.await().bytesProcessed()).as("bytesProcessed at EOF").isEqualTo(-1);
        assertThat(second.await().success()).as("success at EOF").isTrue();
    }

    @ParameterizedTest
    @CsvSource({"-1, 1", "0, -1", "11, 1", "11, 0", "10, 1", "-2147483648, 2147483647", "2147483647, 1"})
    @Rule({E6, E2})
    void rangesOutsideTheBufferAreRefused(int offset, int length) {
        Pair pair = pair(Origin.OUTBOUND);
        SocketUnderTest socket = pair.socket().raw();
        byte[] buffer = new byte[10];
        List<Outcome> reported = new CopyOnWriteArrayList<>();

        misuse("read()", () -> socket.read(buffer, offset, length));
        misuse("write()", () -> socket.write(buffer, offset, length));
        misuse("asynchronous read()", () -> socket.readAsync(buffer, offset, length, reported::add));
        misuse("asynchronous write()", () -> socket.writeAsync(buffer, offset, length, reported::add));
        settle();

        assertThat(reported).as("reports of calls that threw").isEmpty();
        assertState("after the refusals", pair.socket(), State.CONNECTED);
    }

    @Test
    @Rule({I1, I6})
    void nothingIsReadOrWrittenUnlessConnected() {
        Probe fresh = socket();
        Probe listener = listening();
        Probe closed = pair(Origin.OUTBOUND).socket();
        closed.close();
        Pair broken = pair(Origin.INBOUND);
        broken.peer().reset();
        broken.socket().await(Kind.ERROR);

        for (Probe socket : List.of(fresh, listener, closed, broken.socket())) {
            String state = State.name(socket.state());
            assertThat(socket.raw().isReadable()).as("isReadable() in " + state).isFalse();
            assertThat(socket.raw().isWritable()).as("isWritable() in " + state).isFalse();
            assertThatThrownBy(() -> socket.read(1)).as("read() in " + state).hasMessageContaining("read");
            assertThatThrownBy(() -> socket.write(new byte[1]))
                    .as("write() in " + state)
                    .hasMessageContaining("write");
            Outcome read = socket.readAsync(1).await();
            Outcome write = socket.writeAsync(new byte[1]).await();
            assertThat(read.success())
                    .as("success of an asynchronous read in " + state)
                    .isFalse();
            assertThat(write.success())
                    .as("success of an asynchronous write in " + state)
                    .isFalse();
            assertThat(read.bytesProcessed()).as("bytesProcessed in " + state).isEqualTo(-1);
            assertThat(State.name(socket.state())).as("state afterwards").isEqualTo(state);
        }
    }

    @ParameterizedTest
    @EnumSource
    @Rule(I6)
    void aClosedSocketHasNoReadableRest(Origin origin) {
        Pair pair = pair(origin);
        pair.peer().send(Payload.random(1000));
        settle();

        pair.socket().close();

        assertThatThrownBy(() -> pair.socket().read(10))
                .as("read() after close()")
                .hasMessageContaining("read");
        assertThat(pair.socket().readAsync(10).await().success())
                .as("success of a read after close()")
                .isFalse();
    }

    @Test
    @Rule({I7, S2})
    void readingAheadStopsAtALimit() throws InterruptedException {
        Pair pair = pair(Origin.INBOUND);
        int total = 64 * 1024 * 1024;
        AtomicInteger sent = new AtomicInteger();
        Thread sender = new Thread(() -> {
            byte[] piece = new byte[64 * 1024];
            try {
                while (sent.get() < total) {
                    pair.peer().send(piece);
                    sent.addAndGet(piece.length);
                }
            } catch (java.io.UncheckedIOException ended) {
                // The test ends while the sender still waits.
            }
        });
        sender.setDaemon(true);
        sender.start();

        // It is over when the sender has made no progress for a while; a socket without a limit takes everything.
        int before = -1;
        while (sent.get() != before && sent.get() < total) {
            before = sent.get();
            Thread.sleep(100);
        }

        assertThat(sent.get())
                .as("bytes that a peer could send to a socket nobody reads")
                .isLessThan(32 * 1024 * 1024);
        assertThat(pair.socket().readFully(1_000_000)).as("a later read").hasSize(1_000_000);
        pair.peer().reset();
        sender.join();
    }

    @Test
    @Rule(I2)
    void aByteAtATimeIsReadWithoutLoss() {
        Pair pair = pair(Origin.OUTBOUND);
        byte[] bytes = Payload.random(5_000);
        pair.peer().send(bytes).halfClose();

        ByteArrayOutputStream received = new ByteArrayOutputStream();
        for (byte[] one = pair.socket().read(1);
                one.length > 0;
                one = pair.socket().read(1)) {
            received.writeBytes(one);
        }

        assertThat(received.toByteArray()).isEqualTo(bytes);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PublisherTest {

    private final TaskQueue queue = new TaskQueue();
    private final Recorder recorder = new Recorder();

    @EachChunkSize
    @DisplayName("Every byte arrives in order, then onComplete, once")
    void everyByteArrives(int chunk) {
        byte[] content = Bytes.pattern(5_000);
        Adapters.publisher(reading(content, queue), chunk).subscribe(recorder);
        queue.run();
        recorder.subscription().request(Long.MAX_VALUE);
        recorder.subscription().request(Long.MAX_VALUE);
        queue.run();

        assertThat(recorder.received.toByteArray()).isEqualTo(content);
        assertThat(recorder.signals)
                .startsWith("subscribe")
                .endsWith("complete")
                .containsOnlyOnce("complete");
    }

    @Test
    @DisplayName("Rule 1.1: no more chunks than were asked for, and none is read before that")
    void demandDrives() {
        PlainStream source = new PlainStream(reading(Bytes.pattern(10), queue));
        int[] reads = {0};
        source.beforeRead = () -> reads[0]++;
        Adapters.publisher(source, 3).subscribe(recorder);
        queue.run();
        assertThat(reads[0]).isZero();

        recorder.subscription().request(2);
        queue.run();

        assertThat(recorder.signals).containsExactly("subscribe", "next", "next");
        assertThat(reads[0]).isEqualTo(2);
    }

    @Test
    @DisplayName("Rule 1.3: signals are serial: onNext is never called inside onNext")
    void signalsAreSerial() {
        BufferStream atOnce = reading(Bytes.pattern(100_000), Runnable::run);
        recorder.askAgain = true;

        Adapters.publisher(atOnce, 1).subscribe(recorder);

        assertThat(recorder.deepest).isEqualTo(1);
        assertThat(recorder.received.length()).isEqualTo(100_000);
        assertThat(recorder.signals).endsWith("complete");
    }

    @Test
    @DisplayName("Rule 3.9: request of 0 or less is an IllegalArgumentException through onError, and the last signal")
    void illegalRequest() {
        for (long count : new long[] {0, -1, Long.MIN_VALUE}) {
            Recorder each = new Recorder();
            Adapters.publisher(reading(new byte[5], queue), 1).subscribe(each);
            queue.run();
            each.subscription().request(count);
            each.subscription().request(1);
            queue.run();

            assertThat(each.signals).containsExactly("subscribe", "error");
            assertThat(each.failures.get(0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("3.9");
        }
    }

    @Test
    @DisplayName("Rules 1.8, 3.6: after cancel no signal comes, and nothing more is read")
    void cancelling() throws IOException {
        BufferStream source = reading(Bytes.pattern(10), queue);
        Adapters.publisher(source, 2).subscribe(recorder);
        queue.run();
        recorder.subscription().request(1);
        queue.run();

        recorder.subscription().cancel();
        recorder.subscription().cancel();
        recorder.subscription().request(5);
        recorder.subscription().request(-1);
        queue.run();

        assertThat(recorder.signals).containsExactly("subscribe", "next");
        assertThat(source.isReadable()).isTrue();
        assertThat(source.readChunk(99).length()).isEqualTo(8);
    }

    @Test
    @DisplayName("Rule 1.4: a failed read is onError, and the last signal")
    void failedRead() {
        Adapters.publisher(FaultyStream.reading(3, 2, queue), 5).subscribe(recorder);
        queue.run();
        recorder.subscription().request(9);
        queue.run();

        assertThat(recorder.signals).containsExactly("subscribe", "next", "next", "error");
        assertThat(recorder.failures.get(0)).hasMessage(FaultyStream.FAULT);
    }

    @Test
    @DisplayName("Rule 1.9: a second subscriber gets onSubscribe and then onError; none at all is refused")
    void oneSubscriber() {
        Flow.Publisher<Buffer> publisher = Adapters.publisher(reading(new byte[5], queue), 5);
        Recorder second = new Recorder();
        publisher.subscribe(recorder);
        publisher.subscribe(second);
        queue.run();

        assertThat(second.signals).containsExactly("subscribe", "error");
        assertThat(second.failures.get(0)).isInstanceOf(IllegalStateException.class);
        assertThat(recorder.signals).containsExactly("subscribe");
        assertThatExceptionOfType(NullPointerException.class).isThrownBy(() -> publisher.subscribe(null));
    }

    @Test
    @DisplayName("Rule 2.13: a subscriber that throws has cancelled, and the exception reaches the executor's thread")
    void throwingSubscriber() {
        recorder.thrown = new IllegalStateException("broken");
        Adapters.publisher(reading(new byte[5], queue), 1).subscribe(recorder);
        queue.run();
        recorder.subscription().request(5);
        queue.run();

        assertThat(recorder.signals).containsExactly("subscribe", "next");
        assertThat(queue.uncaught).containsExactly(recorder.thrown);
    }

    @Test
    @DisplayName("A chunk length below 1 is refused")
    void chunkLengthIsChecked() {
        assertThatIllegalArgumentException().isThrownBy(() -> Adapters.publisher(reading(new byte[1], queue), 0));
    }

    @EachChunkSize
    @DisplayName("What one stream publishes another can write, and the stage completes when all is written")
    void writeAll(int chunk) {
        Buffer target = Buffer.allocate(0);
        BufferStream out = BufferStream.open(target, StreamMode.WRITE, queue);
        var result = Adapters.writeAll(Adapters.publisher(reading(Bytes.pattern(5_000), queue), chunk), out)
                .toCompletableFuture();
        queue.run();

        assertThat(result).isCompletedWithValue(5_000L);
        assertThat(target.toByteArray()).isEqualTo(Bytes.pattern(5_000));
    }

    @Test
    @DisplayName("A failed write cancels the subscription and fails the stage; so does a failed publisher")
    void writeAllFails() throws IOException {
        BufferStream in = reading(Bytes.pattern(10), queue);
        var cut = Adapters.writeAll(Adapters.publisher(in, 4), FaultyStream.writing(6, queue))
                .toCompletableFuture();
        var broken = Adapters.writeAll(
                        Adapters.publisher(FaultyStream.reading(3, 2, queue), 4), FaultyStream.writing(99, queue))
                .toCompletableFuture();
        queue.run();

        assertThat(cut).isCompletedExceptionally();
        assertThat(in.readChunk(99).length()).isEqualTo(2);
        assertThat(broken).isCompletedExceptionally();
    }

    private static BufferStream reading(byte[] content, Executor executor) {
        return BufferStream.open(Buffer.wrap(content), StreamMode.READ, executor);
    }

    /** Keeps what it is told, and asks for more when so set. */
    private static final class Recorder implements Flow.Subscriber<Buffer> {

        final List<String> signals = new ArrayList<>();
        final List<Throwable> failures = new ArrayList<>();
        final Buffer received = Buffer.allocate(0);
        boolean askAgain;
        RuntimeException thrown;
        int deepest;
        private int depth;
        private Flow.Subscription subscription;

        Flow.Subscription subscription() {
            return subscription;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            signals.add("subscribe");
            subscription = given;
            if (askAgain) {
                given.request(1);
            }
        }

        @Override
        public void onNext(Buffer chunk) {
            deepest = Math.max(deepest, ++depth);
            signals.add("next");
            received.append(chunk);
            if (askAgain) {
                subscription.request(1);
            }
            depth--;
            if (thrown != null) {
                throw thrown;
            }
        }

        @Override
        public void onError(Throwable failure) {
            signals.add("error");
            failures.add(failure);
        }

        @Override
        public void onComplete() {
            signals.add("complete");
        }
    }
}

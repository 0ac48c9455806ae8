// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WriteStreamTest {

    private final TaskQueue queue = new TaskQueue();
    private final TaskQueue otherQueue = new TaskQueue();
    private final List<CopyEvent> events = new ArrayList<>();
    private final Buffer target = Buffer.allocate(0);
    private final BufferStream out = BufferStream.open(target, StreamMode.WRITE, queue);

    @EachChunkSize
    @DisplayName("1.5: writeStream copies every byte, in both forms, and closes neither stream")
    void copiesEveryByte(int chunk) throws IOException {
        byte[] content = Bytes.pattern(10_000);
        BufferStream in = reading(content);
        BufferStream again = reading(content);

        assertThat(Streams.writeStream(in, out, chunk)).isEqualTo(10_000);
        assertThat(target.toByteArray()).isEqualTo(content);
        Streams.writeStreamAsync(again, out, chunk, events::add);
        queue.run();

        assertThat(target.copy(10_000, 10_000).toByteArray()).isEqualTo(content);
        assertThat(events).containsExactly(new CopyEvent(again, out, 10_000, Optional.empty()));
        assertThat(in.isReadable()).isTrue();
        assertThat(out.isWritable()).isTrue();
    }

    @Test
    @DisplayName("I3: what is told of the end and throws is told once, also where callbacks run within the calls")
    void aReceiverThatThrowsIsToldOnce() {
        BufferStream in = BufferStream.open(Buffer.wrap(Bytes.pattern(50)), StreamMode.READ, Runnable::run);
        BufferStream into = BufferStream.open(Buffer.allocate(0), StreamMode.WRITE, Runnable::run);

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> Streams.writeStreamAsync(in, into, 20, event -> {
                    events.add(event);
                    throw new IllegalStateException("thrown by a test");
                }))
                .withMessage("thrown by a test");

        assertThat(events).hasSize(1);
    }

    @Test
    @DisplayName("1.6: 118 bytes into a buffer of 100 make it 118 long, and then 171 make it 171 long")
    void growsTheTarget() throws IOException {
        Buffer dest = Buffer.allocate(100);
        Streams.writeStream(reading(Bytes.pattern(118)), writing(dest), 20);
        assertThat(dest.length()).isEqualTo(118);

        Streams.writeStreamAsync(reading(Bytes.pattern(171)), writing(dest), 20, events::add);
        queue.run();

        assertThat(dest.length()).isEqualTo(171);
        assertThat(events.get(0).bytesProcessed()).isEqualTo(dest.length());
    }

    @EachChunkSize
    @DisplayName("D31: a source at its end copies 0 bytes")
    void sourceAtItsEnd(int chunk) throws IOException {
        assertThat(Streams.writeStream(reading(new byte[0]), out, chunk)).isZero();
        Streams.writeStreamAsync(reading(new byte[0]), out, chunk, events::add);
        queue.run();

        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.bytesProcessed()).isZero();
            assertThat(event.failure()).isEmpty();
        });
    }

    @Test
    @DisplayName("1.5: a chunk length below 1 throws at once, in both forms")
    void chunkLengthIsChecked() {
        for (int chunk : new int[] {0, -1, Integer.MIN_VALUE}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Streams.writeStream(reading(new byte[1]), out, chunk))
                    .withMessageContaining("writeStream");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Streams.writeStreamAsync(reading(new byte[1]), out, chunk, events::add));
        }
        assertThat(queue.waiting()).isZero();
    }

    @Test
    @DisplayName("1.5: a failed read or write throws, or is one failed event with -1")
    void failures() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Streams.writeStream(FaultyStream.reading(9, 4, queue), out, 4))
                .withMessage(FaultyStream.FAULT);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Streams.writeStream(reading(new byte[9]), FaultyStream.writing(6, queue), 4));

        Streams.writeStreamAsync(FaultyStream.reading(9, 4, queue), out, 4, events::add);
        Streams.writeStreamAsync(reading(new byte[9]), FaultyStream.writing(6, queue), 4, events::add);
        queue.run();

        assertThat(events).hasSize(2).allSatisfy(event -> {
            assertThat(event.bytesProcessed()).isEqualTo(-1);
            assertThat(event.failure().orElseThrow()).hasMessage(FaultyStream.FAULT);
        });
    }

    @Test
    @DisplayName("D17: a target that is not writable fails before a byte of the source is taken")
    void targetNotWritable() throws IOException {
        BufferStream in = reading(new byte[] {1});
        BufferStream notWritable = reading(new byte[0]);

        assertThatExceptionOfType(StreamClosedException.class)
                .isThrownBy(() -> Streams.writeStream(in, notWritable, 4));
        Streams.writeStreamAsync(in, notWritable, 4, events::add);
        assertThat(events).isEmpty();
        queue.run();

        assertThat(events)
                .singleElement()
                .satisfies(event -> assertThat(event.failure()).containsInstanceOf(StreamClosedException.class));
        assertThat(in.readChunk(4).length()).isEqualTo(1);
    }

    @Test
    @DisplayName("D7: a copy pending at the close of its source or its target fails once")
    void closedMeanwhile() throws IOException {
        BufferStream in = reading(Bytes.pattern(10));
        Streams.writeStreamAsync(in, out, 4, events::add);
        queue.runOne();
        in.close();
        queue.run();
        Streams.writeStreamAsync(reading(Bytes.pattern(10)), out, 4, events::add);
        queue.runOne();
        out.close();
        queue.run();

        assertThat(events)
                .hasSize(2)
                .allSatisfy(event -> assertThat(event.failure()).containsInstanceOf(StreamClosedException.class));
    }

    @Test
    @DisplayName("1.5: streams with different executors report on that of the source")
    void differentExecutors() {
        Streams.writeStreamAsync(reading(Bytes.pattern(10)), FaultyStream.writing(6, otherQueue), 4, events::add);
        while (queue.waiting() + otherQueue.waiting() > 0) {
            otherQueue.run();
            assertThat(events).isEmpty();
            queue.run();
        }

        assertThat(events).hasSize(1);
    }

    @Test
    @DisplayName("1.5: no more than a chunk is read ahead of what is written")
    void readsAChunkAtATime() {
        List<String> log = new ArrayList<>();
        PlainStream in = new PlainStream(reading(Bytes.pattern(10)));
        PlainStream slow = new PlainStream(out);
        in.beforeRead = () -> log.add("read at " + target.length());
        Streams.writeStreamAsync(in, slow, 4, events::add);
        queue.run();

        assertThat(log).containsExactly("read at 0", "read at 4", "read at 8", "read at 10");
    }

    @Test
    @DisplayName("1.5: a megabyte copied byte by byte between streams that complete at once keeps the stack flat")
    void doesNotRecurse() {
        BufferStream in = BufferStream.open(Buffer.wrap(Bytes.pattern(1 << 20)), StreamMode.READ, Runnable::run);
        BufferStream to = BufferStream.open(target, StreamMode.WRITE, Runnable::run);

        var result = Streams.writeStreamAsync(in, to, 1).toCompletableFuture();

        assertThat(result).isCompletedWithValue(1L << 20);
        assertThat(target.toByteArray()).isEqualTo(Bytes.pattern(1 << 20));
    }

    private BufferStream reading(byte[] content) {
        return BufferStream.open(Buffer.wrap(content), StreamMode.READ, queue);
    }

    private BufferStream writing(Buffer buffer) {
        return BufferStream.open(buffer, StreamMode.WRITE, queue);
    }
}

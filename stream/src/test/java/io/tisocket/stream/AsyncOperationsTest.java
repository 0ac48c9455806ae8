// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AsyncOperationsTest {

    private final TaskQueue queue = new TaskQueue();
    private final List<IoEvent> events = new ArrayList<>();
    private final Buffer target = Buffer.allocate(0);
    private final BufferStream out = BufferStream.open(target, StreamMode.WRITE, queue);
    private final BufferStream in = BufferStream.open(Bytes.buffer(1, 2, 3), StreamMode.READ, queue);

    @Test
    @DisplayName("1.0: a callback never runs inside the call that caused it")
    void callbackComesLater() {
        in.readAsync(Buffer.allocate(1), 0, 1, events::add);
        assertThat(events).isEmpty();

        queue.run();
        assertThat(events).hasSize(1);
    }

    @Test
    @DisplayName("1.4: an event names the stream, the buffer and the bytes; -1 without failure at the end")
    void eventFields() {
        Buffer buffer = Buffer.allocate(2);
        for (int i = 0; i < 3; i++) {
            in.readAsync(buffer, 0, 2, events::add);
        }
        queue.run();

        assertThat(events)
                .containsExactly(
                        IoEvent.success(in, buffer, 2),
                        IoEvent.success(in, buffer, 1),
                        IoEvent.success(in, buffer, -1));
    }

    @Test
    @DisplayName("1.4: a read buffer is filled on completion, not before")
    void filledOnCompletion() {
        Buffer buffer = Buffer.allocate(3);

        in.readAsync(buffer, 0, 3, events::add);
        assertThat(Bytes.unsigned(buffer)).containsExactly(0, 0, 0);

        queue.run();
        assertThat(Bytes.unsigned(buffer)).containsExactly(1, 2, 3);
    }

    @Test
    @DisplayName("I4: an asynchronous write writes the bytes as they were at the call")
    void writeSnapshots() {
        Buffer buffer = Bytes.buffer(7, 8);
        out.writeAsync(buffer, 0, 2, events::add);
        buffer.clear();
        queue.run();

        assertThat(Bytes.unsigned(target)).containsExactly(7, 8);
        assertThat(events).containsExactly(IoEvent.success(out, buffer, 2));
    }

    @Test
    @DisplayName("D18, I3: writes take effect in the order of the calls, whatever mix of both forms")
    void orderOfMixedWrites() throws IOException {
        out.writeAsync(Bytes.buffer(1), 0, 1, events::add);
        out.writeAsync(Bytes.buffer(2), 0, 1, events::add);
        out.write(Bytes.buffer(3));
        out.writeAsync(Bytes.buffer(4), 0, 1, events::add);

        assertThat(Bytes.unsigned(target)).containsExactly(1, 2, 3);
        assertThat(events).isEmpty();
        queue.run();
        assertThat(Bytes.unsigned(target)).containsExactly(1, 2, 3, 4);
        assertThat(events).hasSize(3);
    }

    @Test
    @DisplayName("D20: an empty write completes after the writes before it")
    void emptyWriteIsABarrier() {
        Buffer first = Bytes.buffer(1);
        Buffer empty = Buffer.allocate(0);
        out.writeAsync(first, 0, 1, events::add);
        out.writeAsync(empty, 0, 0, events::add);
        queue.run();

        assertThat(events).containsExactly(IoEvent.success(out, first, 1), IoEvent.success(out, empty, 0));
    }

    @Test
    @DisplayName("D17: the asynchronous forms of a stream not open for them report a failed event")
    void wrongModeIsAnEvent() {
        out.readAsync(Buffer.allocate(1), 0, 1, events::add);
        in.writeAsync(Buffer.allocate(0), 0, 0, events::add);
        out.readChunkAsync(5, events::add);
        queue.run();

        assertThat(events).hasSize(3).allSatisfy(event -> {
            assertThat(event.bytesProcessed()).isEqualTo(-1);
            assertThat(event.failure()).containsInstanceOf(StreamClosedException.class);
        });
    }

    @Test
    @DisplayName("D7: closing fails what is pending, once each, with StreamClosedException")
    void closeFailsPending() throws IOException {
        out.writeAsync(Bytes.buffer(1), 0, 1, events::add);
        out.writeAsync(Bytes.buffer(2), 0, 1, events::add);
        out.close();
        queue.run();

        assertThat(target.length()).isZero();
        assertThat(events).hasSize(2).allSatisfy(event -> {
            assertThat(event.bytesProcessed()).isEqualTo(-1);
            assertThat(event.failure().orElseThrow())
                    .isInstanceOf(StreamClosedException.class)
                    .hasMessageContaining("closed");
        });
    }

    @Test
    @DisplayName("1.4: a buffer cut short while a read waits is filled as far as it goes, or the read fails")
    void bufferChangesWhileWaiting() {
        Buffer cut = Buffer.allocate(3);
        Buffer gone = Buffer.allocate(3);
        in.readAsync(cut, 1, 2, events::add);
        in.readAsync(gone, 1, 2, events::add);
        cut.length(2);
        gone.length(0);
        queue.run();

        assertThat(Bytes.unsigned(cut)).containsExactly(0, 1);
        assertThat(events.get(1).failure().orElseThrow()).hasMessageContaining("offset 1");
    }

    @Test
    @DisplayName("D35: a throwing callback concerns its own operation only")
    void throwingCallback() {
        in.readAsync(Buffer.allocate(1), 0, 1, event -> {
            throw new IllegalStateException("from the callback");
        });
        in.readAsync(Buffer.allocate(1), 0, 1, events::add);
        queue.run();

        assertThat(events).hasSize(1);
        assertThat(queue.uncaught).singleElement().satisfies(e -> assertThat(e).hasMessage("from the callback"));
    }

    @EachChunkSize
    @DisplayName("1.5: a chunk is exactly as long as what was read, empty at the end")
    void chunksAreExact(int chunk) {
        PlainStream plain = new PlainStream(BufferStream.open(Bytes.buffer(1, 2, 3), StreamMode.READ, queue));
        in.readChunkAsync(chunk, events::add);
        plain.readChunkAsync(chunk, events::add);
        queue.run();
        assertThat(events).allSatisfy(event -> {
            assertThat(event.buffer().length()).isEqualTo(Math.min(chunk, 3)).isEqualTo(event.bytesProcessed());
            assertThat(event.buffer().get(0)).isEqualTo(1);
        });

        while (in.isReadable() && events.get(events.size() - 1).bytesProcessed() > 0) {
            in.readChunkAsync(chunk, events::add);
            queue.run();
        }
        assertThat(events.get(events.size() - 1).buffer().length()).isZero();
    }

    @Test
    @DisplayName("1.5: a chunk length below 1 is refused at once")
    void chunkLengthIsChecked() {
        for (IoStream stream : List.of(in, new PlainStream(in))) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> stream.readChunkAsync(0, events::add))
                    .withMessageContaining("0");
            assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> stream.readChunk(-1));
        }
        assertThat(queue.waiting()).isZero();
    }

    @Test
    @DisplayName("The forms that return a stage complete with the count, or with the failure")
    void stages() throws Exception {
        var read = in.readAsync(Buffer.allocate(2), 0, 2).toCompletableFuture();
        var refused = in.writeAsync(Bytes.buffer(1), 0, 1).toCompletableFuture();
        assertThat(read).isNotDone();
        queue.run();

        assertThat(read.get()).isEqualTo(2);
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(refused::get)
                .withCauseInstanceOf(StreamClosedException.class);
    }

    @Test
    @DisplayName("E2: a call that the executor refuses throws, takes no effect and reports nothing")
    void refusingExecutor() throws IOException {
        BufferStream orphan = BufferStream.open(target, StreamMode.WRITE, task -> {
            throw new RejectedExecutionException("shut down");
        });

        assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> orphan.writeAsync(Bytes.buffer(1), 0, 1, events::add));
        orphan.write(Bytes.buffer(2));

        assertThat(Bytes.unsigned(target)).containsExactly(2);
        assertThat(events).isEmpty();
    }
}

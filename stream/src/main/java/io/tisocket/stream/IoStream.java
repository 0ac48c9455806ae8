// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Bytes that can be read, written, or both: a connected socket, a file, a buffer, a blob.
 *
 * <p>Ranges: {@code offset} and {@code length} count bytes of the buffer. A negative one, an {@code offset} greater than
 * {@code buffer.length()}, or an {@code offset} equal to it with a positive {@code length}, throws {@link
 * IndexOutOfBoundsException}. A {@code length} that reaches past the end of the buffer is shortened to it. A request
 * for zero bytes is legal and processes zero bytes. These rules hold for every form of a call, and a call that throws
 * never also reports.
 *
 * <p>The blocking forms fail with an {@link IOException}. The asynchronous forms return at once and report exactly
 * once, on {@link #executor()}, also when the stream is not readable or not writable. Operations of one kind complete in
 * the order of their calls. Rules I1 to I4.
 */
public interface IoStream {

    /** What a read returns at the end of the stream, when not a single byte was left. */
    int END_OF_STREAM = -1;

    /**
     * Reads at least one byte, unless {@code length} is 0, and at most {@code length}; blocks until there is one.
     *
     * @return the number of bytes put into {@code buffer} at {@code offset}, or {@link #END_OF_STREAM}
     * @throws IOException when the stream is not readable or reading failed
     */
    int read(Buffer buffer, int offset, int length) throws IOException;

    /** Reads into the whole of {@code buffer}, as {@link #read(Buffer, int, int)}. */
    default int read(Buffer buffer) throws IOException {
        return read(buffer, 0, buffer.length());
    }

    /**
     * Reads as {@link #read(Buffer, int, int)}, without blocking; {@code buffer} is filled just before {@code whenRead} is
     * called.
     */
    void readAsync(Buffer buffer, int offset, int length, Consumer<? super IoEvent> whenRead);

    /** Reads into the whole of {@code buffer}, as {@link #readAsync(Buffer, int, int, Consumer)}. */
    default void readAsync(Buffer buffer, Consumer<? super IoEvent> whenRead) {
        readAsync(buffer, 0, buffer.length(), whenRead);
    }

    /**
     * Reads as {@link #read(Buffer, int, int)}, without blocking.
     *
     * @return completes on {@link #executor()} with the number of bytes or {@link #END_OF_STREAM}, or with the failure
     */
    default CompletionStage<Integer> readAsync(Buffer buffer, int offset, int length) {
        CompletableFuture<Integer> result = new CompletableFuture<>();
        readAsync(buffer, offset, length, event -> event.complete(result));
        return result;
    }

    /**
     * Reads at least one byte and at most {@code maxLength}; blocks until there is one.
     *
     * @return a new buffer, exactly as long as what was read; empty at the end of the stream
     * @throws IllegalArgumentException when {@code maxLength} is less than 1
     * @throws IOException when the stream is not readable or reading failed
     */
    default Buffer readChunk(int maxLength) throws IOException {
        Buffer chunk = Chunk.allocate(Chunk.check("readChunk", maxLength));
        chunk.length(Math.max(0, read(chunk)));
        return chunk;
    }

    /**
     * Reads what is there, at least one byte and at most {@code maxLength}, into a buffer made for it.
     *
     * <p>The event's buffer is exactly as long as what was read, so it is empty at the end of the stream.
     *
     * @throws IllegalArgumentException when {@code maxLength} is less than 1
     */
    default void readChunkAsync(int maxLength, Consumer<? super IoEvent> whenRead) {
        Buffer chunk = Chunk.allocate(Chunk.check("readChunkAsync", maxLength));
        readAsync(chunk, 0, chunk.length(), event -> {
            chunk.length(Math.max(0, event.bytesProcessed()));
            whenRead.accept(event);
        });
    }

    /**
     * Writes {@code length} bytes of {@code buffer} from {@code offset}; blocks until all are handed over.
     *
     * @return the number of bytes written, always the whole of the range
     * @throws IOException when the stream is not writable or writing failed; then any number of bytes may have gone out
     */
    int write(Buffer buffer, int offset, int length) throws IOException;

    /** Writes the whole of {@code buffer}, as {@link #write(Buffer, int, int)}. */
    default int write(Buffer buffer) throws IOException {
        return write(buffer, 0, buffer.length());
    }

    /**
     * Writes as {@link #write(Buffer, int, int)}, without blocking; the bytes go out as they are at the time of this call.
     */
    void writeAsync(Buffer buffer, int offset, int length, Consumer<? super IoEvent> whenWritten);

    /** Writes the whole of {@code buffer}, as {@link #writeAsync(Buffer, int, int, Consumer)}. */
    default void writeAsync(Buffer buffer, Consumer<? super IoEvent> whenWritten) {
        writeAsync(buffer, 0, buffer.length(), whenWritten);
    }

    /**
     * Writes as {@link #write(Buffer, int, int)}, without blocking.
     *
     * @return completes on {@link #executor()} with the number of bytes written, or with the failure
     */
    default CompletionStage<Integer> writeAsync(Buffer buffer, int offset, int length) {
        CompletableFuture<Integer> result = new CompletableFuture<>();
        writeAsync(buffer, offset, length, event -> event.complete(result));
        return result;
    }

    /** Tells whether a read may succeed or report the end of the stream now. */
    boolean isReadable();

    /** Tells whether a write may succeed now. */
    boolean isWritable();

    /** Closes the stream; operations still pending fail with {@link StreamClosedException}. */
    void close() throws IOException;

    /** Runs the callbacks of this stream, one at a time and in order. */
    Executor executor();
}

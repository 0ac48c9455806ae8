// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * What can be done with any stream: read it to its end, copy it to another, or hand it to a handler chunk by chunk.
 *
 * <p>Nothing here closes a stream. The blocking methods block the caller until they are done. The asynchronous ones return
 * at once and report exactly once on the executor of the stream that is read. While one of them runs, nobody else should
 * read that stream. Rule I8.
 */
public final class Streams {

    private Streams() {}

    /**
     * Reads to the end, blocking.
     *
     * @return a new buffer of all bytes; empty when the stream is at its end
     * @throws IOException when reading fails or the stream is longer than a buffer can be
     */
    public static Buffer readAll(IoStream source) throws IOException {
        Buffer all = Buffer.allocate(0);
        Buffer chunk = Chunk.allocate(Chunk.AHEAD);
        for (int count = source.read(chunk); count >= 0; count = source.read(chunk)) {
            try {
                all.append(chunk, 0, count);
            } catch (IllegalArgumentException tooLong) {
                throw new IOException("readAll: " + tooLong.getMessage(), tooLong);
            }
        }
        return all;
    }

    /**
     * Reads to the end, blocking, and replaces the content of {@code into} by what was read; on failure it stays as it is.
     *
     * @return the new length of {@code into}; 0 when the stream is at its end
     */
    public static int readAll(IoStream source, Buffer into) throws IOException {
        into.takeOver(readAll(source));
        return into.length();
    }

    /**
     * Reads to the end and replaces the content of {@code into}, just before {@code whenRead} is called; on failure it stays
     * as it is. The event names {@code into} and its new length, 0 when the stream was at its end.
     */
    public static void readAllAsync(IoStream source, Buffer into, Consumer<? super IoEvent> whenRead) {
        new AsyncReadAll(source, into, whenRead).readChunk();
    }

    /** Reads to the end; completes with a new buffer of all bytes, or with the failure. */
    public static CompletionStage<Buffer> readAllAsync(IoStream source) {
        CompletableFuture<Integer> count = new CompletableFuture<>();
        Buffer into = Buffer.allocate(0);
        readAllAsync(source, into, event -> event.complete(count));
        return count.thenApply(length -> into);
    }

    /**
     * Copies {@code from}, to its end, to {@code to}, blocking.
     *
     * @param maxChunk the most bytes of one write; smaller ones are possible
     * @return the bytes copied; 0 when {@code from} is at its end
     * @throws IOException when {@code to} is not writable, before anything is read, or when reading or writing fails
     * @throws IllegalArgumentException when {@code maxChunk} is less than 1
     */
    public static long writeStream(IoStream from, IoStream to, int maxChunk) throws IOException {
        Buffer chunk = Chunk.allocate(Chunk.check("writeStream", maxChunk));
        if (!to.isWritable()) {
            throw notWritable("writeStream", to);
        }
        long total = 0;
        for (int count = from.read(chunk); count >= 0; count = from.read(chunk)) {
            total += to.write(chunk, 0, count);
        }
        return total;
    }

    /**
     * Copies as {@link #writeStream(IoStream, IoStream, int)}, without blocking; holds one or two chunks at a time.
     *
     * @throws IllegalArgumentException when {@code maxChunk} is less than 1
     */
    public static void writeStreamAsync(
            IoStream from, IoStream to, int maxChunk, Consumer<? super CopyEvent> whenCopied) {
        int chunk = Math.min(Chunk.check("writeStream", maxChunk), Chunk.AHEAD);
        new AsyncCopy(from, to, chunk, whenCopied).start();
    }

    /** Copies as the form with a callback; completes with the bytes copied, or with the failure. */
    public static CompletionStage<Long> writeStreamAsync(IoStream from, IoStream to, int maxChunk) {
        CompletableFuture<Long> result = new CompletableFuture<>();
        writeStreamAsync(from, to, maxChunk, event -> event.complete(result));
        return result;
    }

    /**
     * Calls {@code handler} for each chunk until the end of the stream, on the calling thread, and blocks until then.
     *
     * <p>The end, or a failed read, is one last event with {@code bytesProcessed} -1. A handler that closes the stream ends
     * the pump without a last event. An exception thrown by the handler ends the pump and goes to the caller.
     *
     * @param maxChunk the most bytes of one chunk
     * @return the bytes handed over
     * @throws StreamClosedException when the stream is not readable at the start, or another thread closes it during a read
     * @throws IllegalArgumentException when {@code maxChunk} is less than 1
     */
    public static long pump(IoStream source, Consumer<? super PumpEvent> handler, int maxChunk)
            throws StreamClosedException {
        Chunk.check("pump", maxChunk);
        if (!source.isReadable()) {
            throw notReadable("pump", source);
        }
        return new BlockingPump(source, handler, maxChunk).run();
    }

    /**
     * Calls {@code handler} for each chunk until the end of the stream, on {@link IoStream#executor()}, one call at a time;
     * the next chunk is not read before the handler has returned.
     *
     * <p>The end, or a failed read, is one last event with {@code bytesProcessed} -1; so is a stream that is not readable at
     * the start. When the stream is closed on this side, no event follows. An exception thrown by the handler goes to the
     * executor's thread, and the pump goes on.
     *
     * @param maxChunk the most bytes of one chunk
     * @return completes after the last event with the bytes handed over, or with the failure; when the stream was closed on
     *     this side, with {@link StreamClosedException}
     * @throws IllegalArgumentException when {@code maxChunk} is less than 1
     */
    public static CompletionStage<Long> pumpAsync(IoStream source, Consumer<? super PumpEvent> handler, int maxChunk) {
        return new AsyncPump(source, handler, Chunk.check("pump", maxChunk)).start();
    }

    static StreamClosedException notReadable(String operation, IoStream stream) {
        return new StreamClosedException(operation + ": " + stream + " is not readable");
    }

    static StreamClosedException notWritable(String operation, IoStream stream) {
        return new StreamClosedException(operation + ": " + stream + " is not writable");
    }
}

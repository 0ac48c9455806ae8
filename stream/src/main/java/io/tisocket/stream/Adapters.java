// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * A stream as what other libraries know: {@code java.io}, {@code java.nio} channels, reactive streams.
 *
 * <p>The {@code java.io} and channel forms block as the stream does, and closing one closes the stream, if that is not closed or over already. The reactive ones
 * never block and never close the stream.
 */
public final class Adapters {

    private Adapters() {}

    /** Closes {@code stream} as {@link java.io.Closeable} wants it: without effect when it is closed, or over otherwise. */
    static void close(IoStream stream) throws IOException {
        try {
            stream.close();
        } catch (IllegalStateException over) {
            if (stream.isReadable() || stream.isWritable()) {
                throw over;
            }
        }
    }

    /** Returns {@code stream} as an input stream. */
    public static InputStream inputStream(IoStream stream) {
        return new StreamInput(stream);
    }

    /** Returns {@code stream} as an output stream, without a buffer: each write is one write. */
    public static OutputStream outputStream(IoStream stream) {
        return new StreamOutput(stream);
    }

    /** Returns {@code stream} as a channel to read from. */
    public static ReadableByteChannel readableChannel(IoStream stream) {
        return Channels.newChannel(inputStream(stream));
    }

    /** Returns {@code stream} as a channel to write to; each write takes all bytes. */
    public static WritableByteChannel writableChannel(IoStream stream) {
        return Channels.newChannel(outputStream(stream));
    }

    /**
     * Returns a publisher of the chunks of {@code stream}, each in a fresh buffer, ended by {@code onComplete} at the end of
     * the stream or {@code onError}.
     *
     * <p>All signals come on {@link IoStream#executor()}. A chunk is read only when one is asked for, and the next one after
     * {@code onNext} has returned. It has one subscriber; a further one is refused with {@link IllegalStateException}. A
     * chunk that arrives after {@code cancel} is lost.
     *
     * @param maxChunk the most bytes of one chunk
     * @throws IllegalArgumentException when {@code maxChunk} is less than 1
     */
    public static Flow.Publisher<Buffer> publisher(IoStream stream, int maxChunk) {
        return new ChunkPublisher(stream, Chunk.check("publisher", maxChunk));
    }

    /**
     * Subscribes to {@code publisher} and writes its buffers to {@code stream}, asking for the next one when one is written.
     *
     * @return completes with the number of bytes when the publisher is complete and all is written, or with the failure of
     *     either; when writing fails the subscription is cancelled
     */
    public static CompletionStage<Long> writeAll(Flow.Publisher<? extends Buffer> publisher, IoStream stream) {
        ChunkWriter writer = new ChunkWriter(stream);
        publisher.subscribe(writer);
        return writer.result();
    }
}

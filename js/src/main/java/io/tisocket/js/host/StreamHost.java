// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js.host;

import io.tisocket.socket.SocketLoop;
import io.tisocket.stream.Blob;
import io.tisocket.stream.BlobStream;
import io.tisocket.stream.Buffer;
import io.tisocket.stream.BufferStream;
import io.tisocket.stream.CopyEvent;
import io.tisocket.stream.IoEvent;
import io.tisocket.stream.IoStream;
import io.tisocket.stream.PumpEvent;
import io.tisocket.stream.StreamMode;
import io.tisocket.stream.Streams;
import java.io.IOException;
import java.util.Optional;
import org.graalvm.polyglot.HostAccess.Export;
import org.graalvm.polyglot.Value;

/**
 * Streams, sockets among them. An asynchronous operation calls its function once: with the number of bytes, or with -1, the
 * message and the code of its failure.
 */
public final class StreamHost {

    private final ScriptErrors errors;
    private final SocketLoop loop;

    StreamHost(ScriptErrors errors, SocketLoop loop) {
        this.errors = errors;
        this.loop = loop;
    }

    /** Returns a stream over a buffer. */
    @Export
    public IoStream ofBuffer(Buffer buffer, int mode) {
        return errors.guard(() -> BufferStream.open(buffer, StreamMode.of(mode), loop));
    }

    /** Returns a stream over a blob. */
    @Export
    public IoStream ofBlob(Blob blob, int mode) {
        return errors.guard(() -> BlobStream.open(blob, StreamMode.of(mode), loop));
    }

    /** Reads a range, blocking. */
    @Export
    public int read(IoStream stream, Buffer buffer, int offset, int length) {
        return errors.guard(() -> stream.read(buffer, offset, length));
    }

    /** Reads into a whole buffer, blocking. */
    @Export
    public int readAny(IoStream stream, Buffer buffer) {
        return errors.guard(() -> stream.read(buffer));
    }

    /** Reads into a whole buffer. */
    @Export
    public void readAnyAsync(IoStream stream, Buffer buffer, Value done) {
        errors.perform(() -> stream.readAsync(buffer, event -> report(event, done)));
    }

    /** Reads a range. */
    @Export
    public void readAsync(IoStream stream, Buffer buffer, int offset, int length, Value done) {
        errors.perform(() -> stream.readAsync(buffer, offset, length, event -> report(event, done)));
    }

    /** Writes a range, blocking. */
    @Export
    public int write(IoStream stream, Buffer buffer, int offset, int length) {
        return errors.guard(() -> stream.write(buffer, offset, length));
    }

    /** Writes a whole buffer, blocking. */
    @Export
    public int writeAll(IoStream stream, Buffer buffer) {
        return errors.guard(() -> stream.write(buffer));
    }

    /** Writes a range. */
    @Export
    public void writeAsync(IoStream stream, Buffer buffer, int offset, int length, Value done) {
        errors.perform(() -> stream.writeAsync(buffer, offset, length, event -> report(event, done)));
    }

    /** Writes a whole buffer. */
    @Export
    public void writeAllAsync(IoStream stream, Buffer buffer, Value done) {
        errors.perform(() -> stream.writeAsync(buffer, 0, buffer.length(), event -> report(event, done)));
    }

    /** Tells whether it can be read. */
    @Export
    public boolean isReadable(IoStream stream) {
        return stream.isReadable();
    }

    /** Tells whether it can be written. */
    @Export
    public boolean isWritable(IoStream stream) {
        return stream.isWritable();
    }

    /** Closes a stream, blocking. */
    @Export
    public void close(IoStream stream) {
        errors.perform(stream::close);
    }

    /** Reads to the end, blocking. */
    @Export
    public Buffer readAll(IoStream stream) {
        return errors.guard(() -> Streams.readAll(stream));
    }

    /** Reads to the end. */
    @Export
    public void readAllAsync(IoStream stream, Buffer into, Value done) {
        errors.perform(() -> Streams.readAllAsync(stream, into, event -> report(event, done)));
    }

    /** Copies a stream to its end, blocking. */
    @Export
    public double copy(IoStream from, IoStream to, int maxChunk) {
        return errors.guard(() -> (double) Streams.writeStream(from, to, maxChunk));
    }

    /** Copies a stream to its end. */
    @Export
    public void copyAsync(IoStream from, IoStream to, int maxChunk, Value done) {
        errors.perform(() -> Streams.writeStreamAsync(from, to, maxChunk, event -> report(event, done)));
    }

    /**
     * Hands over chunk by chunk, blocking: to {@code chunk} the buffer and its length; {@code end} is called without
     * arguments or, after a failure, with its message and code.
     */
    @Export
    public void pump(IoStream stream, int maxChunk, Value chunk, Value end) {
        errors.perform(() -> {
            Streams.pump(stream, event -> report(event, chunk, end), maxChunk);
        });
    }

    /** Hands over chunk by chunk, as the blocking form. */
    @Export
    public void pumpAsync(IoStream stream, int maxChunk, Value chunk, Value end) {
        errors.perform(() -> {
            Streams.pumpAsync(stream, event -> report(event, chunk, end), maxChunk);
        });
    }

    private static void report(IoEvent event, Value done) {
        if (event.failure().isEmpty()) {
            done.executeVoid(event.bytesProcessed());
        } else {
            fail(event.failure().get(), done);
        }
    }

    private static void report(CopyEvent event, Value done) {
        if (event.failure().isEmpty()) {
            done.executeVoid((double) event.bytesProcessed());
        } else {
            fail(event.failure().get(), done);
        }
    }

    private static void fail(IOException failure, Value done) {
        done.executeVoid(IoStream.END_OF_STREAM, ScriptErrors.message(failure), ScriptErrors.code(failure));
    }

    private static void report(PumpEvent event, Value chunk, Value end) {
        Optional<IOException> failure = event.failure();
        if (event.bytesProcessed() >= 0) {
            chunk.executeVoid(event.buffer(), event.bytesProcessed());
        } else if (failure.isEmpty()) {
            end.executeVoid();
        } else {
            end.executeVoid(ScriptErrors.message(failure.get()), ScriptErrors.code(failure.get()));
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * A stream whose operations are done by blocking calls: at once, or for the asynchronous forms on the executor.
 *
 * <p>Operations take effect in the order of their calls, whatever mix of the two: a blocking call first performs what is
 * pending. Everything below is done under one lock; callbacks run without it.
 */
abstract class BlockingStream implements IoStream {

    private final String name;
    private final StreamMode mode;
    private final Executor executor;
    private final Object lock = new Object();
    private final Queue<PendingOperation> pending = new ArrayDeque<>(); // guarded by lock
    private volatile boolean open = true; // written under lock

    BlockingStream(String name, StreamMode mode, Executor executor) {
        this.name = name;
        this.mode = mode;
        this.executor = executor;
    }

    /** Reads 1 to {@code length} bytes, which is at least 1, or returns {@link #END_OF_STREAM}. */
    abstract int readNow(Buffer buffer, int offset, int length) throws IOException;

    /** Writes {@code length} bytes, which is at least 1. */
    abstract void writeNow(Buffer buffer, int offset, int length) throws IOException;

    /** Returns how many bytes a chunk should have room for; 0 or less when none are left. */
    abstract long expected() throws IOException;

    /** Gives back what the stream holds. */
    void closeNow() throws IOException {}

    @Override
    public final int read(Buffer buffer, int offset, int length) throws IOException {
        int count = IoRange.clamp("read", buffer, offset, length);
        synchronized (lock) {
            performPending();
            return readChecked(buffer, offset, count);
        }
    }

    @Override
    public final Buffer readChunk(int maxLength) throws IOException {
        Chunk.check("readChunk", maxLength);
        synchronized (lock) {
            performPending();
            return readChunkChecked(maxLength);
        }
    }

    @Override
    public final void readAsync(Buffer buffer, int offset, int length, Consumer<? super IoEvent> whenRead) {
        int count = IoRange.clamp("readAsync", buffer, offset, length);
        submit(buffer, () -> IoEvent.success(this, buffer, readLate(buffer, offset, count)), whenRead);
    }

    @Override
    public final void readChunkAsync(int maxLength, Consumer<? super IoEvent> whenRead) {
        Chunk.check("readChunkAsync", maxLength);
        PendingOperation.Work work = () -> {
            Buffer chunk = readChunkChecked(maxLength);
            return IoEvent.success(this, chunk, chunk.length() == 0 ? END_OF_STREAM : chunk.length());
        };
        submit(Buffer.allocate(0), work, whenRead);
    }

    @Override
    public final int write(Buffer buffer, int offset, int length) throws IOException {
        int count = IoRange.clamp("write", buffer, offset, length);
        synchronized (lock) {
            performPending();
            return writeChecked(buffer, offset, count);
        }
    }

    @Override
    public final void writeAsync(Buffer buffer, int offset, int length, Consumer<? super IoEvent> whenWritten) {
        int count = IoRange.clamp("writeAsync", buffer, offset, length);
        Buffer snapshot = buffer.copy(offset, count);
        submit(buffer, () -> IoEvent.success(this, buffer, writeChecked(snapshot, 0, count)), whenWritten);
    }

    @Override
    public final boolean isReadable() {
        return open && mode == StreamMode.READ;
    }

    @Override
    public final boolean isWritable() {
        return open && mode != StreamMode.READ;
    }

    @Override
    public final void close() throws IOException {
        synchronized (lock) {
            if (open) {
                open = false;
                pending.forEach(operation -> operation.fail(new StreamClosedException(name + ": closed meanwhile")));
                pending.clear();
                closeNow();
            }
        }
    }

    @Override
    public final Executor executor() {
        return executor;
    }

    @Override
    public final String toString() {
        return name;
    }

    private int readChecked(Buffer buffer, int offset, int count) throws IOException {
        if (!isReadable()) {
            throw new StreamClosedException(refusal("read"));
        }
        return count == 0 ? 0 : readNow(buffer, offset, count);
    }

    private Buffer readChunkChecked(int maxLength) throws IOException {
        int length = isReadable() ? (int) Math.min(maxLength, Math.max(1, expected())) : 1;
        Buffer chunk = Buffer.allocate(length);
        chunk.length(Math.max(0, readChecked(chunk, 0, length)));
        return chunk;
    }

    /** Reads into a buffer that may have changed its length since the call. */
    private int readLate(Buffer buffer, int offset, int count) throws IOException {
        if (count > 0 && offset >= buffer.length()) {
            throw new IOException(name + ": read at offset " + offset + " of a buffer that meanwhile has only "
                    + buffer.length() + " bytes");
        }
        return readChecked(buffer, offset, Math.min(count, Math.max(0, buffer.length() - offset)));
    }

    private int writeChecked(Buffer buffer, int offset, int count) throws IOException {
        if (!isWritable()) {
            throw new StreamClosedException(refusal("write"));
        }
        if (count > 0) {
            writeNow(buffer, offset, count);
        }
        return count;
    }

    private String refusal(String operation) {
        String state = open ? "open in mode " + mode : "closed";
        return name + ": " + operation + " on a stream that is " + state;
    }

    private void submit(Buffer buffer, PendingOperation.Work work, Consumer<? super IoEvent> whenSettled) {
        PendingOperation operation = new PendingOperation(this, buffer, work, whenSettled);
        synchronized (lock) {
            pending.add(operation);
        }
        try {
            executor.execute(() -> settle(operation));
        } catch (RejectedExecutionException refused) {
            synchronized (lock) {
                pending.remove(operation);
            }
            throw refused;
        }
    }

    private void settle(PendingOperation operation) {
        synchronized (lock) {
            while (!operation.isSettled()) {
                pending.remove().perform();
            }
        }
        operation.report();
    }

    private void performPending() {
        for (PendingOperation next = pending.poll(); next != null; next = pending.poll()) {
            next.perform();
        }
    }
}

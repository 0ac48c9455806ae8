// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** A stream as a user would write it: only what the interface demands, so that its defaults are at work. */
final class PlainStream implements IoStream {

    private final IoStream inner;
    Runnable beforeRead = () -> {};

    PlainStream(IoStream inner) {
        this.inner = inner;
    }

    @Override
    public int read(Buffer buffer, int offset, int length) throws IOException {
        beforeRead.run();
        return inner.read(buffer, offset, length);
    }

    @Override
    public void readAsync(Buffer buffer, int offset, int length, Consumer<? super IoEvent> whenRead) {
        beforeRead.run();
        inner.readAsync(
                buffer,
                offset,
                length,
                event -> whenRead.accept(new IoEvent(this, event.buffer(), event.bytesProcessed(), event.failure())));
    }

    @Override
    public int write(Buffer buffer, int offset, int length) throws IOException {
        return inner.write(buffer, offset, length);
    }

    @Override
    public void writeAsync(Buffer buffer, int offset, int length, Consumer<? super IoEvent> whenWritten) {
        inner.writeAsync(
                buffer,
                offset,
                length,
                event ->
                        whenWritten.accept(new IoEvent(this, event.buffer(), event.bytesProcessed(), event.failure())));
    }

    @Override
    public boolean isReadable() {
        return inner.isReadable();
    }

    @Override
    public boolean isWritable() {
        return inner.isWritable();
    }

    @Override
    public void close() throws IOException {
        inner.close();
    }

    @Override
    public Executor executor() {
        return inner.executor();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import java.io.IOException;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One asynchronous read or write between its call and its report. Guarded by the lock of its stream until it is settled. */
final class PendingOperation {

    /** The blocking form of the operation. */
    @FunctionalInterface
    interface Work {
        IoEvent perform() throws IOException;
    }

    private final IoStream source;
    private final Buffer buffer;
    private final Work work;
    private final Consumer<? super IoEvent> whenSettled;
    private @Nullable IoEvent outcome;

    PendingOperation(IoStream source, Buffer buffer, Work work, Consumer<? super IoEvent> whenSettled) {
        this.source = source;
        this.buffer = buffer;
        this.work = work;
        this.whenSettled = whenSettled;
    }

    boolean isSettled() {
        return outcome != null;
    }

    void perform() {
        try {
            outcome = work.perform();
        } catch (IOException failure) {
            fail(failure);
        } catch (RuntimeException failure) {
            fail(new IOException(failure.getMessage(), failure));
        }
    }

    void fail(IOException failure) {
        outcome = IoEvent.failure(source, buffer, failure);
    }

    /** Tells the caller; without any lock. */
    void report() {
        whenSettled.accept(Objects.requireNonNull(outcome));
    }
}

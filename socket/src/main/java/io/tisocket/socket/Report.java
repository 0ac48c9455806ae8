// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import io.tisocket.stream.Buffer;
import io.tisocket.stream.IoEvent;
import java.io.IOException;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How the outcome of one read or write gets to who asked for it: in its turn, also when the loop is closed before, or at
 * once to a call that blocks until then. The outcome comes once, on the loop's thread.
 */
class Report implements Runnable {

    private final TcpSocket socket;
    private final int generation;
    private final Consumer<? super IoEvent> receiver;
    private boolean inTurn = true;
    private @Nullable Buffer buffer;
    private int bytesProcessed;
    private @Nullable IOException failure;

    /** Begins without an outcome; the read or write was asked of {@code generation}. */
    Report(TcpSocket socket, int generation, Consumer<? super IoEvent> receiver) {
        this.socket = socket;
        this.generation = generation;
        this.receiver = receiver;
    }

    /** Makes the outcome be told at once: {@code receiver} is no callback, a call waits for it. */
    final Report atOnce() {
        inTurn = false;
        return this;
    }

    final TcpSocket socket() {
        return socket;
    }

    final int generation() {
        return generation;
    }

    final void done(Buffer buffer, int bytesProcessed) {
        this.bytesProcessed = bytesProcessed;
        settle(buffer);
    }

    final void failed(Buffer buffer, IOException failure) {
        this.failure = failure;
        settle(buffer);
    }

    private void settle(Buffer buffer) {
        this.buffer = buffer;
        if (inTurn) {
            socket.loop().report(this);
        } else {
            run();
        }
    }

    @Override
    public final void run() {
        // What was read and then closed on this side, before its turn, has failed. Rule X4.
        if (inTurn
                && this instanceof PendingRead
                && failure == null
                && socket.lifecycle().isClosedHere(generation)) {
            failure = Failures.closed("read", socket);
        }
        Buffer named = Objects.requireNonNull(buffer, "not settled");
        receiver.accept(
                failure == null
                        ? IoEvent.success(socket, named, bytesProcessed)
                        : IoEvent.failure(socket, named, failure));
    }
}

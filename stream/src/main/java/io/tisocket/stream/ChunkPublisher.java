// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

/** Hands the chunks of a stream to the first who subscribes. */
final class ChunkPublisher implements Flow.Publisher<Buffer> {

    private final IoStream stream;
    private final int maxChunk;
    private final AtomicBoolean taken = new AtomicBoolean();

    ChunkPublisher(IoStream stream, int maxChunk) {
        this.stream = stream;
        this.maxChunk = maxChunk;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super Buffer> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber");
        boolean first = taken.compareAndSet(false, true);
        ChunkSubscription subscription = new ChunkSubscription(stream, maxChunk, subscriber);
        stream.executor().execute(first ? subscription::open : subscription::refuse);
    }
}

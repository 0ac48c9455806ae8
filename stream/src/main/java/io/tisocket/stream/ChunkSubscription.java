// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * The demand of one subscriber, and the reads that serve it.
 *
 * <p>{@code request} and {@code cancel} may be called by any thread; all else happens on the executor of the stream. There
 * the subscriber is gone once the last signal is given, or the subscription is cancelled.
 */
final class ChunkSubscription implements Flow.Subscription {

    private final IoStream stream;
    private final int maxChunk;
    private final Repeat repeat = new Repeat(this::readIfAsked);
    private volatile Flow.@Nullable Subscriber<? super Buffer> subscriber; // any thread may clear it
    private long demand;
    private boolean reading;

    ChunkSubscription(IoStream stream, int maxChunk, Flow.Subscriber<? super Buffer> subscriber) {
        this.stream = stream;
        this.maxChunk = maxChunk;
        this.subscriber = subscriber;
    }

    void open() {
        Flow.Subscriber<? super Buffer> target = subscriber;
        if (target != null) {
            target.onSubscribe(this);
        }
    }

    void refuse() {
        open();
        fail(new IllegalStateException("publisher: a stream has one subscriber, and this one is not the first"));
    }

    @Override
    public void request(long count) {
        stream.executor().execute(() -> {
            if (count < 1) {
                fail(new IllegalArgumentException("request " + count + ": at least 1 (reactive streams rule 3.9)"));
            } else {
                demand = demand + count < 0 ? Long.MAX_VALUE : demand + count;
                repeat.again();
            }
        });
    }

    @Override
    public void cancel() {
        subscriber = null;
    }

    private void readIfAsked() {
        if (demand > 0 && !reading && subscriber != null) {
            reading = true;
            stream.readChunkAsync(maxChunk, this::arrived);
        }
    }

    private void arrived(IoEvent event) {
        reading = false;
        Flow.Subscriber<? super Buffer> target = subscriber;
        if (target == null) {
            return;
        }
        if (event.failure().isPresent()) {
            fail(event.failure().get());
        } else if (event.bytesProcessed() < 0) {
            subscriber = null;
            target.onComplete();
        } else {
            demand--;
            deliver(target, event.buffer());
        }
    }

    private void deliver(Flow.Subscriber<? super Buffer> target, Buffer chunk) {
        try {
            target.onNext(chunk);
        } catch (RuntimeException broken) { // rule 2.13: such a subscriber has cancelled
            subscriber = null;
            throw broken;
        }
        repeat.again();
    }

    private void fail(Exception failure) {
        Flow.Subscriber<? super Buffer> target = subscriber;
        subscriber = null;
        if (target != null) {
            target.onError(failure);
        }
    }
}

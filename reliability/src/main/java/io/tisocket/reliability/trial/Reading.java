// SPDX-License-Identifier: Apache-2.0
package io.tisocket.reliability.trial;

import io.tisocket.socket.TcpSocket;
import io.tisocket.stream.IoEvent;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** Reads one socket to its end, and compares each byte with what was sent. */
public final class Reading {

    private static final int CHUNK = 64 * 1024;

    private final Round round;
    private final TcpSocket socket;
    private final Pattern pattern;
    private final AtomicLong count = new AtomicLong();
    private final CompletableFuture<String> end = new CompletableFuture<>();

    Reading(Round round, TcpSocket socket, Pattern pattern) {
        this.round = round;
        this.socket = socket;
        this.pattern = pattern;
        round.mustReport("reading to the end", end);
    }

    void next() {
        socket.readChunkAsync(CHUNK, this::took);
    }

    private void took(IoEvent event) {
        if (event.failure().isPresent()) {
            end.complete(Watched.nameOf(event.failure().get()));
        } else if (event.bytesProcessed() < 0) {
            end.complete("end");
        } else {
            int length = event.bytesProcessed();
            round.tally().lost(pattern.wrong(count.get(), event.buffer().toByteArray(), length), "bytes that differ");
            count.addAndGet(length);
            next();
        }
    }

    /** Returns how many bytes have come. */
    public long count() {
        return count.get();
    }

    /** Waits for the end; returns {@code "end"}, or the name of the error. */
    public String awaitEnd() throws InterruptedException {
        return round.await("reading to the end", end);
    }
}

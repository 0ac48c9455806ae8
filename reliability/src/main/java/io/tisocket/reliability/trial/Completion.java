// SPDX-License-Identifier: Apache-2.0
package io.tisocket.reliability.trial;

import io.tisocket.stream.IoEvent;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Takes the report of one asynchronous operation, which must come exactly once. */
public final class Completion implements Consumer<IoEvent> {

    private final Round round;
    private final String what;
    private final CompletableFuture<IoEvent> report = new CompletableFuture<>();

    Completion(Round round, String what) {
        this.round = round;
        this.what = what;
        round.mustReport(what, report);
    }

    @Override
    public void accept(IoEvent event) {
        if (!report.complete(event)) {
            round.tally().broken(what + ": reported twice");
        }
    }

    /** Waits for the report. */
    public IoEvent await() throws InterruptedException {
        return round.await(what, report);
    }

    /** Returns the name of the error that was reported, or that it was a success. */
    public String outcome() throws InterruptedException {
        return nameOf(await());
    }

    /** Returns what {@link #outcome()} will return. */
    public CompletableFuture<String> whenReported() {
        return report.thenApply(Completion::nameOf);
    }

    private static String nameOf(IoEvent event) {
        return event.failure().map(Watched::nameOf).orElse("success");
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.reliability.race;

import io.tisocket.reliability.trial.Round;
import io.tisocket.socket.IllegalSocketStateException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Two calls at the same time, on two threads; either may be refused because of what the other has done. */
final class Duel {

    private final Round round;
    private final AtomicInteger ready = new AtomicInteger();

    private Duel(Round round) {
        this.round = round;
    }

    /** Makes both calls; tells of each whether it was not refused. Anything else than a refusal is a broken promise. */
    static Outcome between(Round round, Call first, Call second) throws InterruptedException {
        Duel duel = new Duel(round);
        CompletableFuture<Boolean> other = new CompletableFuture<>();
        int firstDelay = round.random().nextInt(2000);
        int secondDelay = round.random().nextInt(2000);
        Thread thread = new Thread(() -> other.complete(duel.make(second, secondDelay)), "second");
        thread.start();
        boolean one = duel.make(first, firstDelay);
        boolean two = round.await("the second call", other);
        thread.join();
        return new Outcome(one, two);
    }

    private boolean make(Call call, int delay) {
        ready.incrementAndGet();
        while (ready.get() < 2) {
            Thread.onSpinWait();
        }
        for (int i = 0; i < delay; i++) {
            Thread.onSpinWait();
        }
        try {
            call.make();
            return true;
        } catch (IllegalSocketStateException refused) {
            return false;
        } catch (Exception wrong) {
            round.tally().broken("a call that met another: " + wrong);
            return false;
        }
    }

    /** A call that may be refused. */
    interface Call {
        void make() throws Exception;
    }

    /** Which calls were not refused. */
    record Outcome(boolean first, boolean second) {}
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.reliability.trial;

import io.tisocket.socket.SocketLoop;
import java.util.concurrent.CompletableFuture;

/** Does a trial round after round and counts. */
public final class Runner {

    private final long seed;

    /** Runs trials with dice that depend on nothing but {@code seed}. */
    public Runner(long seed) {
        this.seed = seed;
    }

    /** Does {@code trial} as often as told, in its surroundings. */
    public Tally run(Trial trial, int rounds) throws InterruptedException {
        String missing = trial.surroundings().missing();
        if (!missing.isEmpty()) {
            Tally tally = new Tally();
            tally.skip(missing);
            return tally;
        }
        return trial.surroundings().command().isEmpty() ? runHere(trial, rounds) : new Child(trial, rounds, seed).run();
    }

    /** Does {@code trial} in this process, whatever its surroundings. */
    public Tally runHere(Trial trial, int rounds) throws InterruptedException {
        warmUp();
        Tally tally = new Tally();
        Descriptors before = Descriptors.now();
        try (SocketLoop loop = SocketLoop.start(Round.LOOP)) {
            loop.onUncaught(thrown -> tally.broken("uncaught: " + thrown));
            ping(loop);
            Descriptors idle = Descriptors.now();
            for (int i = 0; i < rounds && tally.skipped().isEmpty(); i++) {
                tally.tried(1);
                tally.begin(trial.name(), seed + i);
                once(trial, new Round(loop, tally, seed + i), tally);
            }
            var leaked = idle.leaked();
            tally.leaked(leaked.size(), leaked.toString());
        }
        if (tally.skipped().isEmpty() && tally.counts().get(0) < rounds) {
            tally.broken("of " + rounds + " rounds only " + tally.counts().get(0) + " tries were counted");
        }
        var leaked = before.leaked();
        tally.leaked(leaked.size(), leaked + " after the loop was closed");
        return tally;
    }

    private static void once(Trial trial, Round round, Tally tally) throws InterruptedException {
        try {
            trial.body().once(round);
        } catch (InterruptedException ended) {
            throw ended;
        } catch (Round.Abandoned counted) {
            // Why is in the tally already; the next round may go better.
            tally.tried(0);
        } catch (Exception | AssertionError failed) {
            StackTraceElement[] trace = failed.getStackTrace();
            tally.broken(failed + (trace.length == 0 ? "" : " at " + trace[0]));
        } finally {
            round.end();
        }
    }

    /** What the JDK opens once and keeps is no leak. */
    private static void warmUp() throws InterruptedException {
        Trial plain = new Trial("warm-up", 1, 1, round -> {
            Watched listener = round.socket();
            round.socket().connect(listener.listen());
        });
        try (SocketLoop loop = SocketLoop.start("warm-up");
                java.net.ServerSocket server =
                        new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress());
                java.net.Socket client = new java.net.Socket(server.getInetAddress(), server.getLocalPort())) {
            once(plain, new Round(loop, new Tally(), 0), new Tally());
            client.setSoLinger(true, 0);
        } catch (java.io.IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    private static void ping(SocketLoop loop) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.execute(() -> done.complete(null));
        done.join();
    }
}

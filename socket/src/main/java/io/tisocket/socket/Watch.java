// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** How long the callbacks of one loop may take, and who is told of one that takes longer. */
final class Watch {

    private static final System.Logger LOG = System.getLogger(SocketLoop.class.getName());

    /** How long a callback may take before a warning, when nothing else was set. */
    static final Duration SLOW = Duration.ofSeconds(1);

    /** What zero and everything that is as good as for ever stand for. */
    private static final Duration NEVER = Duration.ofDays(365);

    private final Thread owner;
    private final Pulse pulse;

    /** Set by any thread. */
    private volatile Limit limit = new Limit(NEVER, slow -> {});

    /** The odd number last seen, and when it was seen first; watchdog only. */
    private long seen;

    private long seenSince;
    private boolean told;

    Watch(Thread owner, Pulse pulse) {
        this.owner = owner;
        this.pulse = pulse;
    }

    private record Limit(Duration threshold, Consumer<? super SlowCallback> handler) {}

    void set(Duration threshold, Consumer<? super SlowCallback> handler) {
        Objects.requireNonNull(handler, "handler");
        boolean never = threshold.isZero() || threshold.isNegative() || threshold.compareTo(NEVER) > 0;
        limit = new Limit(never ? NEVER : threshold, handler);
    }

    boolean isOn() {
        return !limit.threshold.equals(NEVER);
    }

    /** Returns how often it is to be looked at, in milliseconds. */
    long periodMillis() {
        return Math.max(1, limit.threshold.toMillis() / 2);
    }

    /** Looks at the loop, and tells once of a callback that has been seen running for the threshold. Watchdog only. */
    void look() {
        long now = System.nanoTime();
        long number = pulse.number();
        if (number % 2 == 0 || number != seen) {
            seen = number;
            seenSince = now;
            told = false;
        } else if (!told && now - seenSince >= limit.threshold.toNanos()) {
            String call = pulse.blockingCall();
            List<StackTraceElement> stack = List.of(owner.getStackTrace());
            if (pulse.number() == number) {
                told = true;
                Duration blockedFor = Duration.ofNanos(now - seenSince);
                tell(new SlowCallback(owner, blockedFor, Optional.ofNullable(call), stack));
            }
        }
    }

    @SuppressWarnings("checkstyle:IllegalCatch") // the other loops are still to be looked at
    private void tell(SlowCallback slow) {
        FlightRecording.slowCallback(slow);
        try {
            limit.handler.accept(slow);
        } catch (Throwable thrown) {
            LOG.log(System.Logger.Level.ERROR, "the handler of slow callbacks threw", thrown);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Tells other threads whether a loop is held up: while its number is odd and stays the same, one and the same callback keeps
 * all others waiting.
 *
 * <p>The loop's thread writes it with an ordered store for each callback, and never asks for the time.
 */
final class Pulse {

    private final AtomicLong beat = new AtomicLong();

    /** What {@link #beat} is; loop thread only. */
    private long count;

    /** Written before, and read after, the beat that it belongs to. */
    private @Nullable String blockingCall;

    /** A callback begins. */
    void callback() {
        beat(count % 2 == 0 ? 1 : 2);
    }

    /** No callback runs. */
    void rest() {
        if (isCallback()) {
            beat(1);
        }
    }

    /** Tells whether a callback runs. Loop thread only. */
    boolean isCallback() {
        return count % 2 != 0;
    }

    /** The callback that runs waits in a blocking call, which the network does not feel, and callbacks only if any is due. */
    void blocked(String call, boolean delaysOthers) {
        if (!delaysOthers) {
            rest();
        } else if (!isCallback() || blockingCall == null) {
            blockingCall = call;
            callback();
        }
    }

    /** The blocking call is over, the callback goes on. */
    void resumed() {
        blockingCall = null;
        callback();
    }

    private void beat(int step) {
        count += step;
        beat.lazySet(count);
    }

    // ---- for other threads ----

    /** Returns the number; odd: held up. */
    long number() {
        return beat.get();
    }

    /** Returns the blocking call that {@link #number()} was read in, if the number is the same afterwards. */
    @Nullable
    String blockingCall() {
        return blockingCall;
    }
}

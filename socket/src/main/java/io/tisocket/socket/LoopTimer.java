// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import io.tisocket.socket.transport.Cancellable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A callback that will run later, unless it is cancelled before. */
public final class LoopTimer {

    private final SocketLoop loop;
    private final Hold hold;
    private @Nullable Runnable callback;
    private @Nullable Cancellable timer;

    LoopTimer(SocketLoop loop, Runnable callback) {
        this.loop = loop;
        this.hold = new Hold(loop);
        this.callback = callback;
    }

    void start(Duration delay) {
        if (callback != null) {
            hold.set(true);
            timer = loop.timer(delay, () -> loop.execute(this::ring));
        }
    }

    private void ring() {
        Runnable due = callback;
        if (due != null) {
            end();
            due.run();
        }
    }

    /** Makes the callback not run; without effect once it has begun. Any thread. */
    public void cancel() {
        loop.enter(this::end);
    }

    /** Lets the loop end before the callback has run. Any thread. Rule J4. */
    public LoopTimer background() {
        loop.admit(); // another thread may have made it just now
        loop.enter(() -> hold.set(false));
        return this;
    }

    private void end() {
        callback = null;
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        hold.set(false);
    }
}

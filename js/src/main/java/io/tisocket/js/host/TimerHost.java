// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js.host;

import io.tisocket.socket.LoopTimer;
import io.tisocket.socket.SocketLoop;
import java.time.Duration;
import org.graalvm.polyglot.HostAccess.Export;
import org.graalvm.polyglot.Value;

/** Wakes the prelude later. The prelude knows a timer by its number and keeps what it is for. */
public final class TimerHost {

    private final SocketLoop loop;
    private final Callback due = new Callback();

    TimerHost(SocketLoop loop) {
        this.loop = loop;
    }

    /** Sets the function that is called with the number of a timer that is due. */
    @Export
    public void onDue(Value function) {
        due.set(function);
    }

    /** Starts a timer; returns the handle to cancel it with. */
    @Export
    public LoopTimer start(int number, double milliseconds) {
        return loop.schedule(Duration.ofNanos((long) (milliseconds * 1e6)), () -> due.call(number));
    }

    /** Calls back after the callbacks that are due already. */
    @Export
    public void soon(int number) {
        loop.execute(() -> due.call(number));
    }

    /** Calls a function later, unless the program has ended by then. */
    @Export
    public void background(double milliseconds, Value function) {
        loop.schedule(Duration.ofNanos((long) (milliseconds * 1e6)), function::executeVoid)
                .background();
    }

    /** Cancels a timer. */
    @Export
    public void cancel(LoopTimer timer) {
        timer.cancel();
    }
}

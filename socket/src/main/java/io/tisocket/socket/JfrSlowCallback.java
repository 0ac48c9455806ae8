// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import java.util.stream.Collectors;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** In a recording: a callback has kept its loop for too long, and still does. */
@Name("tisocket.SlowCallback")
@Label("Slow Callback")
@Category("TiSocket")
@Description("A callback has kept its loop for longer than the threshold, and still does")
@StackTrace(false)
final class JfrSlowCallback extends Event {

    @Label("Loop Thread")
    @Nullable
    Thread thread;

    @Label("Blocked For")
    @Description("How long at least; it may go on")
    @Timespan(Timespan.NANOSECONDS)
    long blockedFor;

    @Label("Blocking Call")
    @Description("What the callback waits in; empty if it computes, or waits for something unknown")
    String blockingCall = "";

    @Label("Stack")
    @Description("Where the loop thread is, the innermost call first")
    String stack = "";

    void happened(SlowCallback slow) {
        if (shouldCommit()) {
            this.thread = slow.thread();
            this.blockedFor = slow.blockedFor().toNanos();
            this.blockingCall = slow.blockingCall().orElse("");
            this.stack = slow.stack().stream().map(String::valueOf).collect(Collectors.joining("\n"));
            commit();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Tells of a callback that has kept its loop too long, while it still does.
 *
 * @param thread the loop's thread
 * @param blockedFor how long at least; it may have begun up to half the threshold earlier
 * @param blockingCall what the callback waits in, if that is a blocking call of this library: then the network goes on and
 *     only other callbacks wait, of which there are some. Empty: it computes, or waits for something else, and the network
 *     stands still
 * @param stack where the thread is now, the innermost call first
 */
public record SlowCallback(
        Thread thread, Duration blockedFor, Optional<String> blockingCall, List<StackTraceElement> stack) {

    private static final System.Logger LOG = System.getLogger(SocketLoop.class.getName());

    /** Copies {@code stack}. */
    public SlowCallback {
        stack = List.copyOf(stack);
    }

    /** Returns a sentence, without the stack. */
    @Override
    public String toString() {
        String seconds = blockedFor.toMillis() / 1000.0 + " s";
        return "for " + seconds + " a callback on thread " + thread.getName() + " has kept "
                + blockingCall.map(call -> "others waiting: " + call).orElse("the loop from its network");
    }

    void log() {
        Exception here = new Exception("the stack of thread " + thread.getName());
        here.setStackTrace(stack.toArray(new StackTraceElement[0]));
        LOG.log(System.Logger.Level.WARNING, toString(), here);
    }
}

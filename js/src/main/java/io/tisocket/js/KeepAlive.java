// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js;

import java.util.concurrent.atomic.AtomicBoolean;

/** A reason for a script not to end by itself, until it is closed. Made by {@link ScriptRuntime#keepAlive()}. */
public final class KeepAlive implements AutoCloseable {

    private final Inbox inbox;
    private final AtomicBoolean closed = new AtomicBoolean();

    KeepAlive(Inbox inbox) {
        this.inbox = inbox;
        inbox.keepAlives(1);
    }

    /** Lets the script end, as far as this reason goes. Any thread; without effect the second time. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            inbox.keepAlives(-1);
        }
    }
}

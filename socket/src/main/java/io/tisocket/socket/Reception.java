// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import java.util.concurrent.atomic.AtomicLong;

/** What one listener shares with all threads: the flag that they raise, and the numbers that they read. */
final class Reception implements Ledger {

    private final AcceptFlag flag = new AcceptFlag();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong rejected = new AtomicLong();

    /** Written by the loop's thread alone. */
    private volatile int queued;

    AcceptFlag flag() {
        return flag;
    }

    void queued(int connections) {
        queued = connections;
    }

    void accepted() {
        accepted.incrementAndGet();
    }

    void rejected() {
        rejected.incrementAndGet();
    }

    @Override
    public SocketCounters counters() {
        return new SocketCounters(0, 0, 0, queued, accepted.get(), rejected.get());
    }
}

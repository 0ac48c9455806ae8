// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What has been called back in one test, in order. Any thread. */
final class EventLog {

    private final Duration deadline;
    private final List<Entry> entries = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();

    EventLog(Duration deadline) {
        this.deadline = deadline;
    }

    /** One callback: what, on which socket, in which state that socket was seen there. */
    record Entry(
            Kind kind,
            Probe socket,
            int state,
            @Nullable Happening happening,
            @Nullable Outcome outcome) {

        @Override
        public String toString() {
            String detail = kind == Kind.ERROR && happening != null
                    ? " " + happening.code() + " " + happening.error()
                    : kind.isSocketEvent() ? "" : " " + outcome;
            return socket.name() + " " + kind + " in state " + State.name(state) + detail;
        }
    }

    synchronized void add(Entry entry) {
        entries.add(entry);
        notifyAll();
    }

    /** Notes that a rule was broken which holds at any time; the test fails with {@code text}. */
    synchronized void violation(String text) {
        violations.add(text);
        notifyAll();
    }

    synchronized List<String> violations() {
        return List.copyOf(violations);
    }

    synchronized List<Entry> all() {
        return List.copyOf(entries);
    }

    synchronized int count(Predicate<Entry> wanted) {
        return (int) entries.stream().filter(wanted).count();
    }

    /** Waits until {@code count} entries are {@code wanted} and returns the last of them. */
    synchronized Entry await(String what, int count, Predicate<Entry> wanted) {
        long end = System.nanoTime() + deadline.toNanos();
        while (true) {
            failOnViolation();
            List<Entry> found = entries.stream().filter(wanted).toList();
            if (found.size() >= count) {
                return found.get(count - 1);
            }
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("within " + deadline + " there was no " + what + "; there was " + entries);
            }
            pause(left);
        }
    }

    private void failOnViolation() {
        if (!violations.isEmpty()) {
            throw new AssertionError(String.join("\n", violations));
        }
    }

    @SuppressWarnings("WaitNotInLoop") // the caller loops
    private void pause(long millis) {
        try {
            wait(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("the test was interrupted", interrupted);
        }
    }
}

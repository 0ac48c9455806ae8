// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

import io.tisocket.js.ScriptFunction;
import io.tisocket.stream.Buffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.graalvm.polyglot.HostAccess.Export;

/** What the driver script tells: the global {@code kit} of {@code driver.js}. */
public final class ScriptReports {

    private final CompletableFuture<ScriptFunction> driver = new CompletableFuture<>();
    private final Map<Integer, Consumer<Event>> events = new ConcurrentHashMap<>();
    private final Map<Integer, Consumer<Outcome>> outcomes = new ConcurrentHashMap<>();
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private int handlers;

    ScriptReports() {}

    /** One event of a socket, sockets being numbers. */
    record Event(int socket, int inbound, int code, String error) {}

    CompletableFuture<ScriptFunction> driver() {
        return driver;
    }

    List<String> violations() {
        return List.copyOf(violations);
    }

    synchronized int onEvent(Consumer<Event> handler) {
        events.put(++handlers, handler);
        return handlers;
    }

    synchronized int onOutcome(Consumer<Outcome> handler) {
        outcomes.put(++handlers, handler);
        return handlers;
    }

    void forget() {
        events.clear();
        outcomes.clear();
        violations.clear();
    }

    /** Takes the function that performs commands. */
    @Export
    public void ready(ScriptFunction perform) {
        driver.complete(perform);
    }

    /** Takes one event of a socket. */
    @Export
    public void happened(int handler, int socket, int inbound, int code, String error) {
        deliver(events.get(handler), new Event(socket, inbound, code, error));
    }

    /** Takes the end of a read or write, or a chunk of a pump. */
    @Export
    public void ended(int handler, int bytesProcessed, boolean success, int code, String error, Buffer buffer) {
        Optional<FailureException> failure =
                success ? Optional.empty() : Optional.of(new FailureException(code, error));
        deliver(outcomes.get(handler), new Outcome(bytesProcessed, buffer.toByteArray(), failure));
    }

    /** Takes what broke a rule that holds at any time. */
    @Export
    public void violation(String text) {
        violations.add(text);
    }

    private static <T> void deliver(Consumer<T> handler, T value) {
        if (handler == null) {
            return; // of a test that is over
        }
        try {
            handler.accept(value);
        } catch (DeliberateException deliberate) {
            // The script sees an Error with this message, does not catch it, and the runtime reports it.
            throw new IllegalStateException(deliberate.toString(), deliberate);
        }
    }
}

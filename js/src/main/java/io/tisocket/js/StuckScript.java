// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js;

import io.tisocket.socket.SlowCallback;
import java.io.PrintStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.management.ExecutionEvent;
import org.graalvm.polyglot.management.ExecutionListener;

/**
 * Says where a script is that has not come back for long.
 *
 * <p>The stack of its thread shows the engine, not the script. So the engine is asked to tell of the next statement, there
 * the script's own stack is looked at, and the engine is asked no more: until then a script runs as fast as without.
 */
final class StuckScript {

    /** How long the next statement is waited for: one operation of the engine, on large data, can take longer. */
    private static final long PATIENCE_MILLIS = 500;

    private static final Source STACK = Source.newBuilder("js", "new Error().stack", "tisocket/stack")
            .internal(true)
            .buildLiteral();

    private final Context context;
    private final PrintStream errors;

    StuckScript(Context context, PrintStream errors) {
        this.context = context;
        this.errors = errors;
    }

    /** Prints one warning. Any thread but the script's. */
    void report(SlowCallback slow) {
        String where = slow.blockingCall().isPresent() ? "" : ":" + System.lineSeparator() + place(slow);
        errors.println("[WARN] " + slow + where);
    }

    private String place(SlowCallback slow) {
        CompletableFuture<String> place = new CompletableFuture<>();
        try {
            ExecutionListener listener = listen(place);
            try {
                return place.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            } finally {
                listener.close();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return frames(slow);
        } catch (TimeoutException | ExecutionException | PolyglotException | IllegalStateException untold) {
            // All that time within one operation, or the script has ended meanwhile.
            return frames(slow);
        }
    }

    private ExecutionListener listen(CompletableFuture<String> place) {
        return ExecutionListener.newBuilder()
                .statements(true)
                .roots(true)
                .sourceFilter(source -> !source.isInternal())
                .onEnter(event -> {
                    if (!place.isDone()) {
                        place.complete(stack(event));
                    }
                })
                .attach(context.getEngine());
    }

    /** Returns the lines of the script's stack; the first is of the statement, which the script's own view leaves out. */
    private String stack(ExecutionEvent event) {
        String first = "    at " + event.getRootName() + " ("
                + event.getLocation().getSource().getName() + ":"
                + event.getLocation().getStartLine() + ":" + event.getLocation().getStartColumn() + ")";
        try {
            String callers = context.eval(STACK).asString().lines().skip(2).collect(Collectors.joining("\n"));
            return callers.isEmpty() ? first : first + "\n" + callers;
        } catch (PolyglotException | IllegalStateException ending) {
            return first;
        }
    }

    /** Returns what of ours has called the script, which is not more than which callback it is. */
    private static String frames(SlowCallback slow) {
        return slow.stack().stream()
                .filter(frame -> frame.getClassName().startsWith("io.tisocket."))
                .map(frame -> "    at " + frame)
                .collect(Collectors.joining(System.lineSeparator()));
    }
}

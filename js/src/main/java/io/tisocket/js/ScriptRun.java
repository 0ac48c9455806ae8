// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js;

import io.tisocket.js.host.Host;
import io.tisocket.js.host.Program;
import io.tisocket.js.host.ScriptFolders;
import io.tisocket.js.host.SimulationHost;
import io.tisocket.js.host.SyntaxErrorText;
import io.tisocket.socket.SimulatedNetwork;
import io.tisocket.socket.SocketLoop;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** One script on its way from its text to its outcome; everything but {@link #stop()} on the script's thread. */
final class ScriptRun implements AutoCloseable {

    private final Inbox inbox;
    private final Embedding embedding;
    private final SocketLoop loop;
    private final Context context;
    private final Host host;
    private final PrintStream errors;
    private volatile boolean stopped;

    ScriptRun(SocketLoop loop, Inbox inbox, Program program, ScriptFolders folders, Printers printers) {
        this.loop = loop;
        this.inbox = inbox;
        this.embedding = new Embedding(inbox);
        this.context = Sandbox.open(embedding);
        this.errors = printers.errors();
        this.host = new Host(loop, program, folders, printers.output(), printers.errors());
    }

    /** Where a script prints. */
    record Printers(PrintStream output, PrintStream errors) {}

    Embedding embedding() {
        return embedding;
    }

    /** Gives the script the time and the chance of {@code network}, instead of those of the machine. */
    void simulate(SimulatedNetwork network, Program program) {
        Prelude.simulate(context, new SimulationHost(network, program));
    }

    ScriptOutcome run(Source source, Map<String, Object> globals, Duration slowCallback) {
        // The first callback: it may take too long as any other.
        if (!begin(source, globals, slowCallback, program -> loop.execute(() -> execute(program)))) {
            return ScriptOutcome.SYNTAX_ERROR;
        }
        inbox.run(loop, () -> stopped);
        return outcome();
    }

    /** Runs the script itself, and leaves the rest to whoever runs the loop. */
    ScriptOutcome start(Source source, Map<String, Object> globals, Duration slowCallback) {
        if (!begin(source, globals, slowCallback, this::execute)) {
            return ScriptOutcome.SYNTAX_ERROR;
        }
        inbox.open(loop);
        return outcome();
    }

    private ScriptOutcome outcome() {
        if (stopped) {
            return ScriptOutcome.STOPPED;
        }
        return host.output.hasReported() ? ScriptOutcome.UNCAUGHT : ScriptOutcome.COMPLETED;
    }

    /** Prepares the script and hands it to {@code main}; returns false when its text is no JavaScript. */
    private boolean begin(Source source, Map<String, Object> globals, Duration slowCallback, Consumer<Value> main) {
        loop.onUncaught(this::report);
        StuckScript stuck = new StuckScript(context, errors);
        loop.onSlowCallback(slowCallback, stuck::report);
        try {
            embedding.open(context, Prelude.open(context, host), globals);
            Value program = parse(source);
            if (program == null) {
                return false;
            }
            main.accept(program);
        } catch (PolyglotException thrown) {
            report(thrown);
        }
        return true;
    }

    private void execute(Value program) {
        try {
            program.executeVoid();
        } finally {
            host.mainHasRun();
        }
    }

    private @Nullable Value parse(Source source) {
        try {
            return context.parse(source);
        } catch (PolyglotException thrown) {
            if (!thrown.isSyntaxError()) {
                throw thrown;
            }
            errors.println(SyntaxErrorText.of(thrown, source));
            return null;
        }
    }

    private void report(Throwable thrown) {
        if (!(thrown instanceof PolyglotException script)) {
            host.output.report("Uncaught " + thrown);
        } else if (script.isCancelled() || script.isInterrupted()) {
            return; // by stop()
        } else if (script.getGuestObject() != null) {
            try {
                host.output.report(script.getGuestObject());
            } catch (PolyglotException again) {
                host.output.report(String.valueOf(script.getMessage()));
            }
        } else {
            host.output.report(String.valueOf(script.getMessage()));
        }
    }

    /** Ends the script, also in an endless loop or in a blocking call. Any thread. */
    void stop() {
        stopped = true;
        loop.stop();
        context.close(true);
    }

    /** Frees everything but the loop. */
    @Override
    public void close() {
        embedding.end();
        inbox.end();
        try {
            context.close(true);
        } catch (PolyglotException cancelled) {
            // By stop(), which closes it from another thread.
            assert cancelled.isCancelled();
        }
        if (stopped) {
            Thread.interrupted(); // the cancellation may have interrupted this thread
        }
    }
}

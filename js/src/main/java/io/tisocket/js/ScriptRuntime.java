// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js;

import io.tisocket.js.host.Host;
import io.tisocket.socket.SocketLoop;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * Runs a script that uses the Ti namespace.
 *
 * <p>The script, its callbacks and its network all run on the thread that calls {@link #run(Path)}. A script reaches sockets,
 * timers, the files of its own folder and the two print streams; it reaches no Java class, process or other file. Rule S3.
 */
public final class ScriptRuntime implements AutoCloseable {

    private final List<String> arguments;
    private final PrintStream output;
    private final PrintStream errors;
    private volatile boolean stopped;

    /** What is running, for {@link #stop()}. */
    private volatile @Nullable Running running;

    private ScriptRuntime(Builder builder) {
        this.arguments = List.copyOf(builder.arguments);
        this.output = builder.output;
        this.errors = builder.errors;
    }

    /** Returns a builder of a runtime without arguments that prints to the streams of the process. */
    public static Builder builder() {
        return new Builder();
    }

    /** What a runtime is made of. */
    public static final class Builder {

        private List<String> arguments = List.of();
        private PrintStream output = System.out;
        private PrintStream errors = System.err;

        private Builder() {}

        /** Sets what the script reads in {@code Ti.App.arguments}. */
        public Builder arguments(List<String> arguments) {
            this.arguments = List.copyOf(arguments);
            return this;
        }

        /** Sets where {@code console.log}, {@code Ti.API.info} and their like print. */
        public Builder output(PrintStream output) {
            this.output = Objects.requireNonNull(output, "output");
            return this;
        }

        /** Sets where warnings, errors and what nobody caught are printed. */
        public Builder errors(PrintStream errors) {
            this.errors = Objects.requireNonNull(errors, "errors");
            return this;
        }

        /** Returns the runtime; nothing is started yet. */
        public ScriptRuntime build() {
            return new ScriptRuntime(this);
        }
    }

    /**
     * Runs the script on the calling thread until nothing is left to wait for, or until {@link #stop()}.
     *
     * <p>What a callback, or the script itself, throws and nobody catches is reported with its stack, and the program goes
     * on: callbacks that are due still run. Rules J1, J4, E5.
     *
     * @throws IOException when the file cannot be read; nothing has run
     */
    public ScriptOutcome run(Path script) throws IOException {
        Source source =
                Source.newBuilder("js", script.toFile()).name(script.toString()).build();
        Path folder = Objects.requireNonNullElse(script.toAbsolutePath().getParent(), script);
        try (SocketLoop loop = SocketLoop.create()) {
            Context context = Sandbox.open();
            Host host = new Host(loop, folder, arguments, output, errors);
            running = new Running(loop, context);
            try {
                return stopped ? ScriptOutcome.STOPPED : run(context, source, loop, host);
            } finally {
                running = null;
                end(context);
            }
        }
    }

    private ScriptOutcome run(Context context, Source source, SocketLoop loop, Host host) {
        loop.onUncaught(thrown -> report(thrown, host));
        try {
            Prelude.load(context, host);
            Value program = parse(context, source);
            if (program == null) {
                return ScriptOutcome.SYNTAX_ERROR;
            }
            program.executeVoid();
        } catch (PolyglotException thrown) {
            report(thrown, host);
        }
        loop.run();
        if (stopped) {
            return ScriptOutcome.STOPPED;
        }
        return host.output.hasReported() ? ScriptOutcome.UNCAUGHT : ScriptOutcome.COMPLETED;
    }

    private @Nullable Value parse(Context context, Source source) {
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

    private static void report(Throwable thrown, Host host) {
        if (!(thrown instanceof PolyglotException script)) {
            host.output.report("internal failure: " + thrown);
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

    private void end(Context context) {
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

    /**
     * Ends the script, also in an endless loop or in a blocking call: {@link #run(Path)} returns within a second, its sockets
     * closed, without any further callback. A later {@link #run(Path)} runs nothing. Any thread; without effect the second
     * time.
     */
    public void stop() {
        stopped = true;
        Running now = running;
        if (now != null) {
            now.loop().stop();
            now.context().close(true);
        }
    }

    /** Does what {@link #stop()} does. */
    @Override
    public void close() {
        stop();
    }

    private record Running(SocketLoop loop, Context context) {}
}

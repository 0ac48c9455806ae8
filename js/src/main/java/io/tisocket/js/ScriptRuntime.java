// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js;

import io.tisocket.js.host.Program;
import io.tisocket.js.host.ScriptFolders;
import io.tisocket.socket.SimulatedNetwork;
import io.tisocket.socket.SocketLoop;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.graalvm.polyglot.Source;
import org.jspecify.annotations.Nullable;

/**
 * Runs scripts that use the Ti namespace, one at a time.
 *
 * <p>The script, its callbacks and its network all run on the thread that calls {@link #run(Path)}. A script reaches sockets,
 * timers, the files of its own folders, the two print streams and what {@link Builder#global} gives it; it reaches no Java
 * class, process or other file. Rule S3. Other threads reach the script through {@link #post(Runnable)}.
 */
public final class ScriptRuntime implements AutoCloseable {

    /** How long a callback may take before a warning, when nothing else was set. */
    public static final Duration DEFAULT_SLOW_CALLBACK = Duration.ofSeconds(5);

    private final Map<String, Object> globals;
    private final List<String> arguments;
    private final Optional<Path> resources;
    private final Optional<Path> data;
    private final Optional<SimulatedNetwork> network;
    private final ScriptRun.Printers printers;
    private final Duration slowCallback;
    private final Inbox inbox = new Inbox();
    private volatile boolean stopped;

    /** What is running, for {@link #stop()}. */
    private volatile @Nullable ScriptRun running;

    /** What {@link #start} has begun. Script thread only. */
    private @Nullable StartedScript started;

    private ScriptRuntime(Builder builder) {
        this.globals = new LinkedHashMap<>(builder.globals);
        this.arguments = List.copyOf(builder.arguments);
        this.resources = builder.resources;
        this.data = builder.data;
        this.slowCallback = builder.slowCallback;
        this.network = builder.network;
        this.printers = new ScriptRun.Printers(builder.output, builder.errors);
    }

    /** Returns a builder of a runtime without arguments that prints to the streams of the process. */
    public static Builder builder() {
        return new Builder();
    }

    /** What a runtime is made of. */
    public static final class Builder {

        private final Map<String, Object> globals = new LinkedHashMap<>();
        private List<String> arguments = List.of();
        private Optional<Path> resources = Optional.empty();
        private Optional<Path> data = Optional.empty();
        private Optional<SimulatedNetwork> network = Optional.empty();
        private PrintStream output = System.out;
        private PrintStream errors = System.err;
        private Duration slowCallback = DEFAULT_SLOW_CALLBACK;

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

        /**
         * Defines a global variable of the script.
         *
         * <p>A boolean, number, string, {@code Map} or list is copied; {@code byte[]}, {@code Buffer} and {@code Blob} arrive
         * as {@code Ti.Buffer} and {@code Ti.Blob}. Of any other object the script sees the public members that are annotated
         * with {@link org.graalvm.polyglot.HostAccess.Export}, as an object of JavaScript. Such a method is called on the
         * script's thread; what it throws is an {@code Error} there; its result is converted as here. A parameter of type
         * {@link ScriptFunction} takes a function; {@code Object}, {@code Map} and {@code List} take copies; {@code Runnable} and
         * {@code Consumer} take a function that is then posted and not called. None of these is tied to a thread.
         *
         * @param name an identifier; {@code Ti} and {@code Titanium} are taken
         */
        public Builder global(String name, Object value) {
            if (name.equals("Ti") || name.equals("Titanium") || globals.containsKey(name)) {
                throw new IllegalArgumentException("global " + name + " is taken");
            }
            globals.put(name, Objects.requireNonNull(value, "value"));
            return this;
        }

        /**
         * Sets the folder of a script that is given as text: {@code require} and {@code Ti.Filesystem} read files there. Without
         * it such a script has none. The folder of a script that is a file is the one it is in.
         */
        public Builder resources(Path folder) {
            this.resources = Optional.of(folder);
            return this;
        }

        /**
         * Sets the folder for {@code Ti.Filesystem.applicationDataDirectory} and {@code Ti.App.Properties}, made when it is
         * needed. Without it a script file has one of its own below {@code TISOCKET_DATA}, if that is set in the environment,
         * else where programs of the user keep data; what a script given as text stores is gone when it ends.
         */
        public Builder data(Path folder) {
            this.data = Optional.of(folder);
            return this;
        }

        /**
         * Sets how long the script itself, or a callback of it, may keep all others waiting before one warning on the stream for
         * errors, with the place in the script that it is at. The warning is printed by another thread, after one and a half
         * times that long at the latest. See {@code docs/observability.md}.
         *
         * @param threshold zero or negative: no warnings
         */
        public Builder slowCallback(Duration threshold) {
            this.slowCallback = Objects.requireNonNull(threshold, "threshold");
            return this;
        }

        /**
         * Puts scripts into {@code network} instead of the machine's. Their sockets are there; their timers and {@code Date}
         * follow its virtual time, which begins with the year 2000, and {@code Math.random} its seed. They run on its thread.
         */
        public Builder network(SimulatedNetwork network) {
            this.network = Optional.of(network);
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
     * @throws IllegalStateException when a script is running
     */
    public ScriptOutcome run(Path script) throws IOException {
        return run(sourceOf(script), programOf(script), foldersOf(script));
    }

    /**
     * Runs the script as {@link #run(Path)}.
     *
     * @param name what messages call it
     */
    public ScriptOutcome run(String name, String text) {
        try {
            return run(name, new StringReader(text));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Reads the whole text, then runs it as {@link #run(String, String)}. */
    public ScriptOutcome run(String name, Reader text) throws IOException {
        Source source = Source.newBuilder("js", text, name).build();
        return run(source, program(name), new ScriptFolders(resources, () -> data));
    }

    private ScriptOutcome run(Source source, Program program, ScriptFolders folders) {
        inbox.begin();
        try (folders;
                SocketLoop loop = newLoop();
                ScriptRun run = newRun(loop, program, folders)) {
            running = run;
            return stopped ? ScriptOutcome.STOPPED : run.run(source, globals, slowCallback);
        } finally {
            running = null;
            inbox.end();
        }
    }

    /**
     * Runs the script itself and returns. What it waits for happens while the simulated network runs, be it by {@link
     * SimulatedNetwork#runUntilIdle()}, {@link SimulatedNetwork#runFor}, or another script of that network; until {@link
     * #close()}, on the same thread. Arguments as of {@link #run(String, String)}.
     *
     * @return what has come of it so far
     * @throws IllegalStateException without a simulated network, on another thread than its own, and when a script is running
     */
    public ScriptOutcome start(String name, String text) {
        checkSimulated();
        Source source = Source.newBuilder("js", text, name).buildLiteral();
        return start(source, program(name), new ScriptFolders(resources, () -> data));
    }

    /**
     * Starts the script as {@link #start(String, String)}, from a file and with its folder as by {@link #run(Path)}.
     *
     * @throws IOException when the file cannot be read; nothing has run
     */
    public ScriptOutcome start(Path script) throws IOException {
        checkSimulated();
        return start(sourceOf(script), programOf(script), foldersOf(script));
    }

    private void checkSimulated() {
        if (network.isEmpty()) {
            throw new IllegalStateException(
                    "start(): there is no simulated network to run the script beside its caller");
        }
    }

    private ScriptOutcome start(Source source, Program program, ScriptFolders folders) {
        SocketLoop loop = newLoop();
        inbox.begin();
        ScriptRun run = newRun(loop, program, folders);
        started = new StartedScript(run, loop, folders);
        running = run;
        return stopped ? ScriptOutcome.STOPPED : run.start(source, globals, slowCallback);
    }

    private static Source sourceOf(Path script) throws IOException {
        return Source.newBuilder("js", script.toFile()).name(script.toString()).build();
    }

    private Program programOf(Path script) {
        Path shown = Objects.requireNonNullElse(script.getParent(), Path.of(""));
        Path file = script.toAbsolutePath().normalize();
        return new Program(shown, String.valueOf(file.getFileName()), arguments);
    }

    private ScriptFolders foldersOf(Path script) {
        Path file = script.toAbsolutePath().normalize();
        Path folder = Objects.requireNonNullElse(file.getParent(), file);
        Supplier<Optional<Path>> stored = () ->
                data.isPresent() ? data : DataFolder.of(file, System.getenv(), System.getProperty("user.home", ""));
        return new ScriptFolders(Optional.of(folder), stored);
    }

    private SocketLoop newLoop() {
        return network.map(SimulatedNetwork::newLoop).orElseGet(SocketLoop::create);
    }

    private ScriptRun newRun(SocketLoop loop, Program program, ScriptFolders folders) {
        ScriptRun run = new ScriptRun(loop, inbox, program, folders, printers);
        network.ifPresent(simulated -> run.simulate(simulated, program));
        return run;
    }

    private Program program(String name) {
        return new Program(Path.of(""), name.replaceAll("[^A-Za-z0-9._-]", "_"), arguments);
    }

    /**
     * Runs {@code task} on the script's thread, after the callbacks that are due already; when no script has been run yet, after
     * the first script itself. Any thread. What it throws is reported as what a callback throws. The script does not end
     * before.
     *
     * @throws RejectedExecutionException when the script has ended, until another runs
     */
    public void post(Runnable task) {
        inbox.post(Objects.requireNonNull(task, "task"));
    }

    /** Keeps the script from ending by itself, so that there is something to post to, until the result is closed. Any thread. */
    public KeepAlive keepAlive() {
        return new KeepAlive(inbox);
    }

    /**
     * Returns the function that is the global variable {@code name} of the script, declared with {@code function} or {@code
     * var}; empty when there is none.
     *
     * @throws IllegalStateException unless called on the script's thread while it runs
     */
    public Optional<ScriptFunction> function(String name) {
        ScriptRun now = running;
        if (now == null) {
            throw new IllegalStateException("function(): no script is running");
        }
        return now.embedding().global(name);
    }

    /**
     * Ends the script, also in an endless loop or in a blocking call: {@link #run(Path)} returns within a second, its sockets
     * closed, without any further callback. A later {@link #run(Path)} runs nothing. Any thread; without effect the second
     * time.
     */
    public void stop() {
        stopped = true;
        ScriptRun now = running;
        if (now != null) {
            now.stop();
        }
    }

    /** Does what {@link #stop()} does; on the thread of a script that was started it also closes what that has opened. */
    @Override
    public void close() {
        stop();
        StartedScript script = started;
        if (script != null && script.loop().inLoop()) {
            started = null;
            script.close();
            running = null;
            inbox.end();
        }
    }
}

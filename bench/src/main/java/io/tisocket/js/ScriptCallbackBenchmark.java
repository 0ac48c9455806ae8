// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js;

import io.tisocket.js.host.Host;
import io.tisocket.socket.SocketLoop;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Value;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One callback of a script, with everything around it but the network: the chunk, its event, its turn. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
public class ScriptCallbackBenchmark {

    private static final int CALLBACKS = 1000;

    private static final String SCRIPT = """
            (function () {
                var source = Ti.createBuffer({ length: 64 * 1000 });
                var bytes = 0;
                return function () {
                    var stream = Ti.Stream.createStream({ source: source, mode: Ti.Stream.MODE_READ });
                    Ti.Stream.pump(stream, function (e) { bytes += e.bytesProcessed; }, 64, true);
                    return bytes;
                };
            })()
            """;

    /** A loop and a script that belong to the thread that measures. */
    @State(Scope.Thread)
    public static class Script {

        private final SocketLoop loop = SocketLoop.create();
        private final Context context = Sandbox.open();
        private final Value pump;

        /** Loads the prelude and the script. */
        public Script() {
            Prelude.load(context, new Host(loop, Path.of("."), List.of(), System.out, System.err));
            pump = context.eval("js", SCRIPT);
        }

        /** Closes both. */
        @TearDown(Level.Trial)
        public void close() {
            context.close();
            loop.close();
        }
    }

    /** Chunks of 64 bytes, from a buffer, to a handler that looks at one property. */
    @Benchmark
    @OperationsPerInvocation(CALLBACKS)
    public Value pump(Script script) {
        Value bytes = script.pump.execute();
        script.loop.run();
        return bytes;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.bench.parts;

import io.tisocket.js.KeepAlive;
import io.tisocket.js.ScriptFunction;
import io.tisocket.js.ScriptRuntime;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.graalvm.polyglot.HostAccess.Export;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a message costs in a script: 64 pumps at a time, whose streams are in memory, hand over chunks of 64 bytes. No system
 * call and no socket is part of it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 10, time = 2)
@Measurement(iterations = 5, time = 2)
public class ScriptBenchmark {

    private static final int MESSAGES = 64 * 1000;

    private static final String SCRIPT = """
            var PUMPS = 64, SIZE = 64, bytes = Ti.createBuffer({ length: SIZE * 1000 }), targets = [], running;
            for (var i = 0; i < PUMPS; i++) {
                targets.push(Ti.createBuffer({ length: bytes.length }));
            }
            function written() {}
            function ended() {
                if (--running === 0) {
                    bench.ended();
                }
            }
            var handlers = {
                callback: function () {
                    return function (e) {
                        if (e.bytesProcessed < 0) { ended(); }
                    };
                },
                write: function (to) {
                    return function (e) {
                        if (e.bytesProcessed > 0) { Ti.Stream.write(to, e.buffer); } else { ended(); }
                    };
                },
                writeAsync: function (to) {
                    return function (e) {
                        if (e.bytesProcessed > 0) { Ti.Stream.write(to, e.buffer, written); } else { ended(); }
                    };
                }
            };
            bench.began(function (kind) {
                running = PUMPS;
                for (var i = 0; i < PUMPS; i++) {
                    var from = Ti.Stream.createStream({ source: bytes, mode: Ti.Stream.MODE_READ });
                    var to = Ti.Stream.createStream({ source: targets[i], mode: Ti.Stream.MODE_WRITE });
                    Ti.Stream.pump(from, handlers[kind](to), SIZE, true);
                }
            });
            """;

    /** What the handler does with a chunk: nothing, write it, or write it and be told. */
    @Param({"callback", "write", "writeAsync"})
    public String handler = "callback";

    private final ScriptRuntime runtime =
            ScriptRuntime.builder().global("bench", new Hooks()).build();
    private final KeepAlive open = runtime.keepAlive();
    private final CompletableFuture<ScriptFunction> round = new CompletableFuture<>();
    private final Semaphore ended = new Semaphore(0);
    private final Thread thread = new Thread(() -> runtime.run("benchmark.js", SCRIPT), "script");

    /** What the script tells. */
    public final class Hooks {

        /** Takes the function that begins a round. */
        @Export
        public void began(ScriptFunction function) {
            round.complete(function);
        }

        /** Ends a round. */
        @Export
        public void ended() {
            ended.release();
        }
    }

    /** Starts the script. */
    @Setup(Level.Trial)
    public void start() {
        thread.start();
        round.join();
    }

    /** Lets the script end. */
    @TearDown(Level.Trial)
    public void end() throws InterruptedException {
        open.close();
        thread.join();
        runtime.close();
    }

    /** All chunks of all pumps. */
    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public void message() throws InterruptedException {
        round.join().post(handler);
        ended.acquire();
    }
}

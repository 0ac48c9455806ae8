// SPDX-License-Identifier: Apache-2.0
package io.tisocket.bench.parts;

import io.tisocket.socket.SocketLoop;
import java.util.concurrent.TimeUnit;
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

/** What it costs a callback to wait for its turn, on the loop's own thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class CallbackQueueBenchmark {

    private static final int CALLBACKS = 1000;

    /** JMH makes this object on the thread that measures: the loop's. */
    private final SocketLoop loop = SocketLoop.create();

    private int left;

    /** Closes the loop. */
    @TearDown(Level.Trial)
    public void close() {
        loop.close();
    }

    /** Many are due at once; the network is looked at before and after them. */
    @Benchmark
    @OperationsPerInvocation(CALLBACKS)
    public int together() {
        for (int i = 0; i < CALLBACKS; i++) {
            loop.execute(this::count);
        }
        loop.run();
        return left;
    }

    /** Each brings about the next; the network is looked at before each. */
    @Benchmark
    @OperationsPerInvocation(CALLBACKS)
    public int oneAfterTheOther() {
        left = CALLBACKS;
        loop.execute(this::next);
        loop.run();
        return left;
    }

    private void count() {
        left++;
    }

    private void next() {
        left--;
        if (left > 0) {
            loop.execute(this::next);
        }
    }
}

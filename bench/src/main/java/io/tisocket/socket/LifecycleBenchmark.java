// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the questions to the table cost that every message asks, and a whole life. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class LifecycleBenchmark {

    private final Lifecycle connected = new Lifecycle("a socket", Phase.INBOUND_CONNECTED);

    /** Asks whether reading is legal, which it is. */
    @Benchmark
    public boolean allows() {
        return connected.allows(Operation.READ);
    }

    /** Asks whether a callback has been silenced by an abort, which it has not. */
    @Benchmark
    public boolean isSilenced() {
        return connected.isSilenced(Lifecycle.BIRTH);
    }

    /** From birth to CLOSED, through CONNECTED. */
    @Benchmark
    public SocketState life() {
        Lifecycle lifecycle = new Lifecycle("a socket", Phase.INITIALIZED);
        int generation = lifecycle.begin(Operation.CONNECT);
        lifecycle.happened(Occurrence.ESTABLISHED, generation);
        generation = lifecycle.begin(Operation.CLOSE);
        lifecycle.happened(Occurrence.CLOSE_FINISHED, generation);
        return lifecycle.state();
    }
}

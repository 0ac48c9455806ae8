// SPDX-License-Identifier: Apache-2.0
package io.tisocket.bench.parts;

import io.tisocket.stream.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What programs do with the bytes of a message. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class BufferBenchmark {

    /** The bytes of a message. */
    @Param({"64", "65536"})
    public int length;

    private Buffer message = Buffer.allocate(0);
    private Buffer target = Buffer.allocate(0);

    /** Makes the buffers of one run. */
    @Setup
    public void makeBuffers() {
        message = Buffer.allocate(length);
        message.fill('a');
        target = Buffer.allocate(length);
    }

    /** A buffer of zeros. */
    @Benchmark
    public Buffer allocate() {
        return Buffer.allocate(length);
    }

    /** A whole message into another buffer. */
    @Benchmark
    public int copyFrom() {
        return target.copyFrom(message);
    }

    /** Two messages, one after the other, in a buffer that grows. */
    @Benchmark
    public Buffer appendTwice() {
        Buffer all = Buffer.allocate(0);
        all.append(message);
        all.append(message);
        return all;
    }

    /** Every byte, one by one. */
    @Benchmark
    public int sumOfBytes() {
        int sum = 0;
        for (int i = 0; i < message.length(); i++) {
            sum += message.get(i);
        }
        return sum;
    }

    /** The text of a message. */
    @Benchmark
    public String text() {
        return message.toString(StandardCharsets.UTF_8);
    }
}

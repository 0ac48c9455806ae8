// SPDX-License-Identifier: Apache-2.0
package io.tisocket.bench.parts;

import io.tisocket.stream.Buffer;
import io.tisocket.stream.Codec;
import io.tisocket.stream.NumberType;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
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

/** Numbers and short texts in and out of a buffer, as the header of a message needs them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodecBenchmark {

    private static final String TEXT = "Well, hello there! Grüß Gott!";

    private final Buffer buffer = Buffer.allocate(64);
    private final Buffer encoded = Buffer.of(TEXT, StandardCharsets.UTF_8);
    private double number = 42;

    /** An int, in network order. */
    @Benchmark
    public int encodeInt() {
        return Codec.encodeNumber(number, buffer, NumberType.INT, 4, ByteOrder.BIG_ENDIAN);
    }

    /** An int, from network order. */
    @Benchmark
    public double decodeInt() {
        number = Codec.decodeNumber(buffer, NumberType.INT, 4, ByteOrder.BIG_ENDIAN);
        return number;
    }

    /** A double, in network order. */
    @Benchmark
    public int encodeDouble() {
        return Codec.encodeNumber(number, buffer, NumberType.DOUBLE, 8, ByteOrder.BIG_ENDIAN);
    }

    /** A text of 29 characters, two of them not ASCII. */
    @Benchmark
    public int encodeString() {
        return Codec.encodeString(TEXT, buffer, 0, StandardCharsets.UTF_8);
    }

    /** The same text back. */
    @Benchmark
    public String decodeString() {
        return Codec.decodeString(encoded, 0, encoded.length(), StandardCharsets.UTF_8);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.simulation;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * How a simulated network behaves: how probable each {@link Fault} is, how long things take, how much is buffered.
 *
 * <p>Immutable; the methods return changed copies: {@code Faults.NONE.with(Fault.RESET, 0.01).buffer(1024)}.
 */
public final class Faults {

    /** No faults; each way takes 50 to 100 microseconds, 64 KiB fit into each direction of a connection. */
    public static final Faults NONE = new Faults(
            Map.of(), new Latency(Duration.ofNanos(50_000), Duration.ofNanos(100_000)), Duration.ofSeconds(10), 65_536);

    private final Map<Fault, Double> probabilities;
    private final Latency latency;
    private final Duration stall;
    private final int buffer;

    private Faults(Map<Fault, Double> probabilities, Latency latency, Duration stall, int buffer) {
        this.probabilities = probabilities;
        this.latency = latency;
        this.stall = stall;
        this.buffer = buffer;
    }

    /** Returns these with another probability of {@code fault}, from 0 (never) to 1 (always). */
    public Faults with(Fault fault, double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability of " + fault + " " + probability + ": 0 to 1");
        }
        Map<Fault, Double> changed = new EnumMap<>(Fault.class);
        changed.putAll(probabilities);
        changed.put(fault, probability);
        return new Faults(changed, latency, stall, buffer);
    }

    /**
     * Returns these with another time that each way takes, for each piece anew. Within one direction of a connection the
     * order is kept; between connections, a range makes it change.
     */
    public Faults latency(Duration least, Duration most) {
        return new Faults(probabilities, new Latency(least, most), stall, buffer);
    }

    /** Returns these with another longest duration of {@link Fault#STALL} and {@link Fault#SLOW_LOOKUP}. */
    public Faults stall(Duration longest) {
        if (longest.isNegative() || longest.isZero()) {
            throw new IllegalArgumentException("stall " + longest + ": longer than zero");
        }
        return new Faults(probabilities, latency, longest, buffer);
    }

    /**
     * Returns these with another number of bytes, at least 1, that the operating systems at both ends together hold for one
     * direction of a connection; when it is full, writes wait.
     */
    public Faults buffer(int bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("buffer of " + bytes + " bytes: at least 1");
        }
        return new Faults(probabilities, latency, stall, bytes);
    }

    /** Returns how probable {@code fault} is. */
    public double probability(Fault fault) {
        return probabilities.getOrDefault(fault, 0.0);
    }

    /** Returns the least time that one way takes. */
    public Duration leastLatency() {
        return latency.least;
    }

    /** Returns the most time that one way takes, stalls apart. */
    public Duration mostLatency() {
        return latency.most;
    }

    /** Returns the longest that {@link Fault#STALL} and {@link Fault#SLOW_LOOKUP} take. */
    public Duration stall() {
        return stall;
    }

    /** Returns how many bytes fit into one direction of a connection. */
    public int buffer() {
        return buffer;
    }

    /** Returns what differs from none, for messages. */
    @Override
    public String toString() {
        return "faults " + probabilities + ", latency " + latency.least + " to " + latency.most + ", stall " + stall
                + ", buffer " + buffer;
    }

    private record Latency(Duration least, Duration most) {

        Latency {
            if (least.isNegative() || most.compareTo(least) < 0) {
                throw new IllegalArgumentException("latency " + least + " to " + most + ": zero or more, least first");
            }
        }
    }
}

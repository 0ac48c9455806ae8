// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

import io.tisocket.socket.simulation.Fault;
import io.tisocket.socket.simulation.Faults;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/** Decides what a simulated network does where a real one has a choice; the same seed decides the same. */
final class Dice {

    private final SplittableRandom random;
    private final Map<Fault, Chance> chances = new EnumMap<>(Fault.class);
    private final long leastLatency;
    private final long mostLatency;
    private final long stall;
    private final int buffer;

    Dice(SplittableRandom random, Faults faults) {
        this.random = random;
        for (Fault fault : Fault.values()) {
            chances.put(fault, new Chance(faults.probability(fault)));
        }
        this.leastLatency = faults.leastLatency().toNanos();
        this.mostLatency = faults.mostLatency().toNanos();
        this.stall = faults.stall().toNanos();
        this.buffer = faults.buffer();
    }

    boolean strikes(Fault fault) {
        Chance chance = chance(fault);
        if (chance.probability > 0 && random.nextDouble() < chance.probability) {
            chance.struck++;
            return true;
        }
        return false;
    }

    /** Returns how often {@code fault} has struck. */
    long struck(Fault fault) {
        return chance(fault).struck;
    }

    private Chance chance(Fault fault) {
        return Objects.requireNonNull(chances.get(fault));
    }

    /** Returns how long one way takes this time. */
    long latency() {
        return leastLatency == mostLatency ? leastLatency : random.nextLong(leastLatency, mostLatency + 1);
    }

    /** Returns how long a stall takes this time. */
    long stall() {
        return random.nextLong(stall) + 1;
    }

    /** Returns 1 to {@code whole}. */
    int part(int whole) {
        return random.nextInt(whole) + 1;
    }

    /** Returns how many bytes fit into one direction of a connection. */
    int buffer() {
        return buffer;
    }

    /** How probable a fault is, and how often it has struck. */
    private static final class Chance {

        private final double probability;
        private long struck;

        Chance(double probability) {
            this.probability = probability;
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js.host;

import io.tisocket.socket.SimulatedNetwork;
import java.time.Instant;
import java.util.SplittableRandom;
import org.graalvm.polyglot.HostAccess.Export;

/** The time and the chance of a script in a simulated network: both follow from the network's seed. */
public final class SimulationHost {

    private static final Instant BEGIN = Instant.parse("2000-01-01T00:00:00Z");

    private final SimulatedNetwork network;
    private final SplittableRandom random;

    /** Creates those of {@code program}: of several in one network, each has its own numbers. */
    public SimulationHost(SimulatedNetwork network, Program program) {
        this.network = network;
        this.random = new SplittableRandom(network.seed() ^ program.fileName().hashCode());
    }

    /** Returns the milliseconds since 1970; a network begins with the year 2000. */
    @Export
    public double now() {
        return BEGIN.plus(network.elapsed()).toEpochMilli();
    }

    /** Returns the next number from 0 to less than 1. */
    @Export
    public double random() {
        return random.nextDouble();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

import java.time.Duration;
import java.util.Set;

/** An implementation, as the tests see it. */
public interface Face {

    /** Returns how reports call it, for example {@code Java}. */
    String name();

    /** Returns what it can do beyond the common part. */
    Set<Feature> features();

    /** Opens a fresh, independent surrounding for one test. */
    World open();

    /** Returns how long a test waits for something that must happen; only failing tests wait that long. */
    default Duration deadline() {
        return Duration.ofSeconds(10);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.reliability;

import io.tisocket.reliability.fault.ConnectFaults;
import io.tisocket.reliability.fault.DescriptorFaults;
import io.tisocket.reliability.fault.EndFaults;
import io.tisocket.reliability.fault.NameFaults;
import io.tisocket.reliability.fault.NetworkFaults;
import io.tisocket.reliability.fault.ResetFaults;
import io.tisocket.reliability.fault.SlowFaults;
import io.tisocket.reliability.load.LoadTrials;
import io.tisocket.reliability.race.RaceTrials;
import io.tisocket.reliability.trial.Trial;
import java.util.List;
import java.util.NoSuchElementException;

/** All trials, in the order of the report. Whoever writes a new one adds it here; the program and the tests find it. */
public final class Catalogue {

    private static final List<Section> SECTIONS = List.of(
            new Section("Resets", ResetFaults.ALL),
            new Section("Ends", EndFaults.ALL),
            new Section("Slow peers", SlowFaults.ALL),
            new Section("Connecting and listening", ConnectFaults.ALL),
            new Section("Names", NameFaults.ALL),
            new Section("Networks", NetworkFaults.ALL),
            new Section("Descriptors", DescriptorFaults.ALL),
            new Section("Load", LoadTrials.ALL),
            new Section("Races", RaceTrials.ALL));

    private Catalogue() {}

    /** Returns all trials by section. */
    public static List<Section> sections() {
        return SECTIONS;
    }

    /** Returns the trials with {@code word} in their names. */
    static List<Trial> containing(String word) {
        return SECTIONS.stream()
                .flatMap(section -> section.trials().stream())
                .filter(trial -> trial.name().contains(word))
                .toList();
    }

    /** Returns the trial called {@code name}. */
    static Trial named(String name) {
        return containing(name).stream()
                .filter(trial -> trial.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no trial is called " + name));
    }
}

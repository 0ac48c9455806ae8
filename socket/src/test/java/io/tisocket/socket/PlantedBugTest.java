// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The judge of {@link FaultyHistory} is judged: it finds bugs that were put in on purpose, and says what is wrong. */
class PlantedBugTest {

    private static final int HISTORIES = 300;

    /** What the judge says at least once of each bug. */
    private static final Map<PlantedBug.Kind, String> SAYS = Map.ofEntries(
            entry(PlantedBug.Kind.LOST_BYTE, "is wrong: lost, twice, or out of order"),
            entry(PlantedBug.Kind.REPEATED_BYTE, "is wrong: lost, twice, or out of order"),
            entry(PlantedBug.Kind.LEAKED_WIRE, "left open: connection"),
            entry(PlantedBug.Kind.LEAKED_TIMER, "timers"),
            entry(PlantedBug.Kind.LOST_CONNECT, "the loop waits"),
            entry(PlantedBug.Kind.LOST_FAILURE, "was never told of the end of"),
            entry(PlantedBug.Kind.LOST_READABLE, "bytes have arrived of"),
            entry(PlantedBug.Kind.EARLY_END, "the end of the stream after"),
            entry(PlantedBug.Kind.LOST_ACCEPT, "nobody has accepted it"),
            entry(PlantedBug.Kind.REPEATED_ACCEPT, "as another did before"),
            entry(PlantedBug.Kind.WRITE_NEVER_COMPLETES, "a write does not end"),
            entry(PlantedBug.Kind.WRITE_COMPLETES_UNSENT, "is wrong: lost, twice, or out of order"));

    @ParameterizedTest
    @EnumSource(PlantedBug.Kind.class)
    @DisplayName("a bug in the transport is found")
    void bugsInTheTransportAreFound(PlantedBug.Kind kind) {
        List<String> violations = new ArrayList<>();
        for (long seed = 0; seed < HISTORIES; seed++) {
            violations.addAll(new FaultyHistory(seed, sound -> new PlantedBug(sound, kind)).run());
        }

        assertThat(violations).anyMatch(line -> line.contains(SAYS.get(kind)));
    }

    @ParameterizedTest
    @EnumSource(PlantedReport.class)
    @DisplayName("a bug in what a socket reports is found")
    void bugsInReportsAreFound(PlantedReport bug) {
        List<String> violations = new ArrayList<>();
        for (long seed = 0; seed < HISTORIES; seed++) {
            violations.addAll(bug.violations(seed));
        }

        assertThat(violations).anyMatch(line -> line.contains(bug.says()));
    }

    @Test
    @DisplayName("without a bug the same histories are without fault")
    void soundHistoriesAreWithoutFault() {
        for (long seed = 0; seed < HISTORIES; seed++) {
            assertThat(new FaultyHistory(seed).run()).isEmpty();
        }
    }
}

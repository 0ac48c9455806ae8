// SPDX-License-Identifier: Apache-2.0
package io.tisocket.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.tisocket.reliability.trial.Report;
import io.tisocket.reliability.trial.Runner;
import io.tisocket.reliability.trial.Tally;
import io.tisocket.reliability.trial.Trial;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Each trial of the catalogue, a few times in every build, often with {@code -Plong}. */
class ReliabilityTest {

    private static final boolean LONG = "long".equals(System.getProperty("tisocket.reliability"));
    private static final long SEED = Long.getLong("tisocket.reliability.seed", System.nanoTime());

    @TestFactory
    @DisplayName("nothing is lost, stuck, leaked or against a promise")
    Stream<DynamicNode> nothingIsLostStuckOrLeaked() {
        return Catalogue.sections().stream()
                .map(section -> dynamicContainer(
                        section.title(),
                        section.trials().stream().map(trial -> dynamicTest(trial.name(), () -> assertClean(trial)))));
    }

    private static void assertClean(Trial trial) throws InterruptedException {
        Tally tally = new Runner(SEED).run(trial, trial.rounds(LONG));
        System.out.println(new Report().row(trial, tally));
        assumeTrue(tally.skipped().isEmpty(), tally.skipped());
        assertThat(tally.words()).as("%s, seed %d", trial.name(), SEED).isEmpty();
        assertThat(tally.isClean()).isTrue();
    }
}

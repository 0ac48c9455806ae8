// SPDX-License-Identifier: Apache-2.0
package io.tisocket.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The order in which servers are measured. */
class TurnsTest {

    private final List<String> servers = List.of("a", "b", "c");

    @Test
    void theFirstRoundHasTheOrderOfTheServers() {
        assertThat(Turns.of(servers, 1, false)).containsExactly("a", "b", "c");
    }

    @Test
    void eachRoundBeginsWithTheNextServer() {
        assertThat(Turns.of(servers, 2, false)).containsExactly("b", "c", "a");
        assertThat(Turns.of(servers, 5, false)).containsExactly("b", "c", "a");
    }

    @Test
    void theSecondTurnsComeInReverseOrder() {
        assertThat(Turns.of(servers, 2, true)).containsExactly("b", "c", "a", "a", "c", "b");
    }

    @Test
    void nobodyHasATurnWhereNobodyTakesPart() {
        assertThat(Turns.of(List.of(), 3, true)).isEmpty();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.tisocket.conformance.Cell;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The kit's table and that of {@link Transitions} are the same, so that no cell is without its test. */
class CellsTest {

    @Test
    void theKitKnowsEveryPhaseAndEveryOperation() {
        assertThat(names(Cell.Phase.values())).isEqualTo(names(Phase.values()));
        assertThat(names(Cell.Operation.values())).isEqualTo(names(Operation.values()));
        for (Cell.Phase phase : Cell.Phase.values()) {
            assertThat(phase.state())
                    .as("state in %s", phase)
                    .isEqualTo(Phase.valueOf(phase.name()).state().number());
        }
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }

    @Test
    void everyCellIsJudgedAlike() {
        Map<String, Boolean> kit = new TreeMap<>();
        Cell.all().forEach(cell -> kit.put(cell.operation() + " in " + cell.phase(), cell.legal()));

        Map<String, Boolean> table = new TreeMap<>();
        for (Phase phase : Phase.values()) {
            for (Operation operation : Operation.values()) {
                table.put(operation + " in " + phase, Transitions.after(phase, operation) != null);
            }
        }

        assertThat(kit).isEqualTo(table);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Prints the table of the lifecycle for people. */
class LifecycleDocumentTest {

    @Test
    @DisplayName("docs/lifecycle.md is what the table in the code says")
    void documentIsCurrent() {
        GeneratedDocument.check("lifecycle.md", document());
    }

    private static String document() {
        StringBuilder text = new StringBuilder("""
                # The life of a socket

                Printed from `Transitions`, the table that `Lifecycle` goes by; `mvn -B verify -Dtisocket.docs=write` prints it anew.

                A socket is in one of five states. Inside, a few of them are told apart further, as *phases*: users see the state.

                | phase | state that users see | meaning |
                | --- | --- | --- |
                """);
        for (Phase phase : Phase.values()) {
            text.append("| %s | %s | %s |%n".formatted(phase, phase.state(), phase.meaning()));
        }
        text.append("""

                ## What users ask

                What stands in a cell is the phase after the call; `throws` means `IllegalSocketStateException`, and nothing changes.
                A blocking read or write of a socket that is CLOSED or in ERROR throws an `IOException` instead, since a connection can
                end at any moment; an asynchronous one never throws for the state, it completes as failed.

                """);
        header(text, Operation.values().length, operation -> Operation.values()[operation].call());
        for (Phase phase : Phase.values()) {
            text.append("| ").append(phase).append(" |");
            for (Operation operation : Operation.values()) {
                Phase next = Transitions.after(phase, operation);
                text.append(' ').append(cell(phase, next, "throws")).append(" |");
            }
            text.append("\n");
        }
        text.append("""

                ## What happens to a socket

                An empty cell: it comes too late or too early, and changes nothing.

                """);
        header(text, Occurrence.values().length, occurrence -> Occurrence.values()[occurrence].meaning());
        for (Phase phase : Phase.values()) {
            text.append("| ").append(phase).append(" |");
            for (Occurrence occurrence : Occurrence.values()) {
                Phase next = Transitions.after(phase, occurrence);
                text.append(' ').append(cell(phase, next, "")).append(" |");
            }
            text.append("\n");
        }
        return text.toString();
    }

    private static String cell(Phase from, Phase to, String none) {
        if (to == null) {
            return none;
        }
        return to == from ? "stays" : to.name();
    }

    private static void header(StringBuilder text, int columns, java.util.function.IntFunction<String> title) {
        text.append("| phase |");
        for (int i = 0; i < columns; i++) {
            text.append(' ').append(title.apply(i)).append(" |");
        }
        text.append("\n| --- |").append(" --- |".repeat(columns)).append("\n");
    }
}

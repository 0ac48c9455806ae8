// SPDX-License-Identifier: Apache-2.0
package io.tisocket.reliability.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The table of what has been tried, in Markdown. */
public final class Report {

    private final StringBuilder text = new StringBuilder();
    private final List<String> footnotes = new ArrayList<>();
    private boolean clean = true;

    /** Begins a section, the heading of a table. */
    public void section(String title) {
        text.append("\n### ").append(title).append("\n\n");
        text.append(
                "| trial | tries | lost bytes | stuck operations | leaked descriptors | broken promises | measured |\n");
        text.append("| --- | --: | --: | --: | --: | --: | --- |\n");
    }

    /** Adds a row, and returns it. */
    public String row(Trial trial, Tally tally) {
        String row;
        if (!tally.skipped().isEmpty()) {
            row = "| " + trial.name() + " | skipped: " + tally.skipped() + " | | | | | |";
        } else {
            String counts = tally.counts().stream().map(String::valueOf).collect(Collectors.joining(" | "));
            String figures = tally.figures().entrySet().stream()
                    .map(figure -> figure.getKey() + " " + figure.getValue())
                    .collect(Collectors.joining("; "));
            row = "| " + trial.name() + " | " + counts + " | " + figures + " |";
        }
        text.append(row).append('\n');
        clean &= tally.isClean();
        tally.words().forEach(word -> footnotes.add("- " + trial.name() + ": " + word));
        return row;
    }

    /** Tells whether everything is zero that must be. */
    public boolean isClean() {
        return clean;
    }

    @Override
    public String toString() {
        return text
                + (footnotes.isEmpty() ? "" : "\nWhat was not as promised:\n\n" + String.join("\n", footnotes) + "\n");
    }
}

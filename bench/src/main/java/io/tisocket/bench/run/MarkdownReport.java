// SPDX-License-Identifier: Apache-2.0
package io.tisocket.bench.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tables for people. */
final class MarkdownReport {

    private static final String NOTHING = "–";

    private final Report report;
    private final Results results;
    private final StringBuilder out = new StringBuilder();

    private MarkdownReport(Report report) {
        this.report = report;
        this.results = report.results();
    }

    static String of(Report report) {
        MarkdownReport markdown = new MarkdownReport(report);
        markdown.introduction();
        markdown.bars();
        report.measured().forEach(markdown::workload);
        markdown.failures();
        markdown.machine();
        return markdown.out.toString();
    }

    private void introduction() {
        line("# TiSocket and its peers, measured side by side");
        line("");
        line(
                "Rounds: %d, each of two turns (`idle`, `start`, and with `--quick`: one). Numbers are medians, with the least and the most in brackets; a ratio is that of the medians of"
                        + " the first number, but in the bars the median of the ratios round by round. How to read this: `bench/README.md`.",
                report.options().rounds());
        if (!report.machine().isQuiet()) {
            line("");
            line("**The machine was busy with something else at the start**: these numbers say nothing.");
        }
        if (report.options().quick()) {
            line("");
            line(
                    "**Made with `--quick`**: short runs on cold code. Good for seeing that everything works, not for quoting.");
        }
        line("");
        for (Peer peer : report.peers()) {
            line("* `%s`: %s%s", peer.id(), peer.title(), peer.isThere() ? "" : ". **Skipped**: " + peer.missing());
        }
    }

    private void bars() {
        List<Bar> bars =
                Bar.all().stream().filter(bar -> bar.value(results).isPresent()).toList();
        if (bars.isEmpty()) {
            return;
        }
        line("");
        line("## The bars");
        line("");
        line("| server | workload | number | bar | measured | of medians | |");
        line("| --- | --- | --- | --- | ---: | ---: | --- |");
        for (Bar bar : bars) {
            double value = bar.value(results).orElseThrow();
            line(
                    "| %s | %s | %s | %s | %s | %s | %s%s |",
                    bar.peer(),
                    bar.workload().id(),
                    bar.metric().unit,
                    bar.text(),
                    bar.other().isEmpty() ? number(value, bar.metric()) : rounds(bar),
                    ratio(results.ratio(bar.workload(), bar.metric(), bar.peer(), bar.other())),
                    bar.holds(value) ? "holds" : "**does not hold**",
                    results.loadWasTheLimit(bar) ? "; the load was the limit" : "");
        }
    }

    private String rounds(Bar bar) {
        return results.ratios(bar.workload(), bar.metric(), bar.peer(), bar.other())
                .map(all -> String.format(Locale.ROOT, "%.2f (%.2f–%.2f)", all.median(), all.least(), all.most()))
                .orElse(NOTHING);
    }

    private void workload(Workload workload) {
        Metric first = workload.metrics.get(0);
        line("");
        line("## %s: %s", workload.id(), workload.title);
        line("");
        line("![%s](%s.svg)", workload.title, workload.id());
        line("");
        List<String> titles = new ArrayList<>(List.of("server"));
        workload.metrics.forEach(metric -> titles.add(metric.unit));
        titles.addAll(List.of("÷ C", "÷ Netty epoll", "÷ Node", "CPU of server", "CPU of load"));
        line("| %s |", String.join(" | ", titles));
        line("| --- |%s", " ---: |".repeat(titles.size() - 1));
        for (Peer peer : report.present()) {
            if (results.summary(workload, peer.id(), first).isPresent()) {
                row(workload, peer, first);
            }
        }
    }

    private void row(Workload workload, Peer peer, Metric first) {
        List<String> cells = new ArrayList<>(List.of(peer.id()));
        for (Metric metric : workload.metrics) {
            cells.add(results.summary(workload, peer.id(), metric)
                    .map(summary -> cell(summary, metric))
                    .orElse(NOTHING));
        }
        for (String other : List.of(Peers.C, Peers.NETTY_EPOLL, Peers.NODE)) {
            cells.add(ratio(results.ratio(workload, first, peer.id(), other)));
        }
        cells.add(percent(workload, peer, "server_cpu"));
        cells.add(percent(workload, peer, "load_cpu"));
        line("| %s |", String.join(" | ", cells));
    }

    private static String cell(Summary summary, Metric metric) {
        String median = number(summary.median(), metric);
        return summary.runs() == 1
                ? median
                : median + " (" + number(summary.least(), metric) + "–" + number(summary.most(), metric) + ")";
    }

    private String percent(Workload workload, Peer peer, String number) {
        if (!workload.sharesServer()) {
            return NOTHING;
        }
        return results.summary(workload, peer.id(), number)
                .map(share -> String.format(Locale.ROOT, "%.0f %%", share.median() * 100))
                .orElse(NOTHING);
    }

    private static String number(double value, Metric metric) {
        String text = String.format(Locale.ROOT, "%,." + metric.decimals + "f", value);
        return text.matches("-[0.]+") ? text.substring(1) : text;
    }

    private static String ratio(Optional<Double> ratio) {
        return ratio.map(value -> String.format(Locale.ROOT, "%.2f", value)).orElse(NOTHING);
    }

    private void failures() {
        if (results.failures().isEmpty()) {
            return;
        }
        line("");
        line("## Runs that failed");
        line("");
        for (Failure failure : results.failures()) {
            line("* %s, %s, round %d: %s", failure.peer(), failure.workload().id(), failure.round(), failure.reason());
        }
    }

    private void machine() {
        line("");
        line("## Where and with what");
        line("");
        line("| | |");
        line("| --- | --- |");
        report.machine().facts().forEach((name, value) -> line("| %s | %s |", name, value));
        for (Peer peer : report.present()) {
            if (!peer.flags().isEmpty()) {
                line("| %s | `%s` |", peer.id(), peer.flags());
            }
        }
    }

    private void line(String format, Object... arguments) {
        out.append(arguments.length == 0 ? format : String.format(Locale.ROOT, format, arguments))
                .append('\n');
    }
}

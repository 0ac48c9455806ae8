// SPDX-License-Identifier: Apache-2.0
package io.tisocket.bench.run;

import java.util.List;
import java.util.Locale;

/** A bar for each server under one workload, as an SVG image; the thin line goes from the least run to the most. */
final class Plot {

    private static final int LABELS = 190;
    private static final int BARS = 440;
    private static final int VALUES = 110;
    private static final int ROW = 26;
    private static final int HEAD = 52;

    private final StringBuilder out = new StringBuilder();

    private Plot() {}

    static String of(Report report, Workload workload) {
        Metric metric = workload.metrics.get(0);
        List<Peer> peers = report.present().stream()
                .filter(peer ->
                        report.results().summary(workload, peer.id(), metric).isPresent())
                .toList();
        Plot plot = new Plot();
        plot.open(LABELS + BARS + VALUES, HEAD + peers.size() * ROW + 8);
        plot.text(12, 20, "start", "600", workload.title);
        plot.text(
                12,
                38,
                "start",
                "400",
                metric.unit + (metric.higherIsBetter ? ", more is better" : ", less is better"));
        double most = peers.stream()
                .mapToDouble(peer -> summary(report, workload, peer).most())
                .max()
                .orElse(1);
        for (int i = 0; i < peers.size(); i++) {
            Peer peer = peers.get(i);
            plot.row(HEAD + i * ROW, peer.id(), summary(report, workload, peer), Math.max(most, 1e-9), metric);
        }
        plot.out.append("</svg>\n");
        return plot.out.toString();
    }

    private static Summary summary(Report report, Workload workload, Peer peer) {
        return report.results()
                .summary(workload, peer.id(), workload.metrics.get(0))
                .orElseThrow();
    }

    private void open(int width, int height) {
        out.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
                        + " font-family=\"system-ui, sans-serif\" font-size=\"13\">%n"
                        + "<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>%n",
                width,
                height,
                width,
                height));
    }

    private void row(int top, String peer, Summary summary, double most, Metric metric) {
        double scale = BARS / most;
        int middle = top + ROW / 2;
        text(LABELS - 10, middle + 4, "end", peer.startsWith("tisocket") ? "600" : "400", peer);
        rectangle(
                LABELS,
                top + 4,
                summary.median() * scale,
                ROW - 8,
                peer.startsWith("tisocket") ? "#1f6f54" : "#9aa5b1");
        rectangle(LABELS + summary.least() * scale, middle - 1, (summary.most() - summary.least()) * scale, 2, "#111");
        String value = String.format(Locale.ROOT, "%,." + metric.decimals + "f", summary.median());
        text((int) (LABELS + summary.most() * scale) + 8, middle + 4, "start", "400", value);
    }

    private void rectangle(double x, int y, double width, int height, String colour) {
        out.append(String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n",
                x,
                y,
                Math.max(width, 0),
                height,
                colour));
    }

    private void text(int x, int y, String anchor, String weight, String text) {
        out.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" font-weight=\"%s\" fill=\"#111\">%s</text>%n",
                x,
                y,
                anchor,
                weight,
                text.replace("&", "&amp;").replace("<", "&lt;")));
    }
}

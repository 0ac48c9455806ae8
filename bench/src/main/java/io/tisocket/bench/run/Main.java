// SPDX-License-Identifier: Apache-2.0
package io.tisocket.bench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The part of {@code bench/run} that is not a shell script. */
public final class Main {

    private Main() {}

    /** Runs the benchmark that {@code arguments} describe, and writes its reports. */
    public static void main(String[] arguments) throws IOException {
        try {
            Installation installation = Installation.read();
            Peers peers = new Peers(installation);
            if (Arrays.asList(arguments).contains("--help")) {
                help(peers.all());
                return;
            }
            Options options = Options.parse(arguments);
            run(options, installation, peers.choose(options.servers()));
        } catch (IllegalArgumentException mistake) {
            System.err.println("bench: " + mistake.getMessage());
            System.exit(2);
        } catch (InterruptedException ended) {
            System.err.println("bench: ended; no report is written");
        }
    }

    private static void help(List<Peer> peers) {
        String workloads = String.join(
                " ", Arrays.stream(Workload.values()).map(Workload::id).toList());
        String servers = String.join(" ", peers.stream().map(Peer::id).toList());
        System.out.printf(Options.HELP, workloads, servers);
    }

    private static void run(Options options, Installation installation, List<Peer> peers)
            throws IOException, InterruptedException {
        List<Workload> workloads = Options.choose(List.of(Workload.values()), Workload::id, options.only());
        Pinning pinning = Pinning.of(options.cores());
        Machine machine = Machine.describe(installation, pinning);
        if (!machine.isQuiet()) {
            System.err.println("bench: the machine is busy with something else; the numbers will say nothing");
        }
        for (Peer peer : peers) {
            if (!peer.isThere()) {
                System.err.println("bench: skipping " + peer.id() + ": " + peer.missing());
            }
        }
        Files.createDirectories(installation.target().resolve("logs"));
        List<Peer> present = peers.stream().filter(Peer::isThere).toList();
        Results results = new Campaign(options, present, workloads, pinning, installation.target()).run();
        if (results.samples().isEmpty()) {
            System.err.println("bench: not a single run succeeded; no report is written");
            System.exit(1);
        }
        write(new Report(options, machine, peers, workloads, results), folder(options, installation));
    }

    private static Path folder(Options options, Installation installation) {
        if (!options.results().isEmpty()) {
            return Path.of(options.results());
        }
        Path all = installation.bench().resolve("results");
        if (options.quick()) {
            return all.resolve("work/quick");
        }
        return options.isPartial() ? all.resolve("work/partial") : all;
    }

    private static void write(Report report, Path folder) throws IOException {
        Files.createDirectories(folder);
        String markdown = MarkdownReport.of(report);
        Files.writeString(folder.resolve("results.md"), markdown);
        Files.writeString(folder.resolve("results.json"), JsonReport.of(report));
        for (Workload workload : report.measured()) {
            Files.writeString(folder.resolve(workload.id() + ".svg"), Plot.of(report, workload));
        }
        System.out.print(markdown);
        System.err.println("bench: written to " + folder);
    }
}

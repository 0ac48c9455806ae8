// SPDX-License-Identifier: Apache-2.0
package io.tisocket.bench.run;

import io.tisocket.bench.server.Mode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * The order of things. In each mode every server is started and warmed up; then they take turns under each workload, round by
 * round, one at a time while the others rest.
 */
final class Campaign {

    private final List<Peer> peers;
    private final List<Workload> workloads;
    private final int rounds;
    private final Processes processes;
    private final Pinning pinning;
    private final Timing timing;
    private final Loads loads;
    private final Path logs;
    private final Progress progress;
    private final Results results = new Results();
    private int round = 1;

    Campaign(Options options, List<Peer> peers, List<Workload> workloads, Pinning pinning, Path target) {
        this.peers = peers;
        this.workloads = workloads;
        this.rounds = options.rounds();
        this.processes = new Processes();
        this.pinning = pinning;
        this.timing = Timing.of(options.quick());
        this.loads = new Loads(processes, pinning, target.resolve("c/load"), timing);
        this.logs = target.resolve("logs");
        this.progress = new Progress(steps());
    }

    private int steps() {
        return rounds
                * workloads.stream()
                        .mapToInt(workload -> turns(workload).size())
                        .sum();
    }

    private List<Peer> participants(Workload workload) {
        return peers.stream()
                .filter(peer -> workload != Workload.START || !peer.start().isEmpty())
                .toList();
    }

    Results run() throws IOException, InterruptedException {
        progress.say(String.format(Locale.ROOT, "this takes about %.0f minutes", Math.ceil(aboutSeconds() / 60)));
        for (Mode mode : Mode.values()) {
            List<Workload> shared = shared(mode);
            if (!shared.isEmpty()) {
                runShared(mode, shared);
            }
        }
        for (round = 1; round <= rounds; round++) {
            runAlone();
        }
        return results;
    }

    private double aboutSeconds() {
        double warmingUp = Stream.of(Mode.values())
                .filter(mode -> !shared(mode).isEmpty())
                .mapToDouble(mode -> peers.size() * timing.aboutToWarmUp(mode))
                .sum();
        double running = workloads.stream()
                .mapToDouble(workload -> turns(workload).size() * timing.aboutToRun(workload))
                .sum();
        return warmingUp + rounds * running;
    }

    private List<Workload> shared(Mode mode) {
        return workloads.stream()
                .filter(workload -> workload.mode == mode && workload.sharesServer())
                .toList();
    }

    private void runAlone() throws InterruptedException {
        if (workloads.contains(Workload.IDLE)) {
            for (Peer peer : turns(Workload.IDLE)) {
                runIdle(peer);
            }
        }
        if (workloads.contains(Workload.START)) {
            for (Peer peer : turns(Workload.START)) {
                attempt(Workload.START, peer, () -> loads.starts(peer));
            }
        }
    }

    private List<Peer> turns(Workload workload) {
        return Turns.of(participants(workload), round, workload.sharesServer() && timing.twice());
    }

    private void runShared(Mode mode, List<Workload> shared) throws IOException, InterruptedException {
        Map<Peer, ServerProcess> servers = new LinkedHashMap<>();
        try {
            for (Peer peer : peers) {
                progress.say(String.format(
                        Locale.ROOT,
                        "starting and warming up %s, %d of %d, mode %s",
                        peer.id(),
                        peers.indexOf(peer) + 1,
                        peers.size(),
                        mode));
                startWarm(peer, mode).ifPresent(server -> servers.put(peer, server));
            }
            for (round = 1; round <= rounds; round++) {
                for (Workload workload : shared) {
                    for (Peer peer : turns(workload)) {
                        runOn(servers, peer, workload);
                    }
                }
            }
        } finally {
            for (ServerProcess server : servers.values()) {
                server.close();
            }
        }
    }

    private void runOn(Map<Peer, ServerProcess> servers, Peer peer, Workload workload)
            throws IOException, InterruptedException {
        ServerProcess server = servers.get(peer);
        if (server == null) {
            fail(workload, peer, "could not be started");
        } else if (!attempt(workload, peer, () -> loads.steady(workload, server))) {
            // What has failed once may be in any state.
            servers.remove(peer);
            server.close();
            startWarm(peer, workload.mode).ifPresent(fresh -> servers.put(peer, fresh));
        }
    }

    private Optional<ServerProcess> startWarm(Peer peer, Mode mode) throws IOException, InterruptedException {
        ServerProcess server = null;
        try {
            server = start(peer, mode);
            loads.warmUp(mode, server);
            return Optional.of(server);
        } catch (IOException reason) {
            stopIfEnding();
            progress.say(peer.id() + ": " + reason.getMessage());
            if (server != null) {
                server.close();
            }
            return Optional.empty();
        }
    }

    private ServerProcess start(Peer peer, Mode mode) throws IOException, InterruptedException {
        return ServerProcess.start(processes, pinning, peer, mode, logs.resolve(peer.id() + "-" + mode + ".log"));
    }

    private void runIdle(Peer peer) throws InterruptedException {
        attempt(Workload.IDLE, peer, () -> {
            try (ServerProcess server = start(peer, Mode.ECHO)) {
                return loads.idle(peer, server);
            }
        });
    }

    @SuppressWarnings("checkstyle:IllegalCatch") // a run that fails is a result like any other
    private boolean attempt(Workload workload, Peer peer, Callable<Map<String, Double>> run)
            throws InterruptedException {
        try {
            Map<String, Double> numbers = run.call();
            results.add(new Sample(round, workload, peer.id(), numbers));
            progress.step(round, workload, peer, outcome(workload, numbers));
            return true;
        } catch (InterruptedException ended) {
            throw ended;
        } catch (Exception reason) {
            stopIfEnding();
            fail(workload, peer, String.valueOf(reason.getMessage()));
            return false;
        }
    }

    /** What fails because it was ended says nothing about a server. */
    private void stopIfEnding() throws InterruptedException {
        if (processes.areEnding()) {
            throw new InterruptedException("ended by the user");
        }
    }

    private void fail(Workload workload, Peer peer, String reason) {
        results.add(new Failure(round, workload, peer.id(), reason));
        progress.step(round, workload, peer, "failed: " + reason);
    }

    private static String outcome(Workload workload, Map<String, Double> numbers) {
        Metric metric = workload.metrics.get(0);
        return String.format(Locale.ROOT, "%,.1f %s", numbers.getOrDefault(metric.key, Double.NaN), metric.unit);
    }
}

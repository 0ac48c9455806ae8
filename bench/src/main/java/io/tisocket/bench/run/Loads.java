// SPDX-License-Identifier: Apache-2.0
package io.tisocket.bench.run;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.tisocket.bench.server.Mode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The kinds of run there are: steady load on a server, a crowd that rests, and starts of a process. */
final class Loads {

    private final Processes processes;
    private final Pinning pinning;
    private final Path program;
    private final Timing timing;

    Loads(Processes processes, Pinning pinning, Path program, Timing timing) {
        this.processes = processes;
        this.pinning = pinning;
        this.program = program;
        this.timing = timing;
    }

    /** Runs {@code workload} and returns its numbers. */
    Map<String, Double> steady(Workload workload, ServerProcess server) throws IOException, InterruptedException {
        return run(workload.load, server, timing.warmup(), timing.measured(workload));
    }

    /** Makes a server that was just started do what it will be measured by, until it does not get faster any more. */
    void warmUp(Mode mode, ServerProcess server) throws IOException, InterruptedException {
        for (Workload load : warmingUp(mode)) {
            warmUp(load, server);
        }
    }

    /** Returns what stands for all that a server in {@code mode} will meet. */
    static List<Workload> warmingUp(Mode mode) {
        return switch (mode) {
            case ECHO -> List.of(Workload.PING_64, Workload.PING_64K, Workload.CHURN);
            case SINK -> List.of(Workload.BULK_IN);
            case SOURCE -> List.of(Workload.BULK_OUT);
            case HUB -> List.of(Workload.FANOUT);
        };
    }

    private void warmUp(Workload load, ServerProcess server) throws IOException, InterruptedException {
        String rate = load.metrics.get(0).key;
        double best = 0;
        int noFaster = 0;
        double compiling = server.compilerSeconds();
        for (double spent = 0; spent < timing.fresh() && noFaster < Timing.NO_FASTER; spent += Timing.LOOK) {
            double now = run(load.load, server, 0, Timing.LOOK).getOrDefault(rate, 0.0);
            double compiled = server.compilerSeconds();
            boolean compiles = compiled - compiling > Timing.COMPILES * Timing.LOOK;
            noFaster = compiles || now > best * Timing.FASTER ? 0 : noFaster + 1;
            best = Math.max(best, now);
            compiling = compiled;
        }
    }

    private Map<String, Double> run(List<String> load, ServerProcess server, double warmup, double seconds)
            throws IOException, InterruptedException {
        try (LoadProcess process = start(arguments(load, server, warmup, seconds))) {
            return Json.numbers(process.line());
        }
    }

    /**
     * Lets many connections rest, and returns by how much each has made the server grow. Before, churn and a collection bring the
     * server to the size it has after work; and both times it gets a rest, in which a JVM compiles what is left to compile.
     */
    Map<String, Double> idle(Peer peer, ServerProcess server) throws IOException, InterruptedException {
        run(Workload.CHURN.load, server, 0, timing.rest());
        MILLISECONDS.sleep((long) (timing.rest() * 1000));
        Map<String, Double> before = memory(peer, server);
        List<String> load = List.of("idle", "--connections", Integer.toString(Workload.IDLE_CONNECTIONS));
        try (LoadProcess process = start(arguments(load, server, 0, 120))) {
            process.line();
            MILLISECONDS.sleep((long) (timing.rest() * 1000));
            Map<String, Double> after = memory(peer, server);
            process.goOn();
            Map<String, Double> numbers = new LinkedHashMap<>(Json.numbers(process.line()));
            after.forEach((name, bytes) -> {
                double growth = bytes - before.getOrDefault(name, 0.0);
                numbers.put(name + "_per_connection", growth / Workload.IDLE_CONNECTIONS);
            });
            return numbers;
        }
    }

    private static Map<String, Double> memory(Peer peer, ServerProcess server)
            throws IOException, InterruptedException {
        Map<String, Double> memory = new LinkedHashMap<>(peer.probe().measure(server));
        memory.put("rss", server.residentBytes());
        return memory;
    }

    /** Starts the peer's one-line script again and again, on any core, as its users do. */
    Map<String, Double> starts(Peer peer) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("start", "--runs", Integer.toString(timing.starts()), "--"));
        arguments.addAll(peer.start());
        try (LoadProcess process = LoadProcess.start(processes, List.of(), program, arguments, peer.environment())) {
            return Json.numbers(process.line());
        }
    }

    private LoadProcess start(List<String> arguments) throws IOException {
        return LoadProcess.start(processes, pinning.load(), program, arguments, Map.of());
    }

    private static List<String> arguments(List<String> load, ServerProcess server, double warmup, double seconds) {
        List<String> arguments = new ArrayList<>(load);
        arguments.addAll(List.of("--port", Integer.toString(server.port()), "--pid", Long.toString(server.pid())));
        arguments.addAll(List.of("--warmup", Double.toString(warmup), "--seconds", Double.toString(seconds)));
        return arguments;
    }
}

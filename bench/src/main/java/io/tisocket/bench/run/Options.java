// SPDX-License-Identifier: Apache-2.0
package io.tisocket.bench.run;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;

/**
 * What the user asked for.
 *
 * @param quick a look in three minutes instead of one of thirty
 * @param rounds how often each server runs each workload
 * @param only identifiers of workloads; empty: all
 * @param servers identifiers of servers; empty: all but those that have to be named
 * @param cores the core of the servers and that of the load, or the cores, as 0-1
 * @param results the folder for the reports; empty: that of the kind of run
 */
record Options(boolean quick, int rounds, List<String> only, List<String> servers, List<String> cores, String results) {

    static final String HELP = """
            bench/run [--quick] [--only LIST] [--servers LIST] [--rounds N] [--cores SERVER,LOAD] [--results FOLDER]

              --quick      one round of short runs, about 3 minutes; without it 5 rounds, about 30 minutes
              --only       workloads, separated by commas:
                           %s
              --servers    servers, separated by commas:
                           %s
              --rounds     how often each server runs each workload
              --cores      the core of the servers and that of the load, 0,1 unless set; or cores, as 0-1,0-1
              --results    where the reports go: bench/results; with --quick bench/results/work/quick, with --only or
                           --servers bench/results/work/partial
              --help       this text
            """;

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    static Options parse(String... arguments) {
        Queue<String> rest = new ArrayDeque<>(Arrays.asList(arguments));
        boolean quick = rest.remove("--quick");
        int rounds = quick ? 1 : 5;
        List<String> only = List.of();
        List<String> servers = List.of();
        List<String> cores = List.of("0", "1");
        String results = "";
        while (!rest.isEmpty()) {
            String name = rest.remove();
            String value = rest.poll();
            if (value == null) {
                throw new IllegalArgumentException(name + " needs a value, or does not exist; see --help");
            }
            switch (name) {
                case "--only" -> only = list(value);
                case "--servers" -> servers = list(value);
                case "--rounds" -> rounds = positive(name, value);
                case "--cores" -> cores = list(value);
                case "--results" -> results = value;
                default -> throw new IllegalArgumentException(name + " does not exist; see --help");
            }
        }
        if (cores.size() != 2 || !cores.stream().allMatch(core -> core.matches("\\d{1,4}(-\\d{1,4})?"))) {
            throw new IllegalArgumentException("--cores takes two numbers or ranges: SERVER,LOAD, or 0-1,0-1");
        }
        return new Options(quick, rounds, only, servers, cores, results);
    }

    private static int positive(String name, String value) {
        if (!value.matches("[1-9]\\d?|100")) {
            throw new IllegalArgumentException(name + " " + value + ": a number from 1 to 100 is needed");
        }
        return Integer.parseInt(value);
    }

    /** Tells whether some workloads or servers were chosen. */
    boolean isPartial() {
        return !only.isEmpty() || !servers.isEmpty();
    }

    private static List<String> list(String value) {
        return List.of(value.split(",", -1));
    }

    /** Returns those of {@code all} that are in {@code chosen}, or all when nothing was chosen. */
    static <T> List<T> choose(List<T> all, java.util.function.Function<T, String> id, List<String> chosen) {
        for (String name : chosen) {
            if (all.stream().noneMatch(one -> id.apply(one).equals(name))) {
                throw new IllegalArgumentException(
                        "no " + name + "; there are " + all.stream().map(id).toList());
            }
        }
        return all.stream()
                .filter(one -> chosen.isEmpty() || chosen.contains(id.apply(one)))
                .toList();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.reliability.trial;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Does a trial in a process of its own, in the trial's surroundings, and takes over what that process has counted. */
public final class Child {

    /** What stands before each line that is meant for the parent. */
    private static final String MARK = "tally\t";

    /** What Netty says of a buffer that was not released. */
    private static final String LEAK = "LEAK: ";

    private static final long MINUTES = 2;

    private final Trial trial;
    private final int rounds;
    private final long seed;

    Child(Trial trial, int rounds, long seed) {
        this.trial = trial;
        this.rounds = rounds;
        this.seed = seed;
    }

    /** Returns the command line of this JVM with the same class path, up to the main class; Netty follows each of its buffers. */
    public static List<String> java(String... options) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.add("-Dio.netty.leakDetection.level=paranoid");
        line.addAll(List.of(options));
        line.addAll(List.of("-cp", System.getProperty("java.class.path")));
        return line;
    }

    Tally run() throws InterruptedException {
        Tally tally = new Tally();
        List<String> line = new ArrayList<>(trial.surroundings().command());
        line.addAll(
                java("-Xmx256m", "-XX:+UseSerialGC", "-Dsun.net.inetaddr.ttl=0", "-Dsun.net.inetaddr.negative.ttl=0"));
        line.addAll(List.of("io.tisocket.reliability.Main", "--here", trial.name()));
        line.addAll(List.of("--rounds", String.valueOf(rounds), "--seed", String.valueOf(seed)));
        try {
            Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
            Thread end = new Thread(() -> endInTime(process), "end-of-child");
            end.setDaemon(true);
            end.start();
            List<String> other = read(process, tally);
            if (process.waitFor() != 0) {
                tally.broken("the process ended with " + process.exitValue() + ": " + String.join(" | ", other));
            }
            end.interrupt();
        } catch (IOException failed) {
            tally.broken("the process could not be run: " + failed.getMessage());
        }
        return tally;
    }

    private static List<String> read(Process process, Tally tally) throws IOException {
        process.getOutputStream().close();
        List<String> other = new ArrayList<>();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String said = output.readLine(); said != null; said = output.readLine()) {
                if (said.startsWith(Tally.TOLD)) {
                    System.err.println(said);
                } else if (said.contains(LEAK)) {
                    tally.broken(said);
                } else if (!(said.startsWith(MARK) && tally.add(said.substring(MARK.length()))) && other.size() < 20) {
                    other.add(said);
                }
            }
        }
        return other;
    }

    private static void endInTime(Process process) {
        try {
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells the parent, from within the child. */
    public static void report(Tally tally) {
        tally.lines().forEach(line -> System.out.println(MARK + line));
    }
}

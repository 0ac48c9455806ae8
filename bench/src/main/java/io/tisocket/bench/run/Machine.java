// SPDX-License-Identifier: Apache-2.0
package io.tisocket.bench.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the numbers depend on besides the code: the machine, its settings, the versions. No names of hosts, no paths.
 *
 * @param facts names and values, for reports
 * @param load how many processes wanted to run in the minute before
 */
record Machine(Map<String, String> facts, double load) {

    private static final List<String> SETTINGS = List.of(
            "net/core/somaxconn",
            "net/ipv4/tcp_congestion_control",
            "net/ipv4/tcp_rmem",
            "net/ipv4/tcp_wmem",
            "net/ipv4/tcp_max_tw_buckets",
            "net/ipv4/tcp_tw_reuse");

    private static final Path LOAD = Path.of("/proc/loadavg");

    /** Above this somebody else is using the machine; a build that has just ended leaves about 1. */
    private static final double QUIET = 1.5;

    static Machine describe(Installation installation, Pinning pinning) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("date", Instant.now().truncatedTo(ChronoUnit.MINUTES).toString());
        facts.put("commit", commit(installation));
        facts.put("CPU", cpu());
        facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("pinning", pinning.text());
        facts.put("load average at the start", firstLine(LOAD).replaceFirst(" \\d+/.*", ""));
        facts.put("kernel", System.getProperty("os.name", "") + " " + System.getProperty("os.version", ""));
        for (String setting : SETTINGS) {
            facts.put(
                    setting.replace('/', '.'),
                    firstLine(Path.of("/proc/sys", setting)).replace('\t', ' '));
        }
        facts.put("gcc", firstOf("gcc", "-dumpfullversion"));
        facts.put("Node", firstOf("node", "--version"));
        facts.put("JDK of the Java servers", version(installation.java()));
        installation.java25().ifPresent(home -> facts.put("JDK 25, for compiled JavaScript", version(home)));
        installation.java17().ifPresent(home -> facts.put("JDK 17, for interpreted JavaScript", version(home)));
        facts.put("Netty", library(io.netty.channel.Channel.class));
        facts.put("GraalJS", library(org.graalvm.polyglot.Engine.class));
        facts.put("Vert.x", library(io.vertx.core.Vertx.class));
        return new Machine(facts, firstNumber(firstLine(LOAD)));
    }

    boolean isQuiet() {
        return load < QUIET;
    }

    private static double firstNumber(String line) {
        return line.matches("\\d.*") ? Double.parseDouble(line.split(" ", 2)[0]) : 0;
    }

    private static String commit(Installation installation) {
        String root = installation.root().toString();
        String changes = firstOf("git", "-C", root, "status", "--porcelain", "--untracked-files=no");
        return firstOf("git", "-C", root, "rev-parse", "--short", "HEAD") + (changes.isEmpty() ? "" : ", with changes");
    }

    private static String cpu() {
        try (BufferedReader lines = Files.newBufferedReader(Path.of("/proc/cpuinfo"))) {
            return lines.lines()
                    .filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .orElse(System.getProperty("os.arch", ""));
        } catch (IOException elsewhere) {
            return System.getProperty("os.arch", "");
        }
    }

    private static String version(Path home) {
        try {
            for (String line : Files.readAllLines(home.resolve("release"))) {
                if (line.startsWith("JAVA_RUNTIME_VERSION=")) {
                    return line.substring("JAVA_RUNTIME_VERSION=".length()).replace("\"", "");
                }
            }
        } catch (IOException unreadable) {
            return "unknown";
        }
        return "unknown";
    }

    /** Returns the version in the name of the jar that {@code type} comes from. */
    private static String library(Class<?> type) {
        String jar = Path.of(
                        type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .getFileName()
                .toString();
        return jar.replaceFirst("^[a-z-]+", "").replaceFirst("\\.jar$", "");
    }

    private static String firstLine(Path file) {
        try {
            return Files.readAllLines(file).stream().findFirst().orElse("");
        } catch (IOException notHere) {
            return "unknown";
        }
    }

    private static String firstOf(String... command) {
        if (Optional.of(command[0]).flatMap(Installation::onPath).isEmpty()) {
            return "not installed";
        }
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().findFirst().orElse("");
        } catch (IOException failed) {
            return "unknown";
        }
    }
}

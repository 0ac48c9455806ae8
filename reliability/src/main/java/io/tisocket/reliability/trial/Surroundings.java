// SPDX-License-Identifier: Apache-2.0
package io.tisocket.reliability.trial;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

/**
 * Where a trial is done: in this process, or in one of its own in which something is different.
 *
 * @param command what the command line of the process begins with; empty: this process
 */
public record Surroundings(List<String> command) {

    /** This process. */
    public static final Surroundings HERE = new Surroundings(List.of());

    private static final ConcurrentMap<List<String>, String> MISSING = new ConcurrentHashMap<>();

    /** Keeps a copy. */
    public Surroundings {
        command = List.copyOf(command);
    }

    /**
     * Returns a process in a network of its own, and with mounts of its own.
     *
     * @param setUp lines of a shell that prepare it, as its root; the loopback interface is up before
     */
    public static Surroundings network(String setUp) {
        List<String> command = new ArrayList<>(privilege());
        command.addAll(List.of("sh", "-ec", "ip link set lo up\n" + setUp + "\nexec \"$@\"", "sh"));
        return new Surroundings(command);
    }

    /** The first way to a network of one's own that works here. */
    private static List<String> privilege() {
        List<String> unshare = List.of("unshare", "-r", "-n", "-m");
        List<String> asRoot = List.of("sudo", "-n", "unshare", "-n", "-m");
        return new Surroundings(unshare).missing().isEmpty()
                        || !new Surroundings(asRoot).missing().isEmpty()
                ? unshare
                : asRoot;
    }

    /** Returns why such a process cannot be had on this machine, or nothing. */
    public String missing() {
        return command.isEmpty() ? "" : MISSING.computeIfAbsent(command, Surroundings::attempt);
    }

    private static String attempt(List<String> command) {
        List<String> line = new ArrayList<>(command);
        line.add("true");
        try {
            Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor(10, TimeUnit.SECONDS);
            return process.exitValue() == 0 ? "" : said.strip().replaceAll("\\s+", " ");
        } catch (IOException failed) {
            return String.valueOf(failed.getMessage());
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }
}

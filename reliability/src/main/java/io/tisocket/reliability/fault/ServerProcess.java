// SPDX-License-Identifier: Apache-2.0
package io.tisocket.reliability.fault;

import io.tisocket.reliability.trial.Child;
import io.tisocket.reliability.trial.Round;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A {@link Hoarder} that runs as a process of its own, and what it says. */
final class ServerProcess implements AutoCloseable {

    /** What Linux counts CPU time in. */
    private static final double TICKS_PER_SECOND = 100;

    private final Process process;
    private final LinkedBlockingQueue<String> said = new LinkedBlockingQueue<>();

    private ServerProcess(Process process) {
        this.process = process;
        Thread reader = new Thread(this::read, "server-output");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts it behind the words of {@code wrapper}. */
    static ServerProcess start(List<String> wrapper, String... arguments) throws IOException {
        List<String> line = new ArrayList<>(wrapper);
        line.addAll(Child.java("-Xmx64m", "-XX:+UseSerialGC"));
        line.add(Hoarder.class.getName());
        line.addAll(List.of(arguments));
        return new ServerProcess(
                new ProcessBuilder(line).redirectErrorStream(true).start());
    }

    private void read() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                said.add(line);
            }
        } catch (IOException ended) {
            said.add("the output ended: " + ended.getMessage());
        }
    }

    /** Waits for a line with {@code words} in it; returns it. */
    String await(Round round, String words) throws InterruptedException {
        List<String> others = new ArrayList<>();
        while (true) {
            String line = said.poll(Round.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (line == null) {
                round.tally().stuck("the server says " + others + " instead of " + words);
                throw new IllegalStateException("the server does not say " + words);
            }
            if (line.contains(words)) {
                return line;
            }
            if (line.contains("LEAK: ")) {
                round.tally().broken(line);
            }
            others.add(line);
        }
    }

    int awaitNumber(Round round, String words) throws InterruptedException {
        return Integer.parseInt(await(round, words).replace(words, "").strip());
    }

    void say(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** Returns the CPU time that the process has used. */
    double cpuSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "stat"));
        String[] cells = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(cells[11]) + Long.parseLong(cells[12])) / TICKS_PER_SECOND;
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        } finally {
            process.onExit()
                    .completeOnTimeout(process, Round.PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .join();
            process.destroyForcibly().onExit().join();
        }
    }
}

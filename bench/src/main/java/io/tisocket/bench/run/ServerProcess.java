// SPDX-License-Identifier: Apache-2.0
package io.tisocket.bench.run;

import io.tisocket.bench.server.Mode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A server that runs, on its core. */
final class ServerProcess implements AutoCloseable {

    private static final int ANSWER_SECONDS = 60;

    private final Processes processes;
    private final Process process;
    private final BufferedReader output;
    private final ExecutorService reader = Executors.newSingleThreadExecutor(ServerProcess::daemon);
    private final Path log;
    private final int port;

    private ServerProcess(Processes processes, ProcessBuilder builder, Path log)
            throws IOException, InterruptedException {
        this.processes = processes;
        this.log = log;
        this.process = processes.start(builder);
        this.output = process.inputReader(StandardCharsets.UTF_8);
        this.port = readPort();
    }

    /** Starts {@code peer} in {@code mode} and waits until it listens; what it says on stderr goes to {@code log}. */
    static ServerProcess start(Processes processes, Pinning pinning, Peer peer, Mode mode, Path log)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(pinning.server());
        command.addAll(peer.command());
        command.add(mode.toString());
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
        builder.environment().putAll(peer.environment());
        return new ServerProcess(processes, builder, log);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "answers");
        thread.setDaemon(true);
        return thread;
    }

    private int readPort() throws IOException, InterruptedException {
        try {
            for (String line = readLine(); ; line = readLine()) {
                if (line.startsWith("READY ")) {
                    return Integer.parseInt(line.substring("READY ".length()).trim());
                }
            }
        } catch (IOException neverReady) {
            close();
            throw neverReady;
        }
    }

    private String readLine() throws IOException, InterruptedException {
        try {
            String line = reader.submit(output::readLine).get(ANSWER_SECONDS, TimeUnit.SECONDS);
            if (line == null) {
                throw new IOException("ended early: " + lastWords());
            }
            return line;
        } catch (ExecutionException broken) {
            throw new IOException("cannot be read", broken);
        } catch (TimeoutException silent) {
            throw new IOException("says nothing for " + ANSWER_SECONDS + " seconds: " + lastWords(), silent);
        }
    }

    private String lastWords() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return lines.isEmpty() ? "without a word" : lines.get(0);
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    /** Sends a line and returns the answer. */
    String ask(String question) throws IOException, InterruptedException {
        Writer input = process.outputWriter(StandardCharsets.UTF_8);
        input.write(question + "\n");
        input.flush();
        return readLine();
    }

    /** Runs a program that asks the server from outside, and returns all that it prints; what prints nothing more is ended. */
    String askTool(String... command) throws IOException, InterruptedException {
        Process tool = processes.start(new ProcessBuilder(command).redirectErrorStream(true));
        try {
            return reader.submit(() -> new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException broken) {
            throw new IOException(command[0] + " cannot be read", broken);
        } catch (TimeoutException silent) {
            throw new IOException(command[0] + " takes more than " + ANSWER_SECONDS + " seconds", silent);
        } finally {
            processes.end(tool);
        }
    }

    /** Returns the memory of the process that is in RAM, in bytes; 0 where there is no {@code /proc}. */
    double residentBytes() throws IOException {
        Path status = Path.of("/proc", Long.toString(pid()), "status");
        if (!Files.isDirectory(Path.of("/proc/self"))) {
            return 0;
        }
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith("VmRSS:")) {
                return Double.parseDouble(line.replaceAll("\\D", "")) * 1024;
            }
        }
        throw new IOException("has ended: " + lastWords());
    }

    /** Returns how long the threads that compile have run, of a JVM and of its engine for scripts; 0 where there is no {@code /proc}. */
    double compilerSeconds() throws IOException {
        Path tasks = Path.of("/proc", Long.toString(pid()), "task");
        if (!Files.isDirectory(tasks)) {
            return 0;
        }
        double seconds = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
            for (Path thread : threads) {
                seconds += compilerSeconds(thread);
            }
        }
        return seconds;
    }

    private static double compilerSeconds(Path thread) throws IOException {
        try {
            if (!Files.readString(thread.resolve("comm")).contains("Compiler")) {
                return 0;
            }
            // The first number is the time on a core, in nanoseconds.
            String[] times = Files.readString(thread.resolve("schedstat")).split(" ", -1);
            return Double.parseDouble(times[0]) / 1e9;
        } catch (IOException ended) {
            return 0;
        }
    }

    @Override
    public void close() {
        processes.end(process);
        reader.shutdownNow();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.bench.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One run of the load generator. It limits its own time; beyond that it is ended. */
final class LoadProcess implements AutoCloseable {

    private static final int LIMIT_SECONDS = 180;

    private final Processes processes;
    private final Process process;
    private final BufferedReader output;
    private final Path log;

    private LoadProcess(Processes processes, ProcessBuilder builder, Path log) throws IOException {
        this.processes = processes;
        this.log = log;
        this.process = processes.start(builder);
        this.output = process.inputReader(StandardCharsets.UTF_8);
        CompletableFuture.delayedExecutor(LIMIT_SECONDS, TimeUnit.SECONDS).execute(this::endLate);
    }

    private void endLate() {
        if (process.isAlive()) {
            processes.end(process);
        }
    }

    /** Starts the program with {@code arguments}; {@code prefix} pins it. */
    static LoadProcess start(
            Processes processes,
            List<String> prefix,
            Path program,
            List<String> arguments,
            Map<String, String> environment)
            throws IOException {
        Path log = Files.createTempFile("bench-load", ".log");
        List<String> command = new ArrayList<>(prefix);
        command.add(program.toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
        builder.environment().putAll(environment);
        return new LoadProcess(processes, builder, log);
    }

    /** Returns its next line. */
    String line() throws IOException {
        String line = output.readLine();
        if (line == null) {
            throw new IOException(reason());
        }
        return line;
    }

    /** Ends a pause that the program makes. */
    void goOn() throws IOException {
        Writer input = process.outputWriter(StandardCharsets.UTF_8);
        input.write("\n");
        input.flush();
    }

    private String reason() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return lines.isEmpty() ? "the load ended without a result" : lines.get(lines.size() - 1);
    }

    @Override
    public void close() throws IOException {
        processes.end(process);
        Files.deleteIfExists(log);
    }
}

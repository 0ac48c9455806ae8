// SPDX-License-Identifier: Apache-2.0
package io.tisocket.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A program in a process of its own, with what it prints at hand line by line, errors included. */
class RunningProgram implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What comes after the last line; no program prints this. */
    private static final String END = "(end of output)";

    private final Process process;
    private final Thread reader;
    private final BlockingQueue<String> arriving = new LinkedBlockingQueue<>();
    private final List<String> seen = new ArrayList<>();

    RunningProgram(ProcessBuilder builder) throws IOException {
        process = builder.redirectErrorStream(true).start();
        reader = new Thread(this::read, "output of " + builder.command().get(0));
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.contains("LEAK: ")) {
                    // Netty's word of a lost buffer; whoever runs the build looks for it in the output.
                    System.out.println(line);
                }
                arriving.add(line);
            }
        } catch (IOException gone) {
            arriving.add("(output unreadable: " + gone.getMessage() + ")");
        }
        arriving.add(END);
    }

    /** Types a line. */
    void say(String line) throws IOException {
        OutputStream input = process.getOutputStream();
        input.write((line + "\n").getBytes(UTF_8));
        input.flush();
    }

    /** Ends what is typed, as Ctrl-D does. */
    void sayNoMore() throws IOException {
        process.getOutputStream().close();
    }

    /** Waits for a line in which {@code expression} is found. Lines before it are passed over. */
    Matcher awaitLine(String expression) throws InterruptedException {
        Pattern pattern = Pattern.compile(expression);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            String line = arriving.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (line == null || line.equals(END)) {
                throw new AssertionError("no line like \"" + expression + "\" among: " + seen);
            }
            seen.add(line);
            Matcher matcher = pattern.matcher(line);
            if (matcher.find()) {
                return matcher;
            }
        }
    }

    /** Waits for the line with which the examples say where they listen, and returns the port. */
    int awaitPort() throws InterruptedException {
        return Integer.parseInt(awaitLine("Listening on 127\\.0\\.0\\.1:(\\d+)").group(1));
    }

    /** Waits for the program to end by itself, and returns its exit code. */
    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("still running after printing: " + output());
        }
        reader.join(PATIENCE.toMillis());
        return process.exitValue();
    }

    /** Returns every line printed until now, errors included. */
    List<String> output() {
        arriving.drainTo(seen);
        seen.remove(END);
        return List.copyOf(seen);
    }

    /** Returns the number by which the system knows the process. */
    long pid() {
        return process.pid();
    }

    /** Asks the program to end, as a terminal or a service manager would, and returns its exit code. */
    int terminate() throws InterruptedException {
        process.destroy();
        return awaitEnd();
    }

    /** Leaves no process behind, whatever the test did. */
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}

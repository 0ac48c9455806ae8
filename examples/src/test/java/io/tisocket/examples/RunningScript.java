// SPDX-License-Identifier: Apache-2.0
package io.tisocket.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tisocket.cli.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An example in a process of its own, as a reader would start it, with what it prints at hand line by line. The class path
 * is that of the tests, so that nothing has to be built; the system property {@code tisocket.launcher} names a launcher to
 * be used instead.
 */
final class RunningScript implements AutoCloseable {
    /** How long a test waits for anything before it fails. */
    static final int PATIENCE_MILLIS = 30_000;

    private static final Duration PATIENCE = Duration.ofMillis(PATIENCE_MILLIS);
    private static final Path ROOT = Path.of(System.getProperty("tisocket.root"));

    /** What comes after the last line; a script does not print this. */
    private static final String END = "(end of output)";

    private final Process process;
    private final Thread reader;
    private final BlockingQueue<String> arriving = new LinkedBlockingQueue<>();
    private final List<String> seen = new ArrayList<>();

    private RunningScript(Process process) {
        this.process = process;
        reader = new Thread(this::read, "output of a script");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts {@code examples/NAME}. */
    static RunningScript start(String name, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(starter());
        command.add("run");
        command.add("examples/" + name);
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(ROOT.toFile()).redirectErrorStream(true);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return new RunningScript(builder.start());
    }

    private static List<String> starter() {
        String launcher = System.getProperty("tisocket.launcher", "");
        if (!launcher.isEmpty()) {
            return List.of(launcher);
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-Dpolyglot.engine.WarnInterpreterOnly=false"));
        if (Runtime.version().feature() >= 24) {
            // These warn, and the warnings would be taken for output of the script.
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        command.add(Main.class.getName());
        return command;
    }

    /** Connects to a port of this machine, as a client that does not wait for ever for what it reads. */
    static Socket dial(int port) throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), port);
        client.setSoTimeout(PATIENCE_MILLIS);
        return client;
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                arriving.add(line);
            }
        } catch (IOException gone) {
            arriving.add("(output unreadable: " + gone.getMessage() + ")");
        }
        arriving.add(END);
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

    /** Waits for the script to end by itself, and returns its exit code. */
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

    /** Asks the script to end, as a terminal or a service manager would, and returns its exit code. */
    int terminate() throws InterruptedException {
        process.destroy();
        return awaitEnd();
    }

    /** Leaves no process behind, whatever the test did. */
    @Override
    public void close() {
        process.destroyForcibly();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What only a process of its own can show: exit codes and signals. */
@Timeout(60)
class ProcessTest {
    /** The promise is a second, and .ci/run holds it to that; here a busy machine must not fail a test. */
    private static final Duration PROMPTLY = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void noProcessIsLeftBehind() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void theExitCodeReachesTheCaller() throws Exception {
        Process done = start("run", write("console.log('done')"));
        Process broken = start("run", write("throw new Error('broken on purpose')"));
        Process usage = start("fly");

        assertThat(done.waitFor()).isEqualTo(ExitCode.DONE);
        assertThat(broken.waitFor()).isEqualTo(ExitCode.SCRIPT_ERROR);
        assertThat(usage.waitFor()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void outputIsUtf8WhateverTheLocale() throws Exception {
        Process process = start("run", write("console.log('\\u00e9\\u4e16')"));

        assertThat(process.inputReader(UTF_8).readLine()).isEqualTo("\u00e9\u4e16");
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void aSignalEndsAWaitingScript(String signal, int code) throws Exception {
        Process process = start("run", write("console.log('ready'); setTimeout(function () {}, 600000);"));
        awaitLine(process, "ready");

        send(signal, process);

        assertThat(process.waitFor(PROMPTLY.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(code);
    }

    @Test
    void aSignalEndsAScriptThatNeverReturns() throws Exception {
        Process process = start("run", write("console.log('ready'); for (;;) {}"));
        awaitLine(process, "ready");

        send("INT", process);

        assertThat(process.waitFor(PROMPTLY.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(ExitCode.INTERRUPTED);
    }

    private Process start(String... args) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-Dpolyglot.engine.WarnInterpreterOnly=false"));
        // The scripts live for a moment: the better compiler would spend more than it saves.
        command.add("-XX:TieredStopAtLevel=1");
        if (Runtime.version().feature() >= 24) {
            // These warn, and the warnings would be taken for output of the script.
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        command.add(Main.class.getName());
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private static void awaitLine(Process process, String expected) throws IOException {
        BufferedReader reader = process.inputReader(UTF_8);
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.equals(expected)) {
                return;
            }
        }
        throw new AssertionError("the script ended without a line " + expected);
    }

    private static void send(String signal, Process process) throws Exception {
        assumeTrue(
                Files.isExecutable(Path.of("/bin/kill")) || Files.isExecutable(Path.of("/bin/sh")), "no signals here");
        Process kill = new ProcessBuilder("/bin/sh", "-c", "kill -" + signal + " " + process.pid()).start();
        assertThat(kill.waitFor()).isZero();
    }

    /** As in a background job of a shell script. */
    private static boolean interruptsAreIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.isReadable(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .map(line -> line.substring(line.length() - 1))
                        .anyMatch(lastDigit -> (Integer.parseInt(lastDigit, 16) & 2) != 0);
    }

    private String write(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "script", ".js"), text)
                .toString();
    }
}

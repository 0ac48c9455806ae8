// SPDX-License-Identifier: Apache-2.0
package io.tisocket.examples;

import io.tisocket.cli.Main;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An example in a process of its own, as a reader would start it. The class path is that of the tests, so that nothing has
 * to be built; the system property {@code tisocket.launcher} names a launcher to be used instead.
 */
final class RunningScript extends RunningProgram {
    /** How long a test waits for anything before it fails. */
    static final int PATIENCE_MILLIS = 30_000;

    private static final Path ROOT = Path.of(System.getProperty("tisocket.root"));

    /** Where scripts write; not the folder of the user. */
    private static final Path DATA = ROOT.resolve(Path.of("examples", "target", "data"));

    private RunningScript(ProcessBuilder builder) throws IOException {
        super(builder);
    }

    /** Starts {@code examples/NAME}. */
    static RunningScript start(String name, Object... arguments) throws IOException {
        return start(List.of(), Path.of("examples", name), arguments);
    }

    /** Starts a script in a JVM with options, such as {@code -Xmx64m}. */
    static RunningScript start(List<String> javaOptions, Path script, Object... arguments) throws IOException {
        String launcher = System.getProperty("tisocket.launcher", "");
        List<String> command = launcher.isEmpty() ? ourselves(javaOptions) : new ArrayList<>(List.of(launcher));
        command.add("run");
        command.add(script.toString());
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        ProcessBuilder builder = new ProcessBuilder(command).directory(ROOT.toFile());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().put("TISOCKET_JAVA_OPTS", String.join(" ", javaOptions));
        builder.environment().put("TISOCKET_DATA", DATA.toString());
        // Its warnings would be taken for output, and on a busy machine a cold callback may well take seconds.
        builder.environment().put("TISOCKET_SLOW_CALLBACK", "0");
        return new RunningScript(builder);
    }

    private static List<String> ourselves(List<String> javaOptions) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-Dpolyglot.engine.WarnInterpreterOnly=false"));
        // Most scripts live for a moment here: the better compiler would spend more than it saves.
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-Dio.netty.leakDetection.level=paranoid");
        if (Runtime.version().feature() >= 24) {
            // These warn, and the warnings would be taken for output of the script.
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        command.addAll(javaOptions);
        command.add(Main.class.getName());
        return command;
    }

    /** Connects to a port of this machine, as a client that does not wait for ever for what it reads. */
    static Socket dial(int port) throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), port);
        client.setSoTimeout(PATIENCE_MILLIS);
        return client;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.bench.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All servers, in the order of the reports. */
final class Peers {

    static final String C = "c-epoll";
    static final String NETTY_EPOLL = "netty-epoll";
    static final String NODE = "node";
    static final String JAVA = "tisocket-java";
    static final String COMPILED = "tisocket-js-compiled";
    static final String INTERPRETED = "tisocket-js-interpreted";

    /** For every JVM alike; the heap as the launcher has it. */
    private static final List<String> FLAGS = List.of("-XX:+UseSerialGC", "-Xmn64m", "-Xmx1g");

    /** And where they are known: small objects, and memory that the compilers are done with goes back to the system. */
    private static final List<String> FLAGS_25 =
            List.of("-XX:+UseCompactObjectHeaders", "-XX:TrimNativeHeapInterval=1000");

    /** Takes part only when it is named: two loops need two cores, and so does the load. */
    private static final Set<String> ON_DEMAND = Set.of(NETTY_EPOLL + "-2", JAVA + "-2");

    private final Installation installation;

    Peers(Installation installation) {
        this.installation = installation;
    }

    List<Peer> all() {
        return List.of(
                c(),
                java(NETTY_EPOLL, "Netty, native epoll, one loop").missingIf(!isLinux(), "epoll is a matter of Linux"),
                java(NETTY_EPOLL + "-2", "Netty, native epoll, two loops")
                        .missingIf(!isLinux(), "epoll is a matter of Linux"),
                java("netty-nio", "Netty, NIO, one loop"),
                java("vertx", "Vert.x, one event loop"),
                node(),
                virtualThreads(),
                java(JAVA, "TiSocket from Java, one loop"),
                java(JAVA + "-2", "TiSocket from Java, two loops"),
                script(
                        COMPILED,
                        "TiSocket from JavaScript, compiled",
                        installation.java25(),
                        "needs a JDK 25 (BENCH_JAVA_25)"),
                script(
                        INTERPRETED,
                        "TiSocket from JavaScript, interpreted",
                        installation.java17(),
                        "needs a JDK 17 (BENCH_JAVA_17)"));
    }

    /** Returns those that {@code chosen} names, or those that take part when it names none. */
    List<Peer> choose(List<String> chosen) {
        return Options.choose(all(), Peer::id, chosen).stream()
                .filter(peer -> !chosen.isEmpty() || !ON_DEMAND.contains(peer.id()))
                .toList();
    }

    private Peer c() {
        Path program = installation.cProgram("echo");
        return Peer.of(C, "C, epoll, one thread", MemoryProbe.NONE, List.of(program.toString()))
                .withFlags("gcc -O2")
                .missingIf(!Files.isExecutable(program), "was not built: no gcc");
    }

    private Peer java(String id, String title) {
        String kind = id.startsWith(JAVA) ? id.replace("-java", "") : id;
        return Peer.of(id, title, MemoryProbe.STDIN, jvm(installation.jar(), "ServerMain", kind))
                .withFlags(String.join(" ", flags()));
    }

    private Peer virtualThreads() {
        Path classes = installation.target().resolve("java25");
        return Peer.of(
                        "virtual-threads",
                        "java.net, a virtual thread for each connection",
                        MemoryProbe.STDIN,
                        jvm(classes + ":" + installation.jar(), "VirtualThreadServer"))
                .withFlags(String.join(" ", flags()))
                .missingIf(installation.java25().isEmpty(), "needs a JDK 25 (BENCH_JAVA_25)")
                .missingIf(!Files.isDirectory(classes), "was not compiled");
    }

    private List<String> jvm(String classPath, String main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(installation.java().resolve("bin/java").toString());
        command.addAll(flags());
        if (installation.java25().isPresent()) {
            command.add("--enable-native-access=ALL-UNNAMED");
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(List.of("-cp", classPath, "io.tisocket.bench.server." + main));
        command.addAll(List.of(arguments));
        return command;
    }

    private List<String> flags() {
        List<String> flags = new ArrayList<>(FLAGS);
        if (installation.java25().isPresent()) {
            flags.addAll(FLAGS_25);
        }
        return flags;
    }

    private Peer node() {
        Optional<Path> node = Installation.onPath("node");
        String program = node.map(Path::toString).orElse("node");
        return Peer.of(
                        NODE,
                        "Node, net",
                        MemoryProbe.STDIN,
                        List.of(
                                program,
                                "--expose-gc",
                                installation.script("node.js").toString()))
                .withStart(List.of(program, installation.script("one-line.js").toString()))
                .missingIf(node.isEmpty(), "no node on the PATH");
    }

    private Peer script(String id, String title, Optional<Path> home, String reason) {
        String launcher = installation.root().resolve("tisocket").toString();
        List<String> run = List.of(launcher, "run");
        Peer peer = Peer.of(
                        id,
                        title,
                        home.map(MemoryProbe::jcmd).orElse(MemoryProbe.NONE),
                        plus(run, installation.script("tisocket.js")))
                .withStart(plus(run, installation.script("one-line.js")))
                .withEnvironment(
                        Map.of("TISOCKET_JAVA_HOME", home.map(Path::toString).orElse("")))
                .withFlags("./tisocket run, JDK " + (id.equals(COMPILED) ? 25 : 17))
                .missingIf(home.isEmpty(), reason)
                .missingIf(!Files.isDirectory(installation.root().resolve("js")), "this checkout has no module js");
        return peer;
    }

    private static List<String> plus(List<String> command, Path last) {
        List<String> longer = new ArrayList<>(command);
        longer.add(last.toString());
        return List.copyOf(longer);
    }

    private static boolean isLinux() {
        return System.getProperty("os.name", "").startsWith("Linux");
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.reliability.load;

import io.tisocket.reliability.trial.Child;
import io.tisocket.reliability.trial.Round;
import java.io.BufferedReader;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Ten thousand connections that wait, and then all want something. The peers are a process of their own. */
final class IdleCrowd {

    private static final int CROWD = 10_000;

    private IdleCrowd() {}

    static void once(Round round) throws Exception {
        long descriptors = descriptors();
        if (descriptors < CROWD + 500) {
            round.tally().skip("this process may open no more than " + descriptors + " descriptors");
            return;
        }
        EchoServer server = EchoServer.open(round);
        Process crowd = start(server.port());
        try (BufferedReader said = crowd.inputReader(StandardCharsets.UTF_8)) {
            round.expect("the crowd", line(round, said), "connected");
            // The kernel completes a connection before it is accepted here.
            round.awaitUntil("all accepted", () -> server.accepted() == CROWD);
            long began = System.nanoTime();
            go(crowd);
            round.expect("the crowd", line(round, said), "answered " + CROWD);
            round.tally().figure("a message each, ms", (System.nanoTime() - began) / 1e6);
            go(crowd);
            round.expect("the crowd's exit code", crowd.waitFor(), 0);
        } finally {
            crowd.destroyForcibly().waitFor();
        }
        round.tally().tried(CROWD - 1);
    }

    private static Process start(int port) throws Exception {
        List<String> line = Child.java("-Xmx256m", "-XX:+UseSerialGC");
        line.addAll(List.of(Crowd.class.getName(), String.valueOf(port), String.valueOf(CROWD)));
        return new ProcessBuilder(line).redirectErrorStream(true).start();
    }

    private static String line(Round round, BufferedReader said) throws InterruptedException {
        return round.await(
                "a word of the crowd",
                CompletableFuture.supplyAsync(() -> {
                    try {
                        return String.valueOf(said.readLine());
                    } catch (java.io.IOException failed) {
                        return failed.toString();
                    }
                }),
                Round.PATIENCE.multipliedBy(3));
    }

    private static void go(Process crowd) throws Exception {
        OutputStream input = crowd.getOutputStream();
        input.write('\n');
        input.flush();
    }

    private static long descriptors() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
    }
}

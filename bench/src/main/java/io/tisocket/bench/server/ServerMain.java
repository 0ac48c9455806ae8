// SPDX-License-Identifier: Apache-2.0
package io.tisocket.bench.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Starts one server: {@code ServerMain KIND MODE}, with a kind of {@link ServerKind}. */
public final class ServerMain {

    private ServerMain() {}

    /** Starts the server that {@code arguments} name, and serves until stdin ends. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            throw new IllegalArgumentException("ServerMain KIND MODE");
        }
        serve(ServerKind.named(arguments[0]).start(Mode.named(arguments[1])));
    }

    /**
     * Prints {@code READY port} and serves until stdin ends; each line on stdin is answered by the memory in use.
     *
     * @throws IOException when closing the server fails
     */
    public static void serve(BenchServer server) throws IOException {
        PrintStream out = System.out;
        out.println("READY " + server.port());
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (commands.readLine() != null) {
            out.println(Memory.afterCollection());
        }
        server.close();
    }
}

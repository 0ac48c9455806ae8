// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tisocket.socket.SimulatedNetwork;
import io.tisocket.socket.SimulatedPeer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts in a simulated network: its time, its chance, its sockets. */
class SimulatedScriptTest {

    private final SimulatedNetwork network = SimulatedNetwork.seeded(5);
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @AfterEach
    void close() {
        network.loop().close();
    }

    private ScriptRuntime runtime() {
        return runtime(network);
    }

    private ScriptRuntime runtime(SimulatedNetwork where) {
        PrintStream output = new PrintStream(printed, true, UTF_8);
        return ScriptRuntime.builder()
                .network(where)
                .output(output)
                .errors(output)
                .build();
    }

    private List<String> lines() {
        return printed.toString(UTF_8).lines().toList();
    }

    @Test
    @DisplayName("a timer of a day rings at once, and Date says that a day has passed")
    void timersAndDateAreVirtual() {
        try (ScriptRuntime runtime = runtime()) {
            runtime.run("day.js", """
                    var begin = new Date();
                    setTimeout(function () {
                        console.log(begin.toISOString().slice(0, 10), new Date().toISOString().slice(0, 10));
                        console.log(Date.now() - begin >= 86400000, new Date(0).getTime(), begin instanceof Date);
                        console.log(typeof Date(), begin.constructor === Date, Date.UTC(1970, 0));
                    }, 86400000);
                    """);
        }

        assertThat(lines()).containsExactly("2000-01-01 2000-01-02", "true 0 true", "string true 0");
    }

    @Test
    @DisplayName("Math.random follows from the seed, and differs between scripts")
    void chanceFollowsFromTheSeed() {
        for (String name : List.of("a.js", "a.js", "b.js")) {
            SimulatedNetwork same = SimulatedNetwork.seeded(5);
            try (ScriptRuntime runtime = runtime(same)) {
                runtime.run(name, "console.log(Math.random())");
            }
            same.loop().close();
        }

        assertThat(lines()).hasSize(3);
        assertThat(lines().get(1)).isEqualTo(lines().get(0));
        assertThat(lines().get(2)).isNotEqualTo(lines().get(0));
    }

    @Test
    @DisplayName("a script that is a file is started with its folder, as it is run")
    void filesAreStartedToo(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("greeting.js"), "exports.text = 'hello';");
        Files.writeString(folder.resolve("server.js"), """
                const { text } = require('./greeting');
                const listener = Ti.Network.Socket.createTCP({ host: '127.0.0.1', port: 7000, accepted(e) {
                    e.inbound.write(Ti.createBuffer({ value: text }), () => e.inbound.close());
                } });
                listener.listen();
                listener.accept();
                """);

        try (ScriptRuntime runtime = runtime()) {
            runtime.start(folder.resolve("server.js"));
            SimulatedPeer visitor = network.connectPeer("127.0.0.1", 7000);
            network.runUntilIdle();

            assertThat(new String(visitor.received(), UTF_8)).isEqualTo("hello");
        }

        assertThat(lines()).isEmpty();
    }

    @Test
    @DisplayName("a script talks to a peer of the Java program, also with calls that block")
    void scriptsTalkToPeers() {
        SimulatedPeer peer = network.listeningPeer("127.0.0.1", 7000);
        peer.send("hello".getBytes(UTF_8));
        try (ScriptRuntime runtime = runtime()) {
            ScriptOutcome outcome = runtime.run("client.js", """
                    Ti.Network.Socket.createTCP({ host: '127.0.0.1', port: 7000, connected: function (e) {
                        var buffer = Ti.createBuffer({ length: 10 });
                        console.log(e.socket.read(buffer));
                        e.socket.write(Ti.createBuffer({ value: 'thanks' }));
                        e.socket.close();
                    } }).connect();
                    """);
            assertThat(outcome).isEqualTo(ScriptOutcome.COMPLETED);
        }

        assertThat(lines()).containsExactly("5");
        network.runUntilIdle();
        assertThat(new String(peer.received(), UTF_8)).isEqualTo("thanks");
        peer.close();
    }

    @Test
    @DisplayName("a started server answers while the network runs, and its sockets end with it")
    void startedScriptsLiveWhileTheNetworkRuns() {
        SimulatedPeer visitor;
        try (ScriptRuntime server = runtime()) {
            ScriptOutcome outcome = server.start("server.js", """
                    var listener = Ti.Network.Socket.createTCP({ host: '127.0.0.1', port: 7000, accepted: function (e) {
                        e.inbound.write(Ti.createBuffer({ value: 'welcome' }));
                    } });
                    listener.listen();
                    listener.accept();
                    """);
            assertThat(outcome).isEqualTo(ScriptOutcome.COMPLETED);
            visitor = network.connectPeer("127.0.0.1", 7000);
            network.runUntilIdle();
            assertThat(new String(visitor.received(), UTF_8)).isEqualTo("welcome");
        }
        network.runUntilIdle();

        assertThat(visitor.failure()).isPresent();
        assertThat(network.leftovers()).isEmpty();
    }

    @Test
    @DisplayName("each of two scripts is told of its own mistakes")
    void mistakesBelongToTheirScript() {
        ByteArrayOutputStream other = new ByteArrayOutputStream();
        try (ScriptRuntime good = runtime();
                ScriptRuntime bad = ScriptRuntime.builder()
                        .network(network)
                        .errors(new PrintStream(other, true, UTF_8))
                        .build()) {
            bad.start("bad.js", "setTimeout(function () { throw new Error('mine'); }, 5);");
            assertThat(good.run("good.js", "setTimeout(function () { console.log('well'); }, 10);"))
                    .isEqualTo(ScriptOutcome.COMPLETED);
        }

        assertThat(lines()).containsExactly("well");
        assertThat(other.toString(UTF_8)).contains("mine");
    }

    @Test
    @DisplayName(
            "a script that waits for what cannot come is told that it is a deadlock, one that is stopped in time ends")
    void scriptsThatWaitForEverEnd() {
        String server =
                "var l = Ti.Network.Socket.createTCP({ host: '127.0.0.1', port: 7000 }); l.listen(); l.accept();";
        try (ScriptRuntime waiting = runtime()) {
            assertThatThrownBy(() -> waiting.run("server.js", server)).hasMessageContaining("deadlock");
        }
        ScriptRuntime stopped = runtime();
        network.loop().schedule(Duration.ofHours(1), stopped::stop);

        assertThat(stopped.run("server.js", server)).isEqualTo(ScriptOutcome.STOPPED);
        assertThat(network.elapsed()).isGreaterThanOrEqualTo(Duration.ofHours(1));
    }

    @Test
    @DisplayName("without a simulated network nothing can be started beside its caller")
    void startNeedsASimulatedNetwork() {
        try (ScriptRuntime runtime = ScriptRuntime.builder().build()) {
            assertThatThrownBy(() -> runtime.start("a.js", ""))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("simulated network");
        }
    }
}

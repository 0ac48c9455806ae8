// SPDX-License-Identifier: Apache-2.0
package io.tisocket.examples;

import io.tisocket.js.ScriptFunction;
import io.tisocket.js.ScriptRuntime;
import org.graalvm.polyglot.HostAccess;

/**
 * A Java program whose network is a script: Java measures on a thread of its own and tells the script, the script answers
 * everybody who connects with the last measurement.
 */
public final class EmbeddedScript {

    private static final String SCRIPT = """
            var last = 'nothing yet';
            thermometer.onMeasured(function (degrees) { last = String.format('%.1f degrees', degrees); ask(); });

            var listener = Ti.Network.Socket.createTCP({
                accepted: function (e) {
                    e.inbound.write(Ti.createBuffer({ value: last }));
                    e.inbound.close();
                    listener.close();
                }
            });
            listener.listen();
            listener.accept();

            async function ask() {
                var socket = Ti.Network.Socket.createTCP({ host: listener.host, port: listener.port });
                await socket.connectAsync();
                for await (var chunk of socket) { console.log('The network says: ' + chunk); }
                socket.close();
            }
            """;

    private EmbeddedScript() {}

    /** What the script sees as {@code thermometer}: the exported members. */
    public static final class Thermometer {

        /** Measures once, elsewhere, and has {@code listener} called on the script's thread. */
        @HostAccess.Export
        public void onMeasured(ScriptFunction listener) {
            // From another thread a function is posted to, never called.
            new Thread(() -> listener.post(21.5), "measuring").start();
        }
    }

    /** Runs until the script has nothing left to wait for. */
    public static void main(String[] arguments) {
        try (ScriptRuntime runtime =
                ScriptRuntime.builder().global("thermometer", new Thermometer()).build()) {
            System.out.println(runtime.run("thermometer.js", SCRIPT));
        }
    }
}

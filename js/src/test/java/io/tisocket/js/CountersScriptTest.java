// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What scripts read of their sockets' numbers. */
@Timeout(60)
class CountersScriptTest {

    @Test
    @DisplayName("counters() gives six Numbers of a connection and its listener")
    void sixNumbers() {
        assertThat(Script.print("""
                var listener = Ti.Network.Socket.createTCP({
                    host: '127.0.0.1',
                    accepted: function (e) {
                        Ti.Stream.pump(e.inbound, function (chunk) {
                            if (chunk.bytesProcessed < 0) {
                                console.log(JSON.stringify(e.inbound.counters()));
                                console.log(JSON.stringify(listener.counters()));
                                e.inbound.close();
                                listener.close();
                            }
                        }, 1024, true);
                    }
                });
                listener.listen();
                listener.accept();
                var connector = Ti.Network.Socket.createTCP({
                    host: '127.0.0.1',
                    port: listener.port,
                    connected: function () {
                        connector.write(Ti.createBuffer({ value: 'twelve bytes' }));
                        connector.close();
                        console.log(JSON.stringify(connector.counters()));
                    }
                });
                connector.connect();
                """))
                .containsExactly(
                        "{\"bytesIn\":0,\"bytesOut\":12,\"pendingBytes\":0,\"queued\":0,\"accepted\":0,\"rejected\":0}",
                        "{\"bytesIn\":12,\"bytesOut\":0,\"pendingBytes\":0,\"queued\":0,\"accepted\":0,\"rejected\":0}",
                        "{\"bytesIn\":0,\"bytesOut\":0,\"pendingBytes\":0,\"queued\":0,\"accepted\":1,\"rejected\":0}");
    }

    @Test
    @DisplayName("counters is a method of every socket that no loop over its properties meets")
    void notEnumerable() {
        assertThat(Script.value("""
                typeof Ti.Network.Socket.createTCP().counters,
                (function () { for (var name in Ti.Network.Socket.createTCP()) { if (name === 'counters') { return 'met'; } } })()
                """.strip())).isEqualTo("function undefined");
    }
}

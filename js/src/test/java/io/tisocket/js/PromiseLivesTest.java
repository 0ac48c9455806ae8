// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Promises of a socket that begins anew before it was told how its life before has ended. Rules L4, L5. */
@Timeout(60)
class PromiseLivesTest {

    private static final String TCP = """
            const TCP = (options) => Ti.Network.Socket.createTCP({ host: '127.0.0.1', ...options });
            const l = TCP({});
            """;

    @Test
    @DisplayName("C5: a connect begun when a read has failed is not rejected by the error event of that failure")
    void connectAgainAfterAFailure() {
        assertThat(Script.print(TCP + """
                l.listen();
                const s = TCP({ port: l.port, error: () => console.log('error') });
                (async () => {
                    const [, peer] = await Promise.all([s.connectAsync(), l.acceptAsync()]);
                    const read = s.readAsync();
                    const controller = new AbortController();
                    peer.writeAsync('x', { signal: controller.signal }).catch(() => {});
                    controller.abort(); // resets
                    await read.catch((e) => console.log('read', e.code));
                    await s.connectAsync();
                    console.log('again', s.state);
                    s.close();
                    l.close();
                })();
                """)).containsExactly("read 104", "error", "again 2");
    }

    @Test
    @DisplayName(
            "N8: an accept of a listener that was closed and listens again is not rejected by the event of the close")
    void acceptAfterListeningAgain() {
        assertThat(Script.print(TCP + """
                l.closed = () => console.log('closed');
                l.listen();
                const old = l.acceptAsync().catch((e) => console.log('old', e.message));
                l.close();
                l.listen();
                l.acceptAsync().then((inbound) => { console.log('accepted'); inbound.close(); l.close(); });
                const c = TCP({ port: l.port, connected: (e) => e.socket.close() });
                c.connect();
                """))
                .containsExactly("old the socket was closed", "closed", "accepted", "closed");
    }

    @Test
    @DisplayName("I6: what arrived for a read that was given up is gone when its connection is closed")
    void nothingIsReadFromAClosedConnection() {
        assertThat(Script.print(TCP + """
                l.accepted = (e) => Ti.Stream.write(e.inbound, Ti.createBuffer({ value: 'old' }), () => {});
                l.listen();
                l.accept({});
                const s = TCP({ port: l.port });
                s.connected = () => {
                    const controller = new AbortController();
                    s.readAsync({ signal: controller.signal }).catch(() => {});
                    controller.abort();
                    const arrived = setInterval(async () => {
                        if (s.counters().bytesIn === 3) {
                            clearInterval(arrived);
                            s.close();
                            l.close();
                            try { console.log('read', String(await s.readAsync())); } catch (e) { console.log('rejected'); }
                        }
                    }, 1);
                };
                s.connect();
                """)).containsExactly("rejected");
    }

    @Test
    @DisplayName("E6: an accept with options that are not legal is rejected by itself, and disturbs no other")
    void illegalOptionsOfAnAcceptThatWaits() {
        assertThat(Script.print(TCP + """
                l.accepted = () => console.log('accepted');
                l.listen();
                const first = l.acceptAsync();
                l.acceptAsync({ timeout: 'soon' }).catch((e) => console.log(e.message));
                TCP({ port: l.port, connected: (e) => e.socket.close() }).connect();
                first.then((inbound) => { console.log('first'); inbound.close(); l.close(); });
                """))
                .containsExactly(
                        "accepted", "first", "accept(): timeout 'soon' is not legal: milliseconds, 0 or less for none");
    }
}

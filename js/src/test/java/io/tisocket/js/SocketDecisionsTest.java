// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What was decided where the peers disagree, about listening, accepting, connecting and closing. */
@Timeout(120)
class SocketDecisionsTest {

    /** Makes sockets, and calls what must throw. */
    private static final String SOCKETS = """
            var tcp = Ti.Network.Socket.createTCP;
            function listener(options) { var l = tcp(options); l.listen(); return l; }
            function client(l, options) { options.host = l.host; options.port = l.port; return tcp(options); }
            function refused(socket, name) {
                try { socket[name](); return name + ' did not throw'; } catch (e) { return e instanceof Error; }
            }
            """;

    @Test
    @DisplayName("D1: listen() binds the host it was given, no host is loopback, and no option allows the wildcard")
    void listenHost() {
        assertThat(Script.print(SOCKETS + """
                var open = tcp({ host: '0.0.0.0', options: { wildcard: true, allowWildcard: true } });
                console.log(refused(open, 'listen'), open.state);
                var unset = listener({});
                console.log(unset.host);
                unset.close();
                var l = listener({ host: '127.0.0.2', accepted: function (e) {
                    console.log('accepted', l.host);
                    e.inbound.close(); l.close();
                } });
                var elsewhere = tcp({ host: '127.0.0.3', port: l.port, connected: function () { console.log('never'); },
                    error: function (e) {
                        console.log(e.code);
                        l.accept();
                        client(l, { connected: function () { this.close(); } }).connect();
                    } });
                elsewhere.connect();
                """)).containsExactly("true 5", "127.0.0.1", "111", "accepted 127.0.0.2");
    }

    @Test
    @DisplayName("D3: listen() in LISTENING or CONNECTED throws and harms neither the listener nor the connection")
    void listenInWrongState() {
        assertThat(Script.print(SOCKETS + """
                var l = listener({ accepted: function (e) {
                    var i = e.inbound;
                    i.write(Ti.createBuffer({ value: 'alive' }));
                    i.close(); l.close();
                }, error: function () { console.log('never'); } });
                console.log(refused(l, 'listen'), l.state);
                l.accept();
                var c = client(l, { connected: function () {
                    console.log(refused(c, 'listen'), c.state);
                    Ti.Stream.pump(c, function (e) {
                        if (e.bytesProcessed < 0) { c.close(); } else { console.log('' + e.buffer); }
                    }, 5, true);
                }, error: function () { console.log('never'); } });
                c.connect();
                """)).containsExactly("true 3", "true 2", "alive");
    }

    @Test
    @DisplayName("D4: close() throws in INITIALIZED, CLOSED and ERROR and leaves the state")
    void closeInWrongState() throws IOException {
        assertThat(Script.print(SOCKETS + """
                var unused = tcp();
                console.log(refused(unused, 'close'), unused.state);
                var l = listener({});
                l.close();
                console.log(refused(l, 'close'), l.state);
                tcp({ host: '127.0.0.1', port: Ti.App.arguments[0], error: function () {
                    console.log(refused(this, 'close'), this.state);
                } }).connect();
                """, Peer.closedPort())).containsExactly("true 1", "true 4", "true 5");
    }

    @Test
    @DisplayName("D13: an accepted socket never connects or listens, neither CONNECTED nor CLOSED")
    void acceptedIsNotReused() {
        assertThat(Script.print(SOCKETS + """
                var l = listener({ accepted: function (e) {
                    var i = e.inbound;
                    console.log(refused(i, 'connect'), refused(i, 'listen'), i.state);
                    i.close();
                    console.log(refused(i, 'connect'), refused(i, 'listen'), i.state);
                    l.close();
                } });
                l.accept();
                client(l, { connected: function () { this.close(); } }).connect();
                """)).containsExactly("true true 2", "true true 4");
    }

    @Test
    @DisplayName("D14: connect() during a pending connect throws; the first attempt goes on and succeeds once")
    void connectTwice() throws IOException {
        try (Peer peer = Peer.sink()) {
            assertThat(Script.print(SOCKETS + """
                    var s = tcp({ host: '127.0.0.1', port: Ti.App.arguments[0],
                        connected: function () { console.log('connected', s.state); s.close(); },
                        error: function () { console.log('never'); } });
                    s.connect();
                    console.log(refused(s, 'connect'), refused(s, 'listen'), s.state);
                    """, peer.port())).containsExactly("true true 1", "connected 2");
        }
    }

    @Test
    @DisplayName("D15: close() during a pending connect throws and does not cancel it")
    void closeWhileConnecting() throws IOException {
        try (Peer peer = Peer.sink()) {
            assertThat(Script.print(SOCKETS + """
                    var s = tcp({ host: '127.0.0.1', port: Ti.App.arguments[0], connected: function () {
                        s.write(Ti.createBuffer({ value: 'went on' }));
                        s.close();
                        console.log(s.state);
                    } });
                    s.connect();
                    console.log(refused(s, 'close'), s.state);
                    """, peer.port())).containsExactly("true 1", "4");
            assertThat(peer.result()).asString(StandardCharsets.UTF_8).isEqualTo("went on");
        }
    }

    @Test
    @DisplayName("D16: the argument of accept() may be missing, undefined, null or empty")
    void acceptWithoutArgument() {
        assertThat(Script.print(SOCKETS + """
                var calls = [function () { l.accept(); }, function () { l.accept(undefined); },
                    function () { l.accept(null); }, function () { l.accept({}); }];
                var l = listener({ accepted: function (e) {
                    console.log(e.inbound.state, e.inbound.timeout || 'none', e.inbound.error);
                    e.inbound.close();
                    next();
                } });
                function next() {
                    if (calls.length === 0) { l.close(); return; }
                    calls.shift()();
                    client(l, { connected: function () { this.close(); } }).connect();
                }
                next();
                """)).hasSize(4).containsOnly("2 none undefined");
    }

    @Test
    @DisplayName("D29: one accept() takes one connection; another that waits is reset when the listener closes")
    void acceptTakesOne() {
        assertThat(Script.print(SOCKETS + """
                var count = 0;
                var l = listener({ accepted: function (e) {
                    count++;
                    e.inbound.write(Ti.createBuffer({ value: 'first' }));
                    e.inbound.close();
                } });
                function watch(socket, name, ended) {
                    Ti.Stream.pump(socket, function (e) {
                        if (e.bytesProcessed > 0) { console.log(name, '' + e.buffer); } else { ended(e); }
                    }, 5, true);
                }
                var second = client(l, {
                    connected: function () {
                        watch(second, 'second', function (e) { console.log('second', e.code, count); });
                        l.accept();
                    } });
                var first = client(l, { connected: function () {
                    watch(first, 'first', function (e) { console.log('end', e.code); first.close(); l.close(); });
                    second.connect();
                } });
                first.connect();
                """)).containsExactly("first first", "end 0", "second 104 1");
    }

    @Test
    @DisplayName("D30: listenQueueSize is exact: who comes when the queue is full is reset, who waits is served")
    void queueIsExact() {
        assertThat(Script.print(SOCKETS + """
                var l = listener({ listenQueueSize: 1, accepted: function (e) {
                    e.inbound.write(Ti.createBuffer({ value: 'served' }));
                    e.inbound.close(); l.close();
                } });
                var excess = client(l, {
                    connected: function () { Ti.Stream.pump(excess, function () { }, 10, true); },
                    error: function (e) { console.log(e.code, excess.state); l.accept(); } });
                var waiting = client(l, { connected: function () {
                    Ti.Stream.pump(waiting, function (e) {
                        if (e.bytesProcessed < 0) { waiting.close(); } else { console.log('' + e.buffer); }
                    }, 10, true);
                    excess.connect();
                } });
                waiting.connect();
                """)).containsExactly("104 5", "served");
    }

    @Test
    @DisplayName("D34: host and port of an accepted socket are the peer's numeric address and port, IPv4 never mapped")
    void addressOfAccepted() {
        assertThat(Script.print(SOCKETS + """
                var hosts = ['localhost', '127.0.0.1', '::ffff:127.0.0.1'];
                var l = listener({ host: '127.0.0.1', accepted: function (e) {
                    var i = e.inbound;
                    console.log(i.host, typeof i.port, i.port > 0 && i.port !== l.port);
                    i.close();
                    console.log(i.host, typeof i.port);
                    next();
                } });
                function next() {
                    if (hosts.length === 0) { l.close(); return; }
                    l.accept();
                    tcp({ host: hosts.shift(), port: l.port, connected: function () { this.close(); } }).connect();
                }
                next();
                """))
                .containsExactly(
                        "127.0.0.1 number true",
                        "127.0.0.1 number",
                        "127.0.0.1 number true",
                        "127.0.0.1 number",
                        "127.0.0.1 number true",
                        "127.0.0.1 number");
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What was decided where the peers disagree, about the end of a connection, errors, timeouts and using a socket again. */
@Timeout(120)
class SocketDecisionsIoTest {

    /** Returns a peer that says goodbye, shuts its sending side down and collects what still comes. */
    private static Peer halfClosing() throws IOException {
        return Peer.listening(connection -> {
            connection.getOutputStream().write("bye".getBytes(StandardCharsets.UTF_8));
            connection.shutdownOutput();
            return connection.getInputStream().readAllBytes();
        });
    }

    /** Returns a peer that resets its one connection on the first byte; later connections stay in its backlog. */
    private static Peer resetting() throws IOException {
        return Peer.listening(connection -> {
            connection.getInputStream().read();
            connection.setSoLinger(true, 0);
            return new byte[0];
        });
    }

    @Test
    @DisplayName("D6: the peer's FIN leaves the socket CONNECTED and writable until the script closes it")
    void stateAfterFin() throws IOException {
        try (Peer peer = halfClosing()) {
            assertThat(Script.print("""
                    var s = Ti.Network.Socket.createTCP({ host: '127.0.0.1', port: Ti.App.arguments[0],
                        connected: function () {
                            Ti.Stream.pump(s, function (e) {
                                if (e.bytesProcessed >= 0) { return; }
                                console.log(s.state, s.isConnected(), s.isWritable());
                                console.log(s.write(Ti.createBuffer({ value: 'still here' })));
                                s.close();
                                console.log(s.state);
                            }, 10, true);
                        }, error: function () { console.log('never'); } });
                    s.connect();
                    """, peer.port())).containsExactly("2 true true", "10", "4");
            assertThat(peer.result()).asString(StandardCharsets.UTF_8).isEqualTo("still here");
        }
    }

    @Test
    @DisplayName("D28: at the end of the stream a socket is still readable, and every further read says -1")
    void readableAfterEnd() throws IOException {
        try (Peer peer = halfClosing()) {
            assertThat(Script.print("""
                    var b = Ti.createBuffer({ length: 10 });
                    var s = Ti.Network.Socket.createTCP({ host: '127.0.0.1', port: Ti.App.arguments[0],
                        connected: function () {
                            console.log('' + Ti.Stream.readAll(s));
                            console.log(s.read(b), s.isReadable(), s.read(b), s.isReadable());
                            s.read(b, function (e) {
                                console.log(e.bytesProcessed, e.success, s.isReadable());
                                s.close();
                                console.log(s.isReadable());
                            });
                        } });
                    s.connect();
                    """, peer.port()))
                    .containsExactly("bye", "-1 true -1 true", "-1 true true", "false");
        }
    }

    @Test
    @DisplayName("D8: code and errorCode of an error are the errno, or -1 without one, never 0; success is false")
    void errorNumbers() throws IOException {
        try (Peer peer = resetting()) {
            assertThat(Script.print("""
                    function show(e) { console.log(e.code, e.errorCode, typeof e.code, e.success); }
                    function socket(host, port, error) {
                        return Ti.Network.Socket.createTCP({ host: host, port: port, error: error, connected: function () {
                            this.write(Ti.createBuffer({ value: 'x' }));
                            this.read(Ti.createBuffer({ length: 1 }), function () { });
                        } });
                    }
                    socket('127.0.0.1', Ti.App.arguments[0], function (e) {
                        show(e);
                        socket('127.0.0.1', Ti.App.arguments[1], function (e) {
                            show(e);
                            socket('no-such-host.invalid', 80, show).connect();
                        }).connect();
                    }).connect();
                    """, Peer.closedPort(), peer.port()))
                    .containsExactly("111 111 number false", "104 104 number false", "-1 -1 number false");
        }
    }

    @Test
    @DisplayName(
            "D9: a connect() that fails calls error although the socket was INITIALIZED; a listen() that fails does not")
    void errorCallback() throws IOException {
        try (Peer peer = Peer.sink()) {
            assertThat(Script.print("""
                    var l = Ti.Network.Socket.createTCP({ host: '127.0.0.1', port: Ti.App.arguments[1],
                        error: function () { console.log('never'); } });
                    try { l.listen(); } catch (e) { console.log('thrown', e.code, l.state); }
                    var s = Ti.Network.Socket.createTCP({ host: '127.0.0.1', port: Ti.App.arguments[0],
                        connected: function () { console.log('never'); },
                        error: function (e) { console.log('error', e.code, s.state); } });
                    s.connect();
                    console.log(s.state);
                    """, Peer.closedPort(), peer.port()))
                    .containsExactly("thrown 98 5", "1", "error 111 5");
        }
    }

    @Test
    @DisplayName("D10: timeout, in milliseconds, ends a write that does not get through, with ETIMEDOUT and ERROR")
    void timeoutOfWrite() {
        assertThat(Script.print("""
                var c, l = Ti.Network.Socket.createTCP({ accepted: function (e) {
                    l.close();
                    try { e.inbound.write(Ti.createBuffer({ length: 64 << 20 })); console.log('written'); }
                    catch (x) { console.log(x instanceof Error, x.code, e.inbound.state); }
                } });
                l.listen();
                l.accept({ timeout: 300, error: function (e) {
                    console.log('error', e.code, this.state);
                    if (c.isConnected()) { c.close(); }
                } });
                c = Ti.Network.Socket.createTCP({ host: l.host, port: l.port });
                c.connect();
                """)).containsExactly("true 110 5", "error 110 5");
    }

    @Test
    @DisplayName("D10: timeout never ends a read")
    void timeoutOfRead() {
        assertThat(Script.print("""
                var b = Ti.createBuffer({ length: 10 });
                var c, l = Ti.Network.Socket.createTCP({ accepted: function (e) {
                    var i = e.inbound;
                    i.read(b, function (r) { console.log(r.bytesProcessed, r.success, i.state); i.close(); l.close(); c.close(); });
                    setTimeout(function () { c.write(Ti.createBuffer({ value: 'late' })); }, 300);
                } });
                l.listen();
                l.accept({ timeout: 20, error: function () { console.log('never'); } });
                c = Ti.Network.Socket.createTCP({ host: l.host, port: l.port });
                c.connect();
                """)).containsExactly("4 true 2");
    }

    @Test
    @DisplayName("D11: host, port and timeout cannot be changed in CLOSED and ERROR either; the rest always can")
    void changes() throws IOException {
        Script script = Script.run("""
                function change(s) {
                    var port = s.port;
                    s.host = 'elsewhere'; s.port = 1; s.timeout = 7;
                    console.log(s.state, s.host, s.port === port, s.timeout);
                    s.error = s.connected = s.accepted = s.closed = change; s.listenQueueSize = 3;
                    console.log(s.error === change, s.connected === change, s.accepted === change, s.closed === change, s.listenQueueSize);
                }
                var l = Ti.Network.Socket.createTCP({ host: 'elsewhere' });
                l.host = '127.0.0.1'; l.timeout = 5000;
                l.listen();
                l.close();
                l.closed = undefined;
                var s = Ti.Network.Socket.createTCP({ host: '127.0.0.1', port: Ti.App.arguments[0], timeout: 60000,
                    error: function () { change(s); change(l); } });
                s.connect();
                """, Peer.closedPort());

        assertThat(script.output())
                .startsWith("5 127.0.0.1 true 60000", "true true true true 3")
                .endsWith("4 127.0.0.1 true 5000", "true true true true 3")
                .hasSize(4);
        assertThat(script.errors()).hasSize(6).allMatch(line -> line.startsWith("[ERROR] "));
    }

    @Test
    @DisplayName("D12: a socket in ERROR or CLOSED connects again, and a CLOSED one listens again")
    void usedAgain() throws IOException {
        try (Peer peer = resetting()) {
            assertThat(Script.print("""
                    var failed = false, again = 0;
                    var s = Ti.Network.Socket.createTCP({ host: '127.0.0.1', port: Ti.App.arguments[0],
                        connected: function () {
                            console.log('connected', s.state);
                            if (failed) { s.close(); return; }
                            s.write(Ti.createBuffer({ value: 'x' }));
                            s.read(Ti.createBuffer({ length: 1 }), function () { });
                        },
                        error: function () { console.log('error', s.state); failed = true; s.connect(); },
                        closed: function () { console.log('closed', s.state); if (again++ === 0) { s.connect(); } } });
                    s.connect();
                    var l = Ti.Network.Socket.createTCP();
                    l.listen(); l.close(); l.listen();
                    console.log(l.state);
                    l.close();
                    """, peer.port()))
                    .containsExactly(
                            "3", "connected 2", "error 5", "connected 2", "closed 4", "connected 2", "closed 4");
        }
    }

    @Test
    @DisplayName(
            "D25: closed is called once, after close() has returned, and neither at the peer's FIN nor after an error")
    void closedCallback() throws IOException {
        try (Peer peer = halfClosing()) {
            assertThat(Script.print("""
                    var ended = false;
                    var s = Ti.Network.Socket.createTCP({ host: '127.0.0.1', port: Ti.App.arguments[0],
                        connected: function () {
                            Ti.Stream.pump(s, function (e) {
                                if (e.bytesProcessed >= 0) { return; }
                                console.log('end');
                                setTimeout(function () { s.close(); console.log('returned'); }, 50);
                            }, 10, true);
                        },
                        closed: function (e) { console.log('closed', e.socket === s, s.state); failing.connect(); } });
                    var failing = Ti.Network.Socket.createTCP({ host: '127.0.0.1', port: Ti.App.arguments[1],
                        error: function () { console.log('error'); }, closed: function () { console.log('never'); } });
                    s.connect();
                    """, peer.port(), Peer.closedPort()))
                    .containsExactly("end", "returned", "closed true 4", "error");
        }
    }

    @Test
    @DisplayName("D32: data is another name for value when a buffer is created, and goes out on a socket")
    void bufferFromData() throws IOException {
        try (Peer peer = Peer.sink()) {
            assertThat(Script.print("""
                    var b = Ti.createBuffer({ data: 'from data' });
                    console.log(b.length, '' + b);
                    var s = Ti.Network.Socket.createTCP({ host: '127.0.0.1', port: Ti.App.arguments[0],
                        connected: function () { console.log(s.write(b)); s.close(); } });
                    s.connect();
                    """, peer.port())).containsExactly("9 from data", "9");
            assertThat(peer.result()).asString(StandardCharsets.UTF_8).isEqualTo("from data");
        }
    }

    @Test
    @DisplayName("D36: when a connection fails, the callbacks of its pending reads come first and error comes last")
    void errorComesLast() throws IOException {
        try (Peer peer = resetting()) {
            assertThat(Script.print("""
                    var s = Ti.Network.Socket.createTCP({ host: '127.0.0.1', port: Ti.App.arguments[0],
                        connected: function () {
                            [1, 2, 3].forEach(function (n) {
                                s.read(Ti.createBuffer({ length: 1 }), function (e) {
                                    console.log('read', n, e.bytesProcessed, e.success, s.state);
                                });
                            });
                            s.write(Ti.createBuffer({ value: 'x' }));
                        },
                        error: function (e) { console.log('error', e.code, s.state); } });
                    s.connect();
                    """, peer.port()))
                    .containsExactly("read 1 -1 false 5", "read 2 -1 false 5", "read 3 -1 false 5", "error 104 5");
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SocketScriptTest {

    @Test
    @DisplayName("C5, L2: connected({socket}) is called once, in state CONNECTED, with the socket as this")
    void connected() throws IOException {
        try (Peer peer = Peer.sink()) {
            assertThat(Script.print("""
                    var s = Ti.Network.Socket.createTCP({ host: '127.0.0.1', port: Ti.App.arguments[0],
                        connected: function (e) {
                            console.log(Object.keys(e), e.socket === s, this === s, s.state, s.isConnected());
                            s.close();
                        },
                        closed: function (e) { console.log('closed', e.socket === s, this === s, s.state); } });
                    s.connect();
                    console.log(s.state);
                    """, peer.port()))
                    .containsExactly("1", "[ 'socket' ] true true 2 true", "closed true true 4");
        }
    }

    @Test
    @DisplayName("C6, E1, E4: error({socket, error, errorCode, code, success}) is called in state ERROR, with errno")
    void refused() throws IOException {
        List<String> lines = Script.print("""
                var s = Ti.Network.Socket.createTCP({ host: '127.0.0.1', port: Number(Ti.App.arguments[0]),
                    connected: function () { console.log('never'); },
                    error: function (e) {
                        console.log(Object.keys(e).join(), e.socket === s, this === s, s.state);
                        console.log(e.errorCode, e.code, e.success, typeof e.error, /IO error/.test(e.error));
                    } });
                s.connect();
                """, Peer.closedPort());

        assertThat(lines)
                .containsExactly("socket,error,errorCode,code,success true true 5", "111 111 false string true");
    }

    @Test
    @DisplayName(
            "A4, A6, L8, J2, M6: accepted({socket, inbound}) brings a CONNECTED socket with the options' callbacks")
    void accepted() {
        assertThat(Script.print("""
                function error() { }
                var l = Ti.Network.Socket.createTCP({ accepted: function (e) {
                    var i = e.inbound;
                    console.log(Object.keys(e).join(), e.socket === l, this === l, e.connector === i);
                    console.log(l.state, i.state, i.host, i.port === c_port || typeof i.port, i.timeout, i.error === error, i.tag);
                    console.log(typeof i.read, typeof i.close, i.closed);
                    try { i.connect() } catch (x) { console.log('refused') }
                    i.close(); l.close();
                } });
                var c_port = 0;
                l.listen();
                l.accept({ error: error, timeout: 5000, tag: 'x', close: 1, port: 3, host: 'h', state: 9 });
                var c = Ti.Network.Socket.createTCP({ host: l.host, port: l.port, connected: function () {
                    Ti.Stream.pump(c, function (e) { if (e.bytesProcessed < 0) { c.close(); } }, 10, true);
                } });
                c.connect();
                """))
                .containsExactly(
                        "socket,inbound true true true",
                        "3 2 127.0.0.1 number 5000 true x",
                        "function function undefined",
                        "refused");
    }

    @Test
    @DisplayName("A2, A3, A5: accept() inside the callback counts; a second accept() only replaces the options")
    void acceptFlag() {
        assertThat(Script.print("""
                var l = Ti.Network.Socket.createTCP({ accepted: function (e) {
                    console.log('accepted', e.inbound.tag);
                    e.inbound.close();
                    if (e.inbound.tag === 'third') { l.close(); } else { l.accept({ tag: 'third' }); }
                } });
                try { l.accept() } catch (e) { console.log(e instanceof Error) }
                l.listen();
                l.accept({ tag: 'first' });
                l.accept({ tag: 'second' });
                for (var i = 0; i < 2; i++) {
                    Ti.Network.Socket.createTCP({ host: l.host, port: l.port, connected: function () { this.close(); } }).connect();
                }
                """)).containsExactly("true", "accepted second", "accepted third");
    }

    @Test
    @DisplayName("P1, L9: a refused write leaves the value and logs one line through Ti.API.error")
    void refusedWrites() {
        Script script = Script.run("""
                var l = Ti.Network.Socket.createTCP({ });
                l.listen();
                var port = l.port;
                l.host = 'elsewhere'; l.port = 1; l.setTimeout(5); l.state = 9; l.apiName = 'x';
                console.log(l.host, l.port === port, l.timeout, l.state, l.apiName);
                l.listenQueueSize = 3; l.error = l.accepted = l.closed = l.connected = 'no function';
                console.log(l.listenQueueSize, l.getError());
                l.close();
                """);

        assertThat(script.output())
                .containsExactly("127.0.0.1 true undefined 3 Ti.Network.Socket.TCP", "3 no function");
        assertThat(script.errors()).hasSize(3).allMatch(line -> line.startsWith("[ERROR] "));
        assertThat(script.outcome()).isEqualTo(ScriptOutcome.COMPLETED);
    }

    @Test
    @DisplayName(
            "P1, C4, X2, L7: during a pending connect nothing can be changed, state reads INITIALIZED, close() throws")
    void pendingConnect() throws IOException {
        try (Peer peer = Peer.sink()) {
            Script script = Script.run("""
                    var s = Ti.Network.Socket.createTCP({ host: '127.0.0.1', port: Ti.App.arguments[0],
                        connected: function () { s.close(); } });
                    s.connect();
                    s.port = 1;
                    console.log(s.port === Ti.App.arguments[0], s.state);
                    ['connect', 'listen', 'close', 'accept'].forEach(function (name) {
                        try { s[name](); console.log('nothing thrown'); } catch (e) { console.log(name, e instanceof Error); }
                    });
                    """, peer.port());

            assertThat(script.output())
                    .containsExactly("true 1", "connect true", "listen true", "close true", "accept true");
            assertThat(script.errors()).hasSize(1);
        }
    }

    @Test
    @DisplayName("C3, P3, E6: a bad host, port or timeout throws an Error that says what is legal; nothing changes")
    void badValues() {
        List<String> lines = Script.print("""
                var s = Ti.Network.Socket.createTCP({ host: 'localhost' });
                [1.5, NaN, 'abc', -1, 65536, '', null, undefined, {}, 0, '0', true].forEach(function (port) {
                    s.port = port;
                    try { s.connect(); console.log('nothing thrown', port); }
                    catch (e) { console.log(e instanceof Error && /^connect\\(\\): .*port.*1 to 65535/.test(e.message), s.state); }
                });
                s.port = '80';
                [Array(301).join('x'), 'a b', '[::1', 5, {}, null, undefined, ''].forEach(function (host) {
                    s.host = host;
                    try { s.connect(); console.log('nothing thrown', host); }
                    catch (e) { console.log(e instanceof Error && /^connect\\(\\): .*host/.test(e.message), s.state); }
                });
                s.host = 'localhost';
                ['x', NaN, {}].forEach(function (timeout) {
                    s.timeout = timeout;
                    try { s.connect(); console.log('nothing thrown', timeout); }
                    catch (e) { console.log(e instanceof Error && /^connect\\(\\): timeout/.test(e.message), s.state); }
                });
                """);

        assertThat(lines).hasSize(23).containsOnly("true 1");
    }

    @Test
    @DisplayName(
            "N2, N5: listen() on the wildcard or on a foreign address throws, the state is ERROR, error is not called")
    void listenFails() {
        assertThat(Script.print("""
                ['0.0.0.0', '0', '::', '[::]', '', '192.0.2.1'].forEach(function (host) {
                    var l = Ti.Network.Socket.createTCP({ host: host, port: 0, error: function () { console.log('never'); } });
                    try { l.listen(); console.log('nothing thrown'); }
                    catch (e) { console.log(e instanceof Error, e.code, e.errorCode, l.state); }
                });
                """)).hasSize(6).containsOnly("true 99 99 5");
    }

    @Test
    @DisplayName("N1, N4, P3: listen() without host and port takes loopback and a free port, which then show")
    void listenWithoutHostAndPort() {
        assertThat(Script.print("""
                var l = Ti.Network.Socket.createTCP();
                console.log(l.host, l.port, l.timeout, l.listenQueueSize);
                l.listen();
                console.log(l.host, l.port > 0, l.state);
                var port = l.port;
                l.close();
                l.listen();
                console.log(l.port === port, l.state);
                l.close();
                """))
                .containsExactly("undefined undefined undefined undefined", "127.0.0.1 true 3", "true 3");
    }

    @Test
    @DisplayName("C3: a host that was refused and then removed is none")
    void hostRemoved() {
        assertThat(Script.print("""
                var l = Ti.Network.Socket.createTCP({ host: 'a b' });
                try { l.listen(); } catch (e) { console.log(l.state); }
                l.host = null;
                l.listen();
                console.log(l.host);
                l.close();
                """)).containsExactly("1", "127.0.0.1");
    }

    @Test
    @DisplayName("J5: a read function in the accept options receives {socket, data, buffer}; the method read stays")
    void readOption() {
        assertThat(Script.print("""
                var inbound;
                var l = Ti.Network.Socket.createTCP({ accepted: function (e) { inbound = e.inbound; } });
                l.listen();
                l.accept({ read: function (e) {
                    console.log(Object.keys(e).join(), e.socket === inbound, this === inbound, e.data.text, '' + e.buffer);
                    console.log(typeof e.socket.read, e.data.apiName, e.buffer.apiName);
                    inbound.close(); l.close();
                } });
                var c = Ti.Network.Socket.createTCP({ host: l.host, port: l.port,
                    read: function () { console.log('never'); },
                    connected: function () { c.write(Ti.createBuffer({ value: 'data' })); } });
                c.connect();
                """))
                .containsExactly("socket,data,buffer true true data data", "function Ti.Blob Ti.Buffer");
    }

    @Test
    @DisplayName("D2: synchronous read and write work inside a callback, and other sockets go on afterwards")
    void blockingCallsInCallback() throws IOException {
        try (Peer peer = Peer.echo();
                Peer other = Peer.echo()) {
            assertThat(Script.print("""
                    var b = Ti.createBuffer({ length: 100 });
                    var other = Ti.Network.Socket.createTCP({ host: '127.0.0.1', port: Ti.App.arguments[1],
                        connected: function () {
                            other.write(Ti.createBuffer({ value: 'pong' }));
                            Ti.Stream.pump(other, function (e) { console.log('' + e.buffer); other.close(); }, 10, true);
                        } });
                    var s = Ti.Network.Socket.createTCP({ host: '127.0.0.1', port: Ti.App.arguments[0],
                        connected: function () {
                            console.log(s.write(Ti.createBuffer({ value: 'ping' })));
                            console.log(s.read(b), b.toString().slice(0, 4));
                            s.close();
                            try { s.read(b) } catch (e) { console.log(e instanceof Error) }
                            other.connect();
                        } });
                    s.connect();
                    """, peer.port(), other.port())).containsExactly("4", "4 ping", "true", "pong");
        }
    }

    @Test
    @DisplayName("E3, D7: when the peer resets, the pump's last event comes first and error last")
    void reset() throws IOException {
        try (Peer peer = Peer.listening(connection -> {
            connection.getInputStream().read();
            connection.setSoLinger(true, 0);
            return new byte[0];
        })) {
            assertThat(Script.print("""
                    var s = Ti.Network.Socket.createTCP({ host: '127.0.0.1', port: Ti.App.arguments[0],
                        connected: function () {
                            Ti.Stream.pump(s, function (e) {
                                console.log('pump', e.bytesProcessed, e.success, e.code, e.errorState, e.buffer.length, e.totalBytesProcessed);
                            }, 10, true);
                            s.write(Ti.createBuffer({ value: 'x' }), function (e) { console.log('written', e.bytesProcessed); });
                        },
                        error: function (e) { console.log('error', e.code, s.state); } });
                    s.connect();
                    """, peer.port()))
                    .containsExactly("written 1", "pump -1 false 104 1 0 0", "error 104 5");
        }
    }

    @Test
    @DisplayName("M2, M4, M5, M6: constants are read-only, the same under both names, and the old API is absent")
    void namespace() {
        assertThat(Script.print("""
                var S = Ti.Network.Socket;
                ['INITIALIZED', 'CONNECTED', 'LISTENING', 'CLOSED', 'ERROR'].forEach(function (name) {
                    S[name] = 7; delete S[name];
                    console.log(S[name], Ti.Network['SOCKET_' + name]);
                });
                console.log(Ti === Titanium, typeof S.createUDP, typeof Ti.Network.createTCPSocket, typeof Ti.Network.INADDR_ANY);
                console.log(S.createTCP().state, Ti.Network.createTCP({ any: 1 }).any, S.apiName, Ti.Network.apiName);
                """))
                .containsExactly(
                        "1 1",
                        "2 2",
                        "3 3",
                        "4 4",
                        "5 5",
                        "true undefined undefined undefined",
                        "1 1 Ti.Network.Socket Ti.Network");
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class StreamScriptTest {

    /** A buffer, and streams over it. */
    private static final String STREAMS = """
            var b = Ti.createBuffer({ value: '0123456789' }), into = Ti.createBuffer({ length: 4 });
            function reader() { return Ti.Stream.createStream({ source: b, mode: Ti.Stream.MODE_READ }); }
            function writer(mode) { return Ti.Stream.createStream({ source: b, mode: mode === undefined ? Ti.Stream.MODE_WRITE : mode }); }
            """;

    @Test
    @DisplayName("1.4: read and write take 1 to 4 arguments; trailing undefined and null do not count")
    void shapes() {
        assertThat(Script.print(STREAMS + """
                var r = reader();
                console.log(r.read(into), '' + into, r.read(into, 1, 2), '' + into, r.read(into, undefined), '' + into, r.read(into));
                var w = writer();
                console.log(w.write(into), w.write(into, 1, 2), w.write(into, null), '' + b);
                r = reader();
                console.log(r.read(into, function (e) { console.log('read', e.bytesProcessed, '' + e.buffer, e.source === r, e.buffer === into); }));
                console.log(r.read(into, 0, 2, function (e) { console.log('range', e.bytesProcessed, '' + e.buffer); }));
                """))
                .containsExactly(
                        "4 0123 2 0453 4 6789 -1",
                        "4 2 4 6789786789",
                        "0",
                        "0",
                        "read 4 6789 true true",
                        "range 2 7889");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s.read()",
                "s.read(1)",
                "s.read('x')",
                "s.read({})",
                "s.read(into, 1)",
                "s.read(into, 'x')",
                "s.read(into, 0, function () {})",
                "s.read(into, '0', '1')",
                "s.read(into, 0, 1, 2)",
                "s.read(into, 0, 1, function () {}, 5)",
                "s.read(into, -1, 1)",
                "s.read(into, 0, -1)",
                "s.read(into, 5, 1)",
                "s.read(into, 4, 1)",
                "s.read(into, -1, 1, function () {})",
                "s.read(into, NaN, 1)",
                "s.read(into, undefined, 1)",
                "s.read(1, function () {})",
                "w.write()",
                "w.write('text')",
                "w.write(into, 5, 1)",
                "Ti.Stream.read()",
                "Ti.Stream.read({}, into)",
                "Ti.Stream.read(into, into)",
                "Ti.Stream.write(null, into)",
                "Ti.Stream.readAll()",
                "Ti.Stream.readAll(s, into)",
                "Ti.Stream.readAll(s, 5, function () {})",
                "Ti.Stream.readAll(s, into, 5)",
                "Ti.Stream.readAll(5)",
                "Ti.Stream.writeStream(s, w)",
                "Ti.Stream.writeStream(s, w, 0)",
                "Ti.Stream.writeStream(s, 1, 5)",
                "Ti.Stream.writeStream(s, w, 'x')",
                "Ti.Stream.writeStream(s, w, 5, 5)",
                "Ti.Stream.pump(s, function () {})",
                "Ti.Stream.pump(s, 5, 5)",
                "Ti.Stream.pump(5, function () {}, 5)",
                "Ti.Stream.pump(s, function () {}, 0)",
                "Ti.Stream.pump(s, function () {}, 5, true, 5)",
                "Ti.Stream.createStream()",
                "Ti.Stream.createStream({ source: b })",
                "Ti.Stream.createStream({ source: b, mode: 9 })",
                "Ti.Stream.createStream({ source: 'x', mode: 0 })",
                "Ti.Stream.createStream({ source: b.toBlob(), mode: 1 })",
                "w.read(into)",
                "s.write(into)",
            })
    @DisplayName("1.4, 1.5, D21: a wrong argument throws at once, in every form of the call")
    void refused(String call) {
        assertThat(
                        Script.print(
                                STREAMS + "var s = reader(), w = writer(); try { " + call
                                        + "; console.log('nothing thrown'); } catch (e) { console.log(e instanceof Error, e.message !== '', '' + b); }"))
                .containsExactly("true true 0123456789");
    }

    @Test
    @DisplayName("1.4, D19: events carry both generations of fields, as primitives, for success, end and failure")
    void events() {
        assertThat(Script.print(STREAMS + """
                function show(e) {
                    console.log(Object.keys(e).join(), e.bytesProcessed, e.success, e.code, e.error !== undefined, e.errorState,
                        e.errorDescription !== '', typeof e.bytesProcessed, JSON.stringify(e).length > 0);
                }
                var r = reader(), w = writer();
                r.read(into, show);
                Ti.Stream.readAll(r);
                r.read(into, show);
                w.read(into, show);
                w.write(into, show);
                r.write(into, show);
                """))
                .containsExactly(
                        "source,buffer,bytesProcessed,success,code,errorState,errorDescription 4 true 0 false 0 false number true",
                        "source,buffer,bytesProcessed,success,code,errorState,errorDescription -1 true 0 false 0 false number true",
                        "source,buffer,bytesProcessed,success,code,error,errorState,errorDescription -1 false -1 true 1 true number true",
                        "source,buffer,bytesProcessed,success,code,errorState,errorDescription 4 true 0 false 0 false number true",
                        "source,buffer,bytesProcessed,success,code,error,errorState,errorDescription -1 false -1 true 1 true number true");
    }

    @Test
    @DisplayName("1.6: buffer streams read from the start, write over and grow, append at the end; closed ones refuse")
    void bufferStream() {
        assertThat(Script.print(STREAMS + """
                var r = reader(), w = writer(), a = writer(Ti.Stream.MODE_APPEND);
                console.log(r.apiName, r.isReadable(), r.isWritable(), w.isReadable(), w.isWritable(), w.isWriteable());
                a.write(into); console.log(b.length);
                w.write(Ti.createBuffer({ value: 'abcdefghijklmnop' })); console.log('' + b);
                console.log(Ti.Stream.readAll(r).toString());
                r.close(); r.close();
                console.log(r.isReadable());
                try { r.read(into); } catch (e) { console.log(e.name); }
                """))
                .containsExactly(
                        "Ti.BufferStream true false false true true",
                        "14",
                        "abcdefghijklmnop",
                        "abcdefghijklmnop",
                        "false",
                        "Error");
    }

    @Test
    @DisplayName("1.6: blob streams only read, each from its own position")
    void blobStream() {
        assertThat(Script.print(STREAMS + """
                var blob = b.toBlob(), one = Ti.Stream.createStream({ source: blob, mode: 0 }), two = Ti.Stream.createStream({ source: blob, mode: 0 });
                console.log(one.apiName, one.read(into), '' + into, two.read(into), '' + into, one.isWritable());
                one.close(); one.close();
                console.log(one.isReadable(), two.isReadable());
                try { two.write(into); } catch (e) { console.log(e.name); }
                """))
                .containsExactly("Ti.BlobStream 4 0123 4 0123 false", "false true", "Error");
    }

    @Test
    @DisplayName("1.5: readAll returns a new buffer, or replaces the content of the one given")
    void readAll() {
        assertThat(Script.print(STREAMS + """
                console.log('' + Ti.Stream.readAll(reader()), Ti.Stream.readAll(Ti.Stream.createStream({ source: Ti.createBuffer(), mode: 0 })).length);
                console.log(Ti.Stream.readAll(reader(), into, function (e) { console.log(e.bytesProcessed, e.buffer === into, '' + into, into.length); }));
                """)).containsExactly("0123456789 0", "undefined", "10 true 0123456789 10");
    }

    @Test
    @DisplayName("1.5, D31: writeStream copies to the end and tells how much, 0 at the end")
    void writeStream() {
        assertThat(Script.print(STREAMS + """
                var target = Ti.createBuffer({ length: 4 }), r = reader();
                var w = Ti.Stream.createStream({ source: target, mode: 1 });
                console.log(Ti.Stream.writeStream(r, w, 3), '' + target, Ti.Stream.writeStream(r, w, 3));
                var again = reader();
                console.log(Ti.Stream.writeStream(again, w, 4, function (e) {
                    console.log(Object.keys(e).join(), e.fromStream === again, e.toStream === w, e.bytesProcessed, e.success, target.length);
                }));
                """))
                .containsExactly(
                        "10 0123456789 0",
                        "0",
                        "fromStream,toStream,bytesProcessed,success,code,errorState,errorDescription true true 10 true 20");
    }

    @Test
    @DisplayName("1.5, D5: pump hands over fresh buffers, then -1 with an empty buffer; synchronously inside the call")
    void pump() {
        assertThat(Script.print(STREAMS + """
                var r = reader(), seen = [];
                function show(e) {
                    console.log(Object.keys(e).join() === 'source,buffer,bytesProcessed,totalBytesProcessed,success,code,errorState,errorDescription'
                        || Object.keys(e).join(), e.source === r, e.bytesProcessed, e.totalBytesProcessed, '' + e.buffer, e.buffer.length, seen.indexOf(e.buffer));
                    seen.push(e.buffer);
                }
                Ti.Stream.pump(r, show, 4);
                console.log('returned');
                r = reader();
                Ti.Stream.pump(r, show, 8, true);
                console.log('returned at once');
                """))
                .containsExactly(
                        "true true 4 4 0123 4 -1",
                        "true true 4 8 4567 4 -1",
                        "true true 2 10 89 2 -1",
                        "source,buffer,bytesProcessed,success,code,errorState,errorDescription,totalBytesProcessed true -1 10  0 -1",
                        "returned",
                        "returned at once",
                        "true true 8 8 01234567 8 -1",
                        "true true 2 10 89 2 -1",
                        "source,buffer,bytesProcessed,success,code,errorState,errorDescription,totalBytesProcessed true -1 10  0 -1");
    }

    @Test
    @DisplayName("1.5: an exception of the handler ends a synchronous pump and reaches its caller as it was thrown")
    void pumpHandlerThrows() {
        assertThat(Script.print(STREAMS + """
                var mine = new TypeError('mine'), calls = 0;
                try { Ti.Stream.pump(reader(), function () { calls++; throw mine; }, 4); } catch (e) { console.log(e === mine, calls); }
                """)).containsExactly("true 1");
    }

    @Test
    @DisplayName("1.5, D35: an exception of the handler does not end an asynchronous pump")
    void asyncPumpHandlerThrows() {
        Script script = Script.run(STREAMS + """
                Ti.Stream.pump(reader(), function (e) { console.log(e.bytesProcessed); throw new Error('oops'); }, 5, true);
                """);

        assertThat(script.output()).containsExactly("5", "5", "-1");
        assertThat(script.errors())
                .filteredOn("[ERROR] Uncaught Error: oops"::equals)
                .hasSize(3);
    }

    @Test
    @DisplayName(
            "D17, I1: on a socket that was never connected the synchronous forms throw, the asynchronous ones fail")
    void notConnected() {
        assertThat(Script.print("""
                var s = Ti.Network.Socket.createTCP(), b = Ti.createBuffer({ length: 3 });
                function show(e) { console.log(e.bytesProcessed, e.success, e.code, e.errorState, typeof e.error, e.source === s); }
                console.log(s.isReadable(), s.isWritable());
                ['read', 'write'].forEach(function (name) {
                    try { s[name](b); console.log('nothing thrown'); } catch (e) { console.log(e instanceof Error); }
                    s[name](b, show);
                    Ti.Stream[name](s, b, show);
                });
                try { Ti.Stream.pump(s, show, 10); } catch (e) { console.log(e instanceof Error); }
                Ti.Stream.pump(s, show, 10, true);
                """))
                .containsExactly(
                        "false false",
                        "true",
                        "true",
                        "true",
                        "-1 false -1 1 string true",
                        "-1 false -1 1 string true",
                        "-1 false -1 1 string true",
                        "-1 false -1 1 string true",
                        "-1 false -1 1 string true");
    }

    @Test
    @DisplayName("I4, I3, D20, D26: asynchronous writes keep order and the bytes of the call; a Blob can be written")
    void writes() throws IOException {
        try (Peer peer = Peer.sink()) {
            assertThat(Script.print("""
                    var s = Ti.Network.Socket.createTCP({ host: '127.0.0.1', port: Ti.App.arguments[0], connected: function () {
                        var b = Ti.createBuffer({ value: 'first ' });
                        s.write(b, function (e) { console.log('1', e.bytesProcessed, e.buffer === b); });
                        b.clear();
                        Ti.Stream.write(s, Ti.createBuffer({ value: '-second -' }), 1, 7, function (e) { console.log('2', e.bytesProcessed); });
                        s.write(Ti.createBuffer({ value: 'third ' }));
                        s.write(Ti.createBlob('fourth'));
                        s.write(Ti.createBuffer(), function (e) { console.log('flushed', e.bytesProcessed, e.success); s.close(); });
                    } });
                    s.connect();
                    """, peer.port())).containsExactly("1 6 true", "2 7", "flushed 0 true");
            assertThat(peer.result()).asString().isEqualTo("first second third fourth");
        }
    }

    @Test
    @DisplayName("D7, X4: close() fails pending reads once and ends a pump without a further call; error is not called")
    void closeEndsPending() throws IOException {
        try (Peer peer = Peer.sink();
                Peer other = Peer.sink()) {
            assertThat(Script.print("""
                    function socket(port, connected) {
                        var s = Ti.Network.Socket.createTCP({ host: '127.0.0.1', port: port,
                            connected: function () { connected(s); }, error: function () { console.log('never'); } });
                        s.connect();
                    }
                    socket(Ti.App.arguments[0], function (s) {
                        s.read(Ti.createBuffer({ length: 5 }), function (e) { console.log(e.bytesProcessed, e.success, e.code, s.state); });
                        s.close();
                        console.log('closed', s.state);
                    });
                    socket(Ti.App.arguments[1], function (s) {
                        Ti.Stream.pump(s, function () { console.log('never'); }, 10, true);
                        s.close();
                    });
                    """, peer.port(), other.port())).containsExactly("closed 4", "-1 false -1 4");
        }
    }

    @Test
    @DisplayName("1.5: a pump hands out buffers also where Ti.Stream is the first thing that a script has used")
    void streamFirst() {
        assertThat(Script.print("""
                const { createStream, pump } = Ti.Stream;
                pump(createStream({ source: Ti.createBlob('ab'), mode: 0 }), (e) => console.log('' + e.buffer, e.bytesProcessed), 5);
                """)).containsExactly("ab 2", " -1");
    }
}

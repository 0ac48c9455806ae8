// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ProxyScriptTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ti.createBuffer()",
                "Ti.createBlob('x')",
                "Ti.Network.Socket.createTCP()",
                "Ti.Stream.createStream({ source: Ti.createBuffer(), mode: 0 })",
                "Ti.Stream.createStream({ source: Ti.createBlob(''), mode: 0 })",
                "Ti.Network",
                "Ti.Network.Socket",
                "Ti.Stream",
                "Ti.Codec",
            })
    @DisplayName(
            "1.0, J3: every object of the namespace keeps events, properties and names, and can be shown as text and JSON")
    void everyProxy(String expression) {
        assertThat(Script.print("""
                var p = %s, calls = [];
                function one(e) { calls.push('one ' + e.type + e.value + (e.source === p) + (this === p)); }
                function two() { calls.push('two'); p.removeEventListener('custom', two); }
                p.addEventListener('custom', one);
                p.addEventListener('custom', two);
                p.fireEvent('custom', { value: 7 });
                p.fireEvent('custom', { value: 8 });
                p.removeEventListener('custom', one);
                p.fireEvent('custom');
                p.fireEvent('nobody');
                console.log(calls.join('; '));
                p.applyProperties({ mine: 1, other: 'x' });
                p.applyProperties(null);
                console.log(p.mine, p.other, p.bubbleParent, /^Ti\\./.test(p.apiName), p.getApiName() === p.apiName);
                p.apiName = 'changed'; p.partner = p; p.big = 10n; p.cycle = {}; p.cycle.cycle = p.cycle;
                console.log(/^Ti\\./.test(p.apiName), typeof ('<' + p + '>'), JSON.stringify({ e: p }).includes('"mine":1'));
                """.formatted(expression)))
                .containsExactly(
                        "one custom7truetrue; two; one custom8truetrue", "1 x true true true", "true string true");
    }

    @Test
    @DisplayName("1.0: every property of a socket has getX and setX")
    void accessors() {
        assertThat(Script.print("""
                var s = Ti.Network.Socket.createTCP();
                ['host', 'port', 'timeout', 'listenQueueSize', 'options', 'connected', 'error', 'accepted', 'closed'].forEach(function (name) {
                    var suffix = name[0].toUpperCase() + name.slice(1);
                    s['set' + suffix]('v');
                    console.log(s[name], s['get' + suffix]());
                });
                console.log(s.getState(), typeof s.setState, Object.keys(s).length);
                """)).hasSize(10).endsWith("1 undefined 0").startsWith("v v");
    }

    @Test
    @DisplayName("1.0: a listener that throws reaches the caller of fireEvent; a listener must be a function")
    void listeners() {
        assertThat(Script.print("""
                var s = Ti.Network.Socket.createTCP();
                try { s.addEventListener('x', 'no function'); } catch (e) { console.log(e.name); }
                s.addEventListener('x', function () { throw new RangeError('mine'); });
                try { s.fireEvent('x'); } catch (e) { console.log(e.name); }
                s.removeEventListener('x', function () { });
                s.removeEventListener('unknown', function () { });
                """)).containsExactly("TypeError", "RangeError");
    }

    @Test
    @DisplayName("J3: accessors are on the prototype, methods cannot be enumerated, constructors cannot be called")
    void descriptors() {
        assertThat(Script.print("""
                var s = Ti.Network.Socket.createTCP({ mine: 1 });
                var proto = Object.getPrototypeOf(s), names = [];
                for (var name in s) { names.push(name); }
                console.log(names.join());
                var state = Object.getOwnPropertyDescriptor(proto, 'state');
                console.log(typeof state.get, typeof state.set, state.enumerable, state.configurable);
                console.log(Object.getOwnPropertyNames(s).join(), Object.getOwnPropertySymbols(s).length, Object.isExtensible(s));
                console.log(s.constructor.name, s instanceof s.constructor, Object.prototype.toString.call(s));
                try { s.constructor(); } catch (e) { console.log(e.name); }
                try { state.get.call({}); } catch (e) { console.log(e.name); }
                try { (function () { 'use strict'; s.state = 5; })(); } catch (e) { console.log(e.name); }
                """))
                .containsExactly(
                        "mine",
                        "function undefined false true",
                        "mine 0 true",
                        "TCP true [object TCP]",
                        "TypeError",
                        "TypeError",
                        "TypeError");
    }

    @Test
    @DisplayName("J3: what the host throws is an Error of the script, with a stack of script frames and no way to Java")
    void errors() {
        assertThat(Script.print("""
                function act() { Ti.Network.Socket.createTCP({ host: '0.0.0.0' }).listen(); }
                try { act(); } catch (e) {
                    console.log(Object.getPrototypeOf(e) === Error.prototype, e.code, e.errorCode, typeof e.message);
                    console.log(/at act/.test(e.stack), /java|tisocket\\//i.test(e.stack), typeof e.getClass, typeof e.printStackTrace);
                }
                """)).containsExactly("true 99 99 string", "true false undefined undefined");
    }

    @Test
    @DisplayName("1.9: a blob tells length, text, type and bytes, which nobody changes but append()")
    void blob() {
        assertThat(Script.print("""
                var b = Ti.createBlob('häl');
                console.log(b.length, b.size, b.text, '' + b, b.mimeType, b.getMimeType(), b.nativePath, b.file, b.width, b.height, b.apiName);
                var tail = Ti.createBlob('lo'), stream = Ti.Stream.createStream({ source: b, mode: Ti.Stream.MODE_READ });
                b.append(tail);
                console.log(b.text, b.length, b.toBase64(), b.getText(), tail.text, '' + Ti.Stream.readAll(stream));
                var a = b.toArrayBuffer();
                console.log(a instanceof ArrayBuffer, a.byteLength, new Uint8Array(a)[0]);
                new Uint8Array(a)[0] = 0;
                console.log(b.text);
                try { b.append('x'); } catch (e) { console.log(e.name); }
                """))
                .containsExactly(
                        "4 4 häl häl text/plain text/plain null null 0 0 Ti.Blob",
                        "hällo 6 aMOkbGxv hällo lo häl",
                        "true 6 104",
                        "hällo",
                        "TypeError");
    }
}

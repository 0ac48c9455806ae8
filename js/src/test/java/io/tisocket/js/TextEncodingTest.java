// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TextEncodingTest {

    @Test
    @DisplayName("TextEncoder makes UTF-8; a lone surrogate becomes U+FFFD")
    void encoder() {
        assertThat(Script.print("""
                const e = new TextEncoder();
                console.log(Array.from(e.encode('a\\u00e9\\u20ac\\u{1F600}')).join(), Array.from(e.encode('\\uD800x')).join());
                const into = new Uint8Array(4);
                const { read, written } = e.encodeInto('a\\u20ac\\u20ac', into);
                console.log(e.encoding, e.encode().length, read, written, into.join());
                """))
                .containsExactly(
                        "97,195,169,226,130,172,240,159,152,128 239,191,189,120", "utf-8 0 2 4 97,226,130,172");
    }

    @Test
    @DisplayName("TextDecoder reads UTF-8 whatever way it is cut, and leaves the byte order mark out")
    void decoder() {
        assertThat(Script.print("""
                const text = 'a\\u00e9\\u20ac\\u{1F600}z';
                const bytes = new TextEncoder().encode('\\uFEFF' + text);
                for (const size of [1, 2, 7, 100]) {
                    const d = new TextDecoder();
                    let got = '';
                    for (let i = 0; i < bytes.length; i += size) { got += d.decode(bytes.subarray(i, i + size), { stream: true }); }
                    got += d.decode();
                    console.log(got === text);
                }
                console.log(new TextDecoder('UTF8', { ignoreBOM: true }).decode(bytes).length - text.length);
                console.log(new TextDecoder().decode(Ti.createBuffer({ value: 'buffer' })), new TextDecoder().decode(bytes.buffer) === text);
                """)).containsExactly("true", "true", "true", "true", "1", "buffer true");
    }

    @Test
    @DisplayName("each malformed part becomes one U+FFFD, or, with fatal, a TypeError")
    void malformed() {
        assertThat(Script.print("""
                const show = (...bytes) => new TextDecoder().decode(new Uint8Array(bytes)).replace(/\\uFFFD/g, '?');
                console.log(show(0xC0, 0x80), show(0xE2, 0x82), show(0xE2, 0x82, 0x41), show(0xED, 0xA0, 0x80), show(0xF0, 0x80), show(0xFF, 0x61));
                try { new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array([0xFF])); } catch (e) { console.log(e.name); }
                try { new TextDecoder('latin1'); } catch (e) { console.log(e.name); }
                """)).containsExactly("?? ? ?A ??? ?? ?a", "TypeError", "RangeError");
    }

    @Test
    @DisplayName("atob and btoa stand for bytes; what is none is refused")
    void base64() {
        assertThat(Script.print("""
                console.log(atob('aGk='), atob(' aG\\nk '), btoa('\\xff\\0'), atob(btoa('\\xfe')).charCodeAt(0), atob('') === '');
                for (const act of [() => atob('a'), () => atob('a-b_'), () => btoa('\\u20ac')]) {
                    try { act(); } catch (e) { console.log(e.name); }
                }
                """))
                .containsExactly(
                        "hi hi /wA= 254 true",
                        "InvalidCharacterError",
                        "InvalidCharacterError",
                        "InvalidCharacterError");
    }

    @Test
    @DisplayName("structuredClone copies what a value holds, once, and refuses functions and objects of Ti")
    void clones() {
        assertThat(Script.print("""
                const one = { list: [1, , { x: 2 }], date: new Date(7), map: new Map([['k', { y: 3 }]]), set: new Set(['s']),
                    bytes: new Uint8Array([1, 2, 3]).subarray(1), error: new TypeError('bad'), nothing: null, big: 5n };
                one.self = one;
                one.again = one.list;
                const copy = structuredClone(one);
                console.log(copy.self === copy, copy.again === copy.list, copy.list !== one.list, 1 in copy.list, copy.list[2].x);
                console.log(copy.date.getTime(), copy.map.get('k') !== one.map.get('k'), copy.map.get('k').y, copy.set.has('s'));
                console.log(copy.bytes.join(), copy.error instanceof TypeError, copy.error.message, copy.nothing, copy.big);
                for (const value of [() => 1, Symbol('s'), { b: Ti.createBuffer() }]) {
                    try { structuredClone(value); } catch (e) { console.log(e.name); }
                }
                """))
                .containsExactly(
                        "true true true false 2",
                        "7 true 3 true",
                        "2,3 true bad null 5n",
                        "DataCloneError",
                        "DataCloneError",
                        "DataCloneError");
    }

    @Test
    @DisplayName("structuredClone copies a property called __proto__ as one, and an error that is its own cause")
    void clonesOfSpecialObjects() {
        assertThat(Script.print("""
                const copy = structuredClone(JSON.parse('{"__proto__": {"admin": true}}'));
                console.log(copy.admin, Object.keys(copy).join());
                const error = new Error('x');
                error.cause = error;
                const twin = structuredClone(error);
                console.log(twin !== error, twin.cause === twin);
                """)).containsExactly("undefined __proto__", "true true");
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class BufferScriptTest {

    @Test
    @DisplayName("1.7: createBuffer makes zeros, encoded text, or a number; value, type and byteOrder read back")
    void create() {
        assertThat(Script.print("""
                function show(b) { return [b.length, b.value, b.type, Array.from({ length: b.length }, function (_, i) { return b[i]; }).join()]; }
                console.log(show(Ti.createBuffer()).join(' '));
                console.log(show(Ti.createBuffer({ length: 3 })).join(' '));
                console.log(show(Ti.createBuffer({ value: 'äb' })).join(' '));
                console.log(show(Ti.createBuffer({ data: 'ab' })).join(' '));
                console.log(show(Ti.createBuffer({ value: 'ä', type: Ti.Codec.CHARSET_ISO_LATIN_1 })).join(' '));
                console.log(show(Ti.createBuffer({ value: 'ab', length: 4 })).join(' '));
                console.log(show(Ti.createBuffer({ value: 258, type: Ti.Codec.TYPE_SHORT, byteOrder: Ti.Codec.BIG_ENDIAN })).join(' '));
                console.log(show(Ti.createBuffer({ value: 258, type: Ti.Codec.TYPE_SHORT, byteOrder: Ti.Codec.LITTLE_ENDIAN })).join(' '));
                console.log(show(Ti.createBuffer({ value: 0xFE, type: Ti.Codec.TYPE_BYTE })).join(' '));
                console.log(Ti.createBuffer().byteOrder === Ti.Codec.nativeByteOrder, Ti.createBuffer({ byteOrder: 0 }).byteOrder);
                console.log(Ti.createBuffer({ length: '7' }).length, Ti.createBuffer({ mine: 1, length: 1 }).mine);
                """))
                .containsExactly(
                        "0   ",
                        "3   0,0,0",
                        "3 äb  195,164,98",
                        "2 ab  97,98",
                        "1 ä latin1 228",
                        "4 ab  97,98,0,0",
                        "2 258 short 1,2",
                        "2 258 short 2,1",
                        "1 254 byte 254",
                        "true 0",
                        "7 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ length: -1 }",
                "{ length: NaN }",
                "{ length: 'x' }",
                "{ length: {} }",
                "{ length: 1e12 }",
                "{ value: 1 }",
                "{ value: 1, type: 'no type' }",
                "{ value: 'x', type: 'no charset' }",
                "{ value: 'abc', length: 2 }",
                "{ value: {} }",
                "{ value: 'a', type: 5 }",
                "{ value: 1, type: 'int', byteOrder: 9 }",
                "'text'",
            })
    @DisplayName("1.7: createBuffer throws for what no buffer can be made of")
    void refused(String options) {
        assertThat(Script.thrown("Ti.createBuffer(" + options + ")")).matches("(Type|Range)?Error: .+");
    }

    @Test
    @DisplayName("1.7: b[i] reads 0 to 255 or undefined; it keeps the low eight bits of a Number and refuses all else")
    void index() {
        assertThat(Script.print("""
                'use strict';
                var b = Ti.createBuffer({ length: 3 });
                b[0] = 256; b['1'] = -1; b[2] = 1.9;
                console.log(b[0], b[1], b['2'], b[3], b[-1], b['01'], b[0.5]);
                b[0] = 1e10; b[1] = NaN;
                console.log(b[0], b[1]);
                [3, -1, 100].forEach(function (i) {
                    try { b[i] = 1; console.log('nothing thrown'); } catch (e) { console.log(e.name, e.message); }
                });
                ['1', null, undefined, {}, true].forEach(function (v) {
                    try { b[0] = v; console.log('nothing thrown'); } catch (e) { console.log(e.name); }
                });
                console.log(b.length, Object.keys(b).length, Array.from(b).join());
                """))
                .containsExactly(
                        "0 255 1 undefined undefined undefined undefined",
                        "0 0",
                        "RangeError byte 3 of a buffer of 3 bytes",
                        "RangeError byte -1 of a buffer of 3 bytes",
                        "RangeError byte 100 of a buffer of 3 bytes",
                        "TypeError",
                        "TypeError",
                        "TypeError",
                        "TypeError",
                        "TypeError",
                        "3 0 0,0,1");
    }

    @Test
    @DisplayName("1.7: a buffer is an ordinary object: own properties stay its own, methods come from its prototype")
    void ordinaryObject() {
        assertThat(Script.print("""
                var b = Ti.createBuffer({ value: 'abc' });
                b.mine = 1;
                console.log(b.mine, 'mine' in b, b.hasOwnProperty('mine'), b.hasOwnProperty('length'), 'append' in b, b.nothing);
                console.log(Object.keys(b), JSON.stringify(b), '' + b, String(b), b + 'd');
                console.log(b.constructor.name, b instanceof b.constructor, Object.prototype.toString.call(b), typeof b);
                console.log(Object.getPrototypeOf(b) === Object.getPrototypeOf(Ti.createBuffer()), b.apiName, b.getApiName());
                delete b.mine;
                console.log(b.mine, b == b, b == b.clone());
                b.append = 5;
                console.log(b.append);
                try { new b.constructor(); } catch (e) { console.log(e.name); }
                try { Object.getPrototypeOf(b).append.call({}, b); } catch (e) { console.log(e.name); }
                """))
                .containsExactly(
                        "1 true true false true undefined",
                        "[ 'mine' ] {\"length\":3,\"value\":\"abc\",\"byteOrder\":1,\"mine\":1} abc abc abcd",
                        "Buffer true [object Buffer] object",
                        "true Ti.Buffer Ti.Buffer",
                        "undefined true false",
                        "5",
                        "TypeError",
                        "TypeError");
    }

    @Test
    @DisplayName("1.7: length grows with zeros and truncates; getLength and setLength do the same")
    void length() {
        assertThat(Script.print("""
                var b = Ti.createBuffer({ value: 'abc' });
                b.length = 5; console.log(b.length, b[4], b.getLength());
                b.setLength(2); console.log(b.toString());
                b.length = '3'; console.log(b.length, b[2]);
                [-1, NaN, 'x', null, 1e12].forEach(function (n) {
                    try { b.length = n; console.log('nothing thrown'); } catch (e) { console.log(e instanceof Error, b.length); }
                });
                """))
                .containsExactly("5 0 5", "ab", "3 0", "true 3", "true 3", "true 3", "true 3", "true 3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "b.append(s) | 5 | 0123456789abcde",
                "b.append(s, 3) | 2 | 0123456789de",
                "b.append(s, 3, 2) | 2 | 0123456789de",
                "b.append(s, '1', '1') | 1 | 0123456789b",
                "b.append(b) | 10 | 01234567890123456789",
                "b.insert(s, 0) | 5 | abcde0123456789",
                "b.insert(s, 10) | 5 | 0123456789abcde",
                "b.insert(s, 2, 1, 2) | 2 | 01bc23456789",
                "b.insert(b, 1, 0, 2) | 2 | 001123456789",
                "b.copy(s) | 5 | abcde56789",
                "b.copy(s, 5) | 5 | 01234abcde",
                "b.copy(s, 8, 3) | 2 | 01234567de",
                "b.copy(s, 0, 3, 2) | 2 | de23456789",
                "b.copy(b, 1, 0, 9) | 9 | 0012345678",
                "b.fill(0x78) | undefined | xxxxxxxxxx",
                "b.fill(0x78, 8) | undefined | 01234567xx",
                "b.fill(0x178, 0, 2) | undefined | xx23456789",
                "b.release() | undefined |",
            })
    @DisplayName("1.7: append, insert, copy, fill and release return a count and leave these bytes")
    void editing(String call, String returned, String bytes) {
        assertThat(Script.print(
                        "var b = Ti.createBuffer({ value: '0123456789' }), s = Ti.createBuffer({ value: 'abcde' });"
                                + "console.log(" + call + "); console.log(b.toString());"))
                .containsExactly(returned, bytes == null ? "" : bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "b.append()",
                "b.append('text')",
                "b.append(null)",
                "b.append(s, 0, 6)",
                "b.append(s, 5, 1)",
                "b.append(s, 3, 5)",
                "b.append(s, 4, 2)",
                "b.append(s, -1)",
                "b.append(s, 0, -1)",
                "b.append(s, 'x')",
                "b.append(s, 6)",
                "b.insert()",
                "b.insert(s)",
                "b.insert('x', 0)",
                "b.insert(s, 11)",
                "b.insert(s, -1)",
                "b.insert(s, 0, 0, 6)",
                "b.insert(s, 0, 4, 2)",
                "b.copy()",
                "b.copy('x')",
                "b.copy(s, 6)",
                "b.copy(s, -1)",
                "b.copy(s, 0, 0, 6)",
                "b.copy(s, 0, 4, 2)",
                "b.clone(0, 11)",
                "b.clone(11)",
                "b.clone(-1, 1)",
                "b.fill()",
                "b.fill('x')",
                "b.fill(1, 0, 11)",
                "b.fill(1, 11)",
                "b.fill(1, -1)",
            })
    @DisplayName("1.7: a missing argument, a source that is no Buffer and a range outside throw, and change nothing")
    void rangeErrors(String call) {
        assertThat(
                        Script.print(
                                "var b = Ti.createBuffer({ value: '0123456789' }), s = Ti.createBuffer({ value: 'abcde' });"
                                        + "try { " + call
                                        + "; console.log('nothing thrown'); } catch (e) { console.log(e instanceof Error, '' + b); }"))
                .containsExactly("true 0123456789");
    }

    @Test
    @DisplayName("1.7: clone copies bytes, byteOrder and type, a whole clone the value too; toBlob copies the bytes")
    void copies() {
        assertThat(Script.print("""
                var b = Ti.createBuffer({ value: 'abc', type: 'utf8', byteOrder: 0 });
                var c = b.clone(), part = b.clone(1, 2);
                b[0] = 0x7A;
                console.log('' + c, c.value, c.type, c.byteOrder, '' + part, part.value, part.type, part.byteOrder);
                console.log(JSON.stringify(c) === JSON.stringify(b), c.constructor === b.constructor);
                var blob = b.toBlob();
                b.clear();
                console.log(blob.text, blob.length, blob.mimeType, b.length, b[0], b.value);
                """))
                .containsExactly(
                        "abc abc utf8 0 bc undefined utf8 0", "true true", "zbc 3 application/octet-stream 3 0 abc");
    }

    @Test
    @DisplayName("1.7, D22: toString decodes the whole buffer as UTF-8, with NUL and with U+FFFD for what is malformed")
    void text() {
        assertThat(Script.print("""
                var b = Ti.createBuffer({ length: 3 });
                b[0] = 0xC3; b[1] = 0; b[2] = 0x41;
                console.log(JSON.stringify(b.toString()), Ti.createBuffer().toString() === '');
                """)).containsExactly("\"\uFFFD\\u0000A\" true");
    }

    @Test
    @DisplayName("1.7: value, type and byteOrder can be set, by their setters too, and change no byte")
    void described() {
        assertThat(Script.print("""
                var b = Ti.createBuffer({ value: 'ab' });
                b.setType('latin1'); b.byteOrder = Ti.Codec.BIG_ENDIAN; b.setValue(5);
                console.log(b.value, b.getType(), b.byteOrder, '' + b, b.clone().type, Object.keys(b).length);
                b.setByteOrder(undefined);
                console.log(b.byteOrder === Ti.Codec.nativeByteOrder);
                for (const act of [() => b.setByteOrder(2), () => { b.type = 7; }]) {
                    try { act(); } catch (e) { console.log(e.name); }
                }
                """)).containsExactly("5 latin1 0 ab latin1 0", "true", "RangeError", "TypeError");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "-1", "4294967296", "1e21", "NaN", "-Infinity"})
    @DisplayName(
            "1.7: a number that is no index of a byte reads as undefined, throws when it is set, and is never kept")
    void noIndex(String number) {
        assertThat(Script.print("""
                var b = Ti.createBuffer({ length: 3, [%1$s]: 9 });
                console.log(b[%1$s], Object.keys(b).length);
                try { b[%1$s] = 1; } catch (e) { console.log(e.name); }
                console.log(b[%1$s], Object.keys(b).length);
                """.formatted(number))).containsExactly("undefined 0", "RangeError", "undefined 0");
    }
}

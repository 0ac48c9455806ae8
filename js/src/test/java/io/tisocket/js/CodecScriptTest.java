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
class CodecScriptTest {

    @Test
    @DisplayName("1.8, D24: the constants have these values and cannot be changed")
    void constants() {
        assertThat(Script.print("""
                var C = Ti.Codec;
                C.BIG_ENDIAN = 7;
                console.log(C.CHARSET_ASCII, C.CHARSET_ISO_LATIN_1, C.CHARSET_UTF8, C.CHARSET_UTF16, C.CHARSET_UTF16BE, C.CHARSET_UTF16LE);
                console.log(C.TYPE_BYTE, C.TYPE_SHORT, C.TYPE_INT, C.TYPE_LONG, C.TYPE_FLOAT, C.TYPE_DOUBLE, C.BIG_ENDIAN, C.LITTLE_ENDIAN);
                console.log(typeof C.nativeByteOrder, C.getNativeByteOrder() === C.nativeByteOrder, C.apiName);
                """))
                .containsExactly(
                        "ascii latin1 utf8 utf16 utf16be utf16le",
                        "byte short int long float double 0 1",
                        "number true Ti.Codec");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "78187493530 | int | 0 | 52,86,120,154 | 878082202",
                "214375 | short | 0 | 69,103 | 17767",
                "78187493530 | long | 0 | 0,0,0,18,52,86,120,154 | 78187493530",
                "78187493530 | long | 1 | 154,120,86,52,18,0,0,0 | 78187493530",
                "-1 | byte | 0 | 255 | -1",
                "200 | byte | 0 | 200 | -56",
                "40000 | short | 0 | 156,64 | -25536",
                "1.9 | int | 0 | 0,0,0,1 | 1",
                "-1.9 | int | 0 | 255,255,255,255 | -1",
                "NaN | int | 0 | 0,0,0,0 | 0",
                "0.5 | float | 0 | 63,0,0,0 | 0.5",
                "-2.25 | double | 0 | 192,2,0,0,0,0,0,0 | -2.25",
            })
    @DisplayName("1.8, D23: a number is encoded in its width and order, and decoded as a signed Number")
    void numbers(String number, String type, int order, String bytes, String decoded) {
        assertThat(Script.print("""
                var b = Ti.createBuffer({ length: 10 });
                var end = Ti.Codec.encodeNumber({ source: %s, dest: b, type: '%s', position: 1, byteOrder: %d });
                console.log(Array.from(b).slice(1, end).join());
                var n = Ti.Codec.decodeNumber({ source: b, type: '%2$s', position: 1, byteOrder: %3$d });
                console.log(n, typeof n);
                """.formatted(number, type, order))).containsExactly(bytes, decoded + " number");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "äb€ | utf8 | 6 | 195,164,98,226,130,172 | äb€",
                "äb€ | ascii | 3 | 63,98,63 | ?b?",
                "äb | latin1 | 2 | 228,98 | äb",
                "äb | iso-latin-1 | 2 | 228,98 | äb",
                "ab | utf16 | 6 | 254,255,0,97,0,98 | ab",
                "ab | utf16be | 4 | 0,97,0,98 | ab",
                "ab | utf16le | 4 | 97,0,98,0 | ab",
            })
    @DisplayName("1.8: text is encoded and decoded in every charset")
    void charsets(String text, String charset, int end, String bytes, String decoded) {
        assertThat(Script.print("""
                var b = Ti.createBuffer({ length: %d });
                console.log(Ti.Codec.encodeString({ source: '%s', dest: b, charset: '%s' }), Array.from(b).join());
                console.log(Ti.Codec.decodeString({ source: b, charset: '%3$s' }));
                """.formatted(end, text, charset))).containsExactly(end + " " + bytes, decoded);
    }

    @Test
    @DisplayName("1.8: positions and lengths default to the rest of the source; dest is never resized")
    void defaults() {
        assertThat(Script.print("""
                var b = Ti.createBuffer({ length: 8 });
                console.log(Ti.Codec.encodeString({ source: 'abcdef', dest: b, destPosition: 2, sourcePosition: 1, sourceLength: 3 }), b.length);
                console.log(Ti.Codec.encodeString({ source: 'xyz', dest: b, sourcePosition: 2 }), Array.from(b).join());
                console.log(Ti.Codec.decodeString({ source: b, position: 2, length: 2 }), Ti.Codec.decodeString({ source: b, position: 4 }).length);
                console.log(Ti.Codec.encodeNumber({ source: 1, dest: b, type: 'byte' }), Ti.Codec.decodeNumber({ source: b, type: 'byte' }));
                """)).containsExactly("5 8", "1 122,0,98,99,100,0,0,0", "bc 4", "1 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "encodeNumber()",
                "encodeNumber({ source: 1, dest: b })",
                "encodeNumber({ dest: b, type: 'int' })",
                "encodeNumber({ source: '1', dest: b, type: 'int' })",
                "encodeNumber({ source: 1, type: 'int' })",
                "encodeNumber({ source: 1, dest: b, type: 'long' })",
                "encodeNumber({ source: 1, dest: b, type: 'int', position: 1 })",
                "encodeNumber({ source: 1, dest: b, type: 'int', position: -1 })",
                "encodeNumber({ source: 1, dest: b, type: 'none' })",
                "encodeNumber({ source: 1, dest: b, type: 'int', byteOrder: 5 })",
                "decodeNumber({ source: b })",
                "decodeNumber({ source: 'x', type: 'int' })",
                "decodeNumber({ source: b, type: 'none' })",
                "decodeNumber({ source: b, type: 'int', position: 1 })",
                "decodeNumber({ source: b, type: 'byte', position: 'x' })",
                "encodeString({ source: 'abcde', dest: b })",
                "encodeString({ source: 'a', dest: b, charset: 'none' })",
                "encodeString({ source: 5, dest: b })",
                "encodeString({ source: 'a' })",
                "encodeString({ source: 'a', dest: b, destPosition: 4 })",
                "encodeString({ source: 'a', dest: b, sourcePosition: 2 })",
                "encodeString({ source: 'a', dest: b, sourceLength: 2 })",
                "decodeString({ source: b, length: 5 })",
                "decodeString({ source: b, position: 5 })",
                "decodeString({ source: b, position: -1 })",
                "decodeString({ source: b, charset: 'none' })",
                "decodeString({})",
                "decodeString(null)",
            })
    @DisplayName("1.8: what is missing, of another kind or out of range throws, and nothing is written")
    void refused(String call) {
        assertThat(Script.print("var b = Ti.createBuffer({ length: 4 });"
                        + "try { Ti.Codec." + call + "; console.log('nothing thrown'); }"
                        + "catch (e) { console.log(e instanceof Error, Array.from(b).join()); }"))
                .containsExactly("true 0,0,0,0");
    }
}

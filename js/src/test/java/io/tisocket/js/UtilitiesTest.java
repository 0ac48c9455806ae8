// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ti.Utils, String.format, Ti.App, Ti.Platform, Ti.Network. */
@Timeout(60)
class UtilitiesTest {

    @Test
    @DisplayName("base64encode and base64decode take text, blobs and buffers, and give blobs")
    void base64() {
        assertThat(Script.print("""
                const u = Ti.Utils;
                console.log(u.base64encode('hello').text, u.base64encode(Ti.createBlob('hello')).apiName,
                    u.base64encode(Ti.createBuffer({ value: 'hello' })).text, u.base64decode('aGVs\\r\\nbG8=').text,
                    u.base64decode(u.base64encode('\\u20ac')).toString(), u.base64decode('/w==').length, u.base64encode('').length);
                try { u.base64encode({ }); } catch (e) { console.log(e.name); }
                """)).containsExactly("aGVsbG8= Ti.Blob aGVsbG8= hello \u20ac 1 0", "TypeError");
    }

    @Test
    @DisplayName("digests are hexadecimal digits in lower case")
    void digests() {
        assertThat(Script.print("""
                console.log(Ti.Utils.md5HexDigest('abc'), Ti.Utils.sha1('abc'), Ti.Utils.sha256(Ti.createBuffer({ value: 'abc' })));
                """))
                .containsExactly("900150983cd24fb0d6963f7d28e17f72 a9993e364706816aba3e25717850c26c9cd0d89d "
                        + "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
            '%s is %d', 'x', 3.9 ; x is 3
            '%.2f|%8.3f|%-8.1f|', 3.14159, 2.5, 2.5 ; 3.14|   2.500|2.5     |
            '%05d|%5d|%-5d|%+d', 42, 42, 42, 42 ; 00042|   42|42   |+42
            '%x %X %o %#x', 255, 255, 8, 255 ; ff FF 10 0xff
            '%x %d', -1, -7 ; ffffffff -7
            '%5s|%-5s|%.2s', 'ab', 'ab', 'abc' ; "   ab|ab   |ab"
            '%2$s %1$s', 'a', 'b' ; b a
            '%@ %ld %lu %lld', 'o', 1, 2, 3 ; o 1 2 3
            '%c%c %%', 'a', 66 ; aB %
            '%,d %e %g', 1234567, 12345.678, 0.00001 ; 1,234,567 1.234568e+04 1e-05
            '%08.3f|%+.1f', -3.5, 0.25 ; -003.500|+0.3
            '%*d|%-*s|', 4, 7, 3, 'x' ; "   7|x  |"
            '%s', null ; null
            '%s %s', 'one' ; one %s
            '100%' ; 100%
            '%i %u', '12', 5 ; 12 5
            """)
    @DisplayName("String.format fills in as printf does")
    void format(String arguments, String expected) {
        assertThat(Script.value("'' + String.format(" + arguments + ")")).isEqualTo(expected);
    }

    @Test
    @DisplayName("String.formatDecimal, formatDate and formatTime give text")
    void localFormats() {
        assertThat(Script.value("typeof String.formatDecimal(1.5), typeof String.formatDate(new Date(0), 'long'),"
                        + " typeof String.formatTime(new Date(0)), Object.keys(String).length"))
                .isEqualTo("string string string 0");
    }

    @Test
    @DisplayName("Ti.App has the arguments, a name, and events with data")
    void app() {
        assertThat(Script.print("""
                console.log(Ti.App.arguments.join(), Ti.App.getArguments().length, Ti.App.name, typeof Ti.App.version, Ti.App.id);
                const listener = (e) => console.log(e.type, e.n, e.source === Ti.App);
                Ti.App.addEventListener('mine', listener);
                Ti.App.fireEvent('mine', { n: 1 });
                Ti.App.removeEventListener('mine', listener);
                Ti.App.fireEvent('mine', { n: 2 });
                """, "one", "--two"))
                .containsExactly("one,--two 2 script string io.tisocket.script", "mine 1 true");
    }

    @Test
    @DisplayName("Ti.Platform describes the machine; what it cannot know has a harmless value")
    void platform() {
        assertThat(Script.print("""
                const p = Ti.Platform;
                console.log(/^\\d+\\.\\d+\\.\\d+\\.\\d+$/.test(p.address), p.osname, p.getOsname(), typeof p.version, typeof p.model);
                console.log(p.displayCaps.platformWidth > 0, p.displayCaps.getPlatformHeight() > 0, p.displayCaps.apiName);
                console.log(p.createUUID() !== p.createUUID(), p.id === p.getId(), /^[0-9a-f-]{36}$/.test(p.createUUID()));
                console.log(p.processorCount > 0, p.availableMemory > 0, typeof p.locale, p.batteryLevel, p.canOpenURL('x:'));
                """))
                .containsExactly(
                        "true tisocket tisocket string string",
                        "true true Ti.Platform.DisplayCaps",
                        "true true true",
                        "true true string -1 false");
    }

    @Test
    @DisplayName("1.1: the network is online; its change is an event that does not come")
    void network() {
        assertThat(Script.print("""
                const n = Ti.Network;
                n.addEventListener('change', () => console.log('unexpected'));
                console.log(n.online, n.getOnline(), n.networkTypeName, n.networkType === n.NETWORK_LAN, n.NETWORK_NONE);
                console.log(typeof Ti.Gesture, typeof Ti.Media, typeof Ti.Nothing);
                """)).containsExactly("true true LAN true 0", "undefined undefined undefined");
    }
}

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
            '%g %g %g', 12345600000, 1.23456e-10, 100000 ; 1.23456e+10 1.23456e-10 100000
            '%#08x|%#8x|%04x', 255, 255, 255 ; 0x0000ff|    0xff|00ff
            '%05f|%05d', NaN, -7 ; "  NaN|-0007"
            '%s', null ; null
            '%s %s', 'one' ; one %s
            '100%' ; 100%
            '%i %u', '12', 5 ; 12 5
            """)
    @DisplayName("String.format fills in as printf does")
    void format(String arguments, String expected) {
        assertThat(Script.value("'' + String.format(" + arguments + ")")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
            'en-US' ; 5,123.33
            'de-DE' ; 5.123,33
            '#' ; 5123
            '#.0' ; 5123.3
            '00,000' ; 05,123
            '#,###.0000 EUR' ; 5,123.3300 EUR
            'de-DE', '00,000.0' ; 05.123,3
            'en-US', '0.00' ; 5123.33
            """)
    @DisplayName("String.formatDecimal takes a locale, a pattern, or both")
    void formatDecimal(String arguments, String expected) {
        assertThat(Script.value("String.formatDecimal(5123.33, " + arguments + ")"))
                .isEqualTo(expected);
    }

    @Test
    @DisplayName("String.formatCurrency, formatDate and formatTime write as the user's language does")
    void localFormats() {
        assertThat(Script.print("""
                const day = new Date(2015, 5, 6, 14, 22, 33);
                console.log(/555.123.23/.test(String.formatCurrency(555123.2323)), Object.keys(String).length);
                console.log(String.formatDate(day) === String.formatDate(day, 'short'), /22/.test(String.formatTime(day)));
                console.log(/2015/.test(String.formatDate(day, 'medium')), /2015/.test(String.formatDate(day, 'long')));
                """)).containsExactly("true 0", "true true", "true true");
    }

    @Test
    @DisplayName("Ti.Locale names the user's language; L() has no translations and gives the hint or the key")
    void locale() {
        assertThat(Script.print("""
                console.log(L('key'), L('key', 'hint'));
                const l = Ti.Locale;
                console.log(/^[a-z]{2,3}$/.test(l.currentLanguage), /^([A-Z]{2}|[0-9]{3})$/.test(l.getCurrentCountry()), l.currentLocale === Ti.Platform.locale);
                console.log(l.getString('key'), l.getCurrencyCode('de-AT'), l.getCurrencySymbol('EUR'));
                """)).containsExactly("key hint", "true true true", "key EUR €");
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
                console.log(/^255\\./.test(p.netmask), p.totalMemory >= p.availableMemory, p.uptime > 0, p.versionMajor === parseInt(p.version));
                console.log(p.processorCount > 0, p.availableMemory > 0, typeof p.locale, p.batteryLevel, p.canOpenURL('x:'));
                """))
                .containsExactly(
                        "true tisocket tisocket string string",
                        "true true Ti.Platform.DisplayCaps",
                        "true true true",
                        "true true true true",
                        "true true string -1 false");
    }

    @Test
    @DisplayName("Ti.version is read-only, Ti.userAgent may be set")
    void titanium() {
        assertThat(Script.print("""
                'use strict';
                Ti.userAgent = 'mine';
                try { Ti.version = '1'; } catch (e) { console.log(e.name, Ti.userAgent); }
                """)).containsExactly("TypeError mine");
    }

    @Test
    @DisplayName("1.1: the network is online; its change is an event that does not come")
    void network() {
        assertThat(Script.print("""
                const n = Ti.Network;
                n.addEventListener('change', () => console.log('unexpected'));
                console.log(n.online, n.getOnline(), n.networkTypeName, n.networkType === n.NETWORK_LAN, n.NETWORK_NONE);
                console.log(n.decodeURIComponent(n.encodeURIComponent('ä /')), n.PROGRESS_UNKNOWN, typeof n.createTCPSocket);
                """)).containsExactly("true true LAN true 0", "ä / -1 undefined");
    }

    @Test
    @DisplayName("a namespace that needs a device can be listened to, and fails by name when it is asked for more")
    void absentNamespaces() {
        assertThat(Script.print("""
                Ti.Gesture.addEventListener('orientationchange', () => console.log('unexpected'));
                for (const act of [() => Ti.Database.open('x'), () => Ti.Geolocation.hasCompass]) {
                    try { act(); } catch (e) { console.log(e.message); }
                }
                Ti.Map = { own: true };
                console.log(String(Ti.Media), JSON.stringify({ media: Ti.Media }), Ti.Map, typeof Ti.Android, typeof Ti.Nothing);
                """))
                .containsExactly(
                        "Ti.Database.open is not supported: TiSocket has no Ti.Database",
                        "Ti.Geolocation.hasCompass is not supported: TiSocket has no Ti.Geolocation",
                        "[object Media] {\"media\":{}} { own: true } undefined undefined");
    }
}

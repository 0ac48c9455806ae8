// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CodecStringTest {

    @Test
    @DisplayName("1.8: encoding returns the position after the last byte and touches nothing else")
    void positionAfterTheText() {
        Buffer buffer = Buffer.allocate(6);

        int next = Codec.encodeString("hé", buffer, 1, StandardCharsets.UTF_8);

        assertThat(next).isEqualTo(4);
        assertThat(Bytes.unsigned(buffer)).containsExactly(0, 'h', 0xC3, 0xA9, 0, 0);
    }

    @Test
    @DisplayName("1.8: a text that does not fit is refused; nothing is written or resized")
    void textMustFit() {
        Buffer buffer = Buffer.allocate(3);

        for (int position : new int[] {-1, 2, 3, 4, Integer.MAX_VALUE}) {
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> Codec.encodeString("ab", buffer, position, StandardCharsets.UTF_8));
        }
        assertThat(Bytes.unsigned(buffer)).containsExactly(0, 0, 0);
    }

    @Test
    @DisplayName("1.8: the source range counts characters and must lie within the text")
    void sectionOfASource() {
        assertThat(Codec.section("aébc", 1, 2)).isEqualTo("éb");
        assertThat(Codec.section("abc", 3, 0)).isEmpty();
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> Codec.section("abc", 2, 2));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> Codec.section("abc", -1, 1));
    }

    @Test
    @DisplayName("1.8: decoding takes a range of the buffer, which must lie within it")
    void decodesARange() {
        Buffer buffer = Bytes.text("xxhello");

        assertThat(Codec.decodeString(buffer, 2, 5, StandardCharsets.UTF_8)).isEqualTo("hello");
        assertThat(Codec.decodeString(buffer, 7, 0, StandardCharsets.UTF_8)).isEmpty();
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> Codec.decodeString(buffer, 3, 5, StandardCharsets.UTF_8));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> Codec.decodeString(buffer, -1, 5, StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("1.8: utf16 encodes a byte order mark and big-endian: 40 characters are 82 bytes")
    void utf16HasAMark() {
        Buffer buffer = Buffer.allocate(82);

        int next = Codec.encodeString("x".repeat(40), buffer, 0, charset("utf16"));

        assertThat(next).isEqualTo(82);
        assertThat(Bytes.unsigned(buffer.copy(0, 4))).containsExactly(0xFE, 0xFF, 0, 'x');
    }

    @Test
    @DisplayName("1.8: utf16 decodes by its mark, without one big-endian, and drops the mark")
    void utf16DecodesByItsMark() {
        assertThat(decode("utf16", 0xFE, 0xFF, 0, 'a')).isEqualTo("a");
        assertThat(decode("utf16", 0xFF, 0xFE, 'a', 0)).isEqualTo("a");
        assertThat(decode("utf16", 0, 'a')).isEqualTo("a");
    }

    @Test
    @DisplayName("1.8: utf16be and utf16le have no mark")
    void fixedOrdersHaveNoMark() {
        assertThat(Bytes.unsigned(Buffer.of("a", charset("utf16be")))).containsExactly(0, 'a');
        assertThat(Bytes.unsigned(Buffer.of("a", charset("utf16le")))).containsExactly('a', 0);
        assertThat(decode("utf16le", 'a', 0)).isEqualTo("a");
    }

    @Test
    @DisplayName("1.8: ascii has no é and writes a question mark")
    void asciiReplaces() {
        assertThat(Bytes.unsigned(Buffer.of("é", charset("ascii")))).containsExactly('?');
    }

    @ParameterizedTest
    @CsvSource({"latin1", "iso-latin-1", "ios-latin-1", "iso-8859-1", "ISO-8859-1", "Latin1"})
    @DisplayName("D24: ISO Latin 1 has many spellings, in any case")
    void latin1Spellings(String name) {
        assertThat(TextCharset.named(name)).isEqualTo(TextCharset.ISO_LATIN_1);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("1.8: the name of each charset leads back to it")
    void namesLeadBack(TextCharset charset) {
        assertThat(TextCharset.named(charset.titaniumName())).isEqualTo(charset);
    }

    @Test
    @DisplayName("1.8: an unknown charset is refused")
    void unknownCharsetIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TextCharset.named("ebcdic"))
                .withMessageContainingAll("ebcdic", "utf8");
    }

    private static String decode(String charset, int... bytes) {
        return Codec.decodeString(Bytes.buffer(bytes), 0, bytes.length, charset(charset));
    }

    private static Charset charset(String name) {
        return TextCharset.named(name).charset();
    }
}

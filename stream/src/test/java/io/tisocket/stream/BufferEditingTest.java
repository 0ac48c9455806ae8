// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BufferEditingTest {

    @Test
    @DisplayName("1.7: a byte is read as 0 to 255 and written as the low eight bits")
    void bytesAreUnsigned() {
        Buffer buffer = Buffer.allocate(3);

        buffer.set(0, 256);
        buffer.set(1, -1);
        buffer.set(2, 0x1FE);

        assertThat(Bytes.unsigned(buffer)).containsExactly(0, 255, 254);
    }

    @Test
    @DisplayName("1.7: append adds at the end and returns how many bytes it added")
    void appendAddsAtTheEnd() {
        Buffer buffer = Bytes.buffer(1, 2);

        assertThat(buffer.append(Bytes.buffer(3, 4, 5))).isEqualTo(3);
        assertThat(buffer.append(Bytes.buffer(6, 7, 8), 1, 1)).isEqualTo(1);

        assertThat(Bytes.unsigned(buffer)).containsExactly(1, 2, 3, 4, 5, 7);
    }

    @Test
    @DisplayName("1.7: insert moves the tail up and returns how many bytes it inserted")
    void insertMovesTheTail() {
        Buffer buffer = Bytes.buffer(1, 2);

        assertThat(buffer.insert(Bytes.buffer(8, 9), 1)).isEqualTo(2);
        assertThat(buffer.insert(Bytes.buffer(5, 6, 7), 0, 1, 2)).isEqualTo(2);

        assertThat(Bytes.unsigned(buffer)).containsExactly(6, 7, 1, 8, 9, 2);
    }

    @Test
    @DisplayName("1.7: insert at the length appends")
    void insertAtTheEndAppends() {
        Buffer buffer = Bytes.buffer(1);

        buffer.insert(Bytes.buffer(2), 1);

        assertThat(Bytes.unsigned(buffer)).containsExactly(1, 2);
    }

    @Test
    @DisplayName("1.7: copy overwrites, returns how many bytes it copied, and never grows")
    void copyOverwrites() {
        Buffer buffer = Buffer.allocate(5);

        assertThat(buffer.copyFrom(Bytes.buffer(1, 2))).isEqualTo(2);
        assertThat(buffer.copyFrom(Bytes.buffer(3), 4)).isEqualTo(1);
        assertThat(buffer.copyFrom(Bytes.buffer(7, 8, 9), 2, 1, 2)).isEqualTo(2);

        assertThat(Bytes.unsigned(buffer)).containsExactly(1, 2, 8, 9, 3);
    }

    @Test
    @DisplayName("1.7: source and target may be the same buffer")
    void sourceMayBeTheTarget() {
        Buffer appended = Bytes.buffer(1, 2, 3);
        Buffer inserted = Bytes.buffer(1, 2, 3);
        Buffer copied = Bytes.buffer(1, 2, 3, 4);

        appended.append(appended);
        inserted.insert(inserted, 1);
        copied.copyFrom(copied, 1, 0, 3);

        assertThat(Bytes.unsigned(appended)).containsExactly(1, 2, 3, 1, 2, 3);
        assertThat(Bytes.unsigned(inserted)).containsExactly(1, 1, 2, 3, 2, 3);
        assertThat(Bytes.unsigned(copied)).containsExactly(1, 1, 2, 3);
    }

    @Test
    @DisplayName("1.7: a clone has its own bytes")
    void copyIsIndependent() {
        Buffer buffer = Bytes.buffer(1, 2, 3);

        Buffer whole = buffer.copy();
        Buffer part = buffer.copy(1, 2);
        buffer.clear();

        assertThat(Bytes.unsigned(whole)).containsExactly(1, 2, 3);
        assertThat(Bytes.unsigned(part)).containsExactly(2, 3);
    }

    @Test
    @DisplayName("1.7: fill sets a range to the low eight bits")
    void fillSetsARange() {
        Buffer buffer = Buffer.allocate(4);

        buffer.fill(0x101);
        buffer.fill(-1, 1, 2);

        assertThat(Bytes.unsigned(buffer)).containsExactly(1, 255, 255, 1);
    }

    @Test
    @DisplayName("D22: toString is UTF-8, zero bytes included, malformed bytes replaced")
    void toStringIsUtf8() {
        assertThat(Bytes.buffer('a', 0, 0xC3, 0xA9).toString()).isEqualTo("a\0é");
        assertThat(Bytes.buffer('a', 0xFF).toString()).isEqualTo("a\uFFFD");
        assertThat(Bytes.buffer(0xE9).toString(StandardCharsets.ISO_8859_1)).isEqualTo("é");
    }

    @Test
    @DisplayName("1.7: toBlob copies the bytes, as application/octet-stream with a text")
    void toBlobCopies() {
        Buffer buffer = Bytes.text("abc");

        Blob blob = buffer.toBlob();
        buffer.clear();

        assertThat(blob.text()).contains("abc");
        assertThat(blob.mimeType()).isEqualTo("application/octet-stream");
    }

    @Test
    @DisplayName("Buffers compare by content only when asked to")
    void contentEquality() {
        Buffer longer = Bytes.buffer(1, 2, 3);
        longer.length(2);

        assertThat(longer.contentEquals(Bytes.buffer(1, 2))).isTrue();
        assertThat(longer.contentEquals(Bytes.buffer(1, 3))).isFalse();
        assertThat(longer).isNotEqualTo(Bytes.buffer(1, 2));
        assertThat(longer.toByteArray()).containsExactly(1, 2);
    }
}

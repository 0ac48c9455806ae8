// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** The charsets that Titanium names, with every spelling of them that is understood. */
public enum TextCharset {
    /** Seven bits; anything else is encoded as {@code ?}. */
    ASCII("ascii", StandardCharsets.US_ASCII),
    /** ISO 8859-1. */
    ISO_LATIN_1("latin1", StandardCharsets.ISO_8859_1),
    /** UTF-8. */
    UTF8("utf8", StandardCharsets.UTF_8),
    /** UTF-16: encodes a byte order mark and big-endian; decodes as the mark says, without one big-endian. */
    UTF16("utf16", StandardCharsets.UTF_16),
    /** UTF-16, big-endian, without byte order mark. */
    UTF16BE("utf16be", StandardCharsets.UTF_16BE),
    /** UTF-16, little-endian, without byte order mark. */
    UTF16LE("utf16le", StandardCharsets.UTF_16LE);

    private static final Map<String, TextCharset> BY_SPELLING = Map.ofEntries(
            Map.entry("ascii", ASCII),
            Map.entry("us-ascii", ASCII),
            Map.entry("latin1", ISO_LATIN_1),
            Map.entry("latin-1", ISO_LATIN_1),
            Map.entry("iso-latin-1", ISO_LATIN_1),
            Map.entry("ios-latin-1", ISO_LATIN_1),
            Map.entry("iso8859-1", ISO_LATIN_1),
            Map.entry("iso-8859-1", ISO_LATIN_1),
            Map.entry("utf8", UTF8),
            Map.entry("utf-8", UTF8),
            Map.entry("utf16", UTF16),
            Map.entry("utf-16", UTF16),
            Map.entry("utf16be", UTF16BE),
            Map.entry("utf-16be", UTF16BE),
            Map.entry("utf16le", UTF16LE),
            Map.entry("utf-16le", UTF16LE));

    private final String titaniumName;
    private final Charset charset;

    TextCharset(String titaniumName, Charset charset) {
        this.titaniumName = titaniumName;
        this.charset = charset;
    }

    /**
     * Returns the charset of that name, in upper or lower case.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static TextCharset named(String name) {
        TextCharset charset = BY_SPELLING.get(name.toLowerCase(Locale.ROOT));
        if (charset == null) {
            throw new IllegalArgumentException("charset " + name + ": ascii, latin1, utf8, utf16, utf16be or utf16le");
        }
        return charset;
    }

    /** Returns the value of the Titanium constant {@code Ti.Codec.CHARSET_…}. */
    public String titaniumName() {
        return titaniumName;
    }

    /** Returns Java's charset. */
    public Charset charset() {
        return charset;
    }
}

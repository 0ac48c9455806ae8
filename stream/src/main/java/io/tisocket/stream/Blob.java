// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** Bytes that never change, with the kind of content they are. Safe for use by any thread. */
public final class Blob {

    /** The type of content of which nothing is known. */
    public static final String OCTET_STREAM = "application/octet-stream";

    private final byte[] bytes;
    private final String mimeType;
    private final Optional<Path> file;

    private Blob(byte[] bytes, String mimeType, Optional<Path> file) {
        this.bytes = bytes;
        this.mimeType = mimeType;
        this.file = file;
    }

    /** Returns a blob of a copy of {@code bytes}. */
    public static Blob of(byte[] bytes, String mimeType) {
        return wrap(bytes.clone(), mimeType);
    }

    /** Returns a blob of {@code text} in UTF-8, of type {@code text/plain}. */
    public static Blob of(String text) {
        return wrap(text.getBytes(StandardCharsets.UTF_8), "text/plain");
    }

    /**
     * Reads the whole of {@code file}, blocking; the type follows from the extension of its name.
     *
     * <p>The blob keeps what it read, whatever becomes of the file.
     */
    public static Blob read(Path file) throws IOException {
        return new Blob(Files.readAllBytes(file), MimeType.of(file), Optional.of(file));
    }

    /** Takes {@code bytes} over; nobody else may hold the array. */
    static Blob wrap(byte[] bytes, String mimeType) {
        return new Blob(bytes, mimeType, Optional.empty());
    }

    /** Returns the number of bytes. */
    public int length() {
        return bytes.length;
    }

    /** Returns the type of the content, such as {@code text/plain}. */
    public String mimeType() {
        return mimeType;
    }

    /** Returns the file it was read from; empty for a blob made in memory. */
    public Optional<Path> file() {
        return file;
    }

    /** Returns the bytes decoded as UTF-8; empty when the type is known to be no text. */
    public Optional<String> text() {
        return MimeType.isBinary(mimeType) ? Optional.empty() : Optional.of(new String(bytes, StandardCharsets.UTF_8));
    }

    /**
     * Returns a blob, in memory, of these bytes followed by those of {@code tail}, of the type of this one.
     *
     * @throws IllegalArgumentException when together they are longer than a blob can be
     */
    public Blob append(Blob tail) {
        if (tail.bytes.length > Buffer.MAX_LENGTH - bytes.length) {
            throw new IllegalArgumentException("append: " + tail.bytes.length + " bytes more than " + bytes.length
                    + "; a blob holds at most " + Buffer.MAX_LENGTH);
        }
        byte[] both = Arrays.copyOf(bytes, bytes.length + tail.bytes.length);
        System.arraycopy(tail.bytes, 0, both, bytes.length, tail.bytes.length);
        return wrap(both, mimeType);
    }

    /** Returns the bytes in Base64, padded, on one line (RFC 4648, section 4). */
    public String toBase64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Returns a new array of the bytes. */
    public byte[] toByteArray() {
        return bytes.clone();
    }

    /** Returns a new buffer of the bytes. */
    public Buffer toBuffer() {
        return Buffer.wrap(toByteArray());
    }

    /** Returns the bytes without copying them, read-only, from position 0. */
    public ByteBuffer view() {
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    /** Returns the text, or {@code [object TiBlob]} where there is none. */
    @Override
    public String toString() {
        return text().orElse("[object TiBlob]");
    }
}

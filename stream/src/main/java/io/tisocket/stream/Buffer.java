// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * A run of bytes whose length can change. Not safe for use by several threads at once.
 */
public final class Buffer {

    private static final byte[] NOTHING = {};

    private byte[] bytes;
    private int length;

    private Buffer(byte[] bytes) {
        this.bytes = bytes;
        this.length = bytes.length;
    }

    /**
     * Returns a buffer of {@code length} zero bytes.
     *
     * @throws IllegalArgumentException when {@code length} is negative
     */
    public static Buffer allocate(int length) {
        if (length < 0) {
            throw new IllegalArgumentException("buffer length " + length + ": 0 or more");
        }
        return new Buffer(length == 0 ? NOTHING : new byte[length]);
    }

    /** Returns a buffer that takes {@code bytes} over without copying; the caller must not touch the array any more. */
    public static Buffer wrap(byte[] bytes) {
        return new Buffer(bytes);
    }

    /** Returns a buffer of the characters of {@code text}, encoded in {@code charset}. */
    public static Buffer of(String text, Charset charset) {
        return new Buffer(text.getBytes(charset));
    }

    /** Returns the number of bytes. */
    public int length() {
        return length;
    }

    /**
     * Sets the number of bytes: drops the tail, or adds zero bytes.
     *
     * @throws IllegalArgumentException when {@code length} is negative
     */
    public void length(int length) {
        if (length < 0) {
            throw new IllegalArgumentException("buffer length " + length + ": 0 or more");
        }
        bytes = Arrays.copyOf(bytes, length);
        this.length = length;
    }

    /** Returns the byte at {@code index} as 0 to 255. */
    public int get(int index) {
        return bytes[Objects.checkIndex(index, length)] & 0xFF;
    }

    /** Sets the byte at {@code index} to the low eight bits of {@code value}. */
    public void set(int index, int value) {
        bytes[Objects.checkIndex(index, length)] = (byte) value;
    }

    /**
     * Returns the bytes of a range, shared with this buffer until its length next changes.
     *
     * @throws IndexOutOfBoundsException when the range is not within the buffer
     */
    public ByteBuffer view(int offset, int length) {
        Objects.checkFromIndexSize(offset, length, this.length);
        return ByteBuffer.wrap(bytes, offset, length);
    }

    /** Returns the bytes decoded as UTF-8, malformed sequences replaced by U+FFFD. */
    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}

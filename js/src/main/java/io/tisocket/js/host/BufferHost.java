// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js.host;

import io.tisocket.stream.Blob;
import io.tisocket.stream.Buffer;
import io.tisocket.stream.Codec;
import io.tisocket.stream.NumberType;
import io.tisocket.stream.TextCharset;
import java.nio.ByteOrder;
import org.graalvm.polyglot.HostAccess.Export;

/** Buffers and the codec. Byte orders are numbers: 0 is big-endian, 1 is little-endian. */
public final class BufferHost {

    private static final int LITTLE_ENDIAN = 1;

    private final ScriptErrors errors;

    BufferHost(ScriptErrors errors) {
        this.errors = errors;
    }

    private static ByteOrder order(int byteOrder) {
        return byteOrder == LITTLE_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    }

    /** Returns this machine's byte order. */
    @Export
    public int nativeOrder() {
        return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? LITTLE_ENDIAN : 0;
    }

    /** Returns a buffer of zeros. */
    @Export
    public Buffer allocate(int length) {
        return errors.guardLength(() -> Buffer.allocate(length));
    }

    /** Returns a buffer of encoded text. */
    @Export
    public Buffer ofText(String text, String charset) {
        return errors.guard(() -> Buffer.of(text, TextCharset.named(charset).charset()));
    }

    /** Returns a buffer of one encoded number. */
    @Export
    public Buffer ofNumber(double value, String type, int byteOrder) {
        return errors.guard(() -> Buffer.of(value, NumberType.named(type), order(byteOrder)));
    }

    /** Returns the number of bytes. */
    @Export
    public int length(Buffer buffer) {
        return buffer.length();
    }

    /** Sets the number of bytes. */
    @Export
    public void resize(Buffer buffer, int length) {
        errors.guardLength(() -> {
            buffer.length(length);
            return Boolean.TRUE;
        });
    }

    /** Returns one byte as 0 to 255, -1 where there is none. */
    @Export
    public int get(Buffer buffer, int index) {
        return index >= 0 && index < buffer.length() ? buffer.get(index) : -1;
    }

    /** Sets one byte; returns whether there is one. */
    @Export
    public boolean set(Buffer buffer, int index, int value) {
        if (index < 0 || index >= buffer.length()) {
            return false;
        }
        buffer.set(index, value);
        return true;
    }

    /** Appends a range. */
    @Export
    public int append(Buffer buffer, Buffer source, int offset, int length) {
        return errors.guardLength(() -> buffer.append(source, offset, length));
    }

    /** Inserts a range. */
    @Export
    public int insert(Buffer buffer, Buffer source, int at, int offset, int length) {
        return errors.guardLength(() -> buffer.insert(source, at, offset, length));
    }

    /** Copies a range in. */
    @Export
    public int copy(Buffer buffer, Buffer source, int at, int offset, int length) {
        return errors.guard(() -> buffer.copyFrom(source, at, offset, length));
    }

    /** Returns a new buffer of a range. */
    @Export
    public Buffer range(Buffer buffer, int offset, int length) {
        return errors.guard(() -> buffer.copy(offset, length));
    }

    /** Fills a range. */
    @Export
    public void fill(Buffer buffer, int value, int offset, int length) {
        errors.perform(() -> buffer.fill(value, offset, length));
    }

    /** Empties the buffer. */
    @Export
    public void release(Buffer buffer) {
        buffer.release();
    }

    /** Returns the bytes as text in UTF-8. */
    @Export
    public String text(Buffer buffer) {
        return errors.guard(buffer::toString);
    }

    /** Returns a copy of the bytes. */
    @Export
    public Blob toBlob(Buffer buffer) {
        return errors.guard(buffer::toBlob);
    }

    /** Writes a number. */
    @Export
    public int encodeNumber(double value, Buffer dest, String type, int position, int byteOrder) {
        return errors.guard(() -> Codec.encodeNumber(value, dest, NumberType.named(type), position, order(byteOrder)));
    }

    /** Reads a number. */
    @Export
    public double decodeNumber(Buffer source, String type, int position, int byteOrder) {
        return errors.guard(() -> Codec.decodeNumber(source, NumberType.named(type), position, order(byteOrder)));
    }

    /** Returns a part of a text. */
    @Export
    public String section(String text, int position, int length) {
        return errors.guard(() -> Codec.section(text, position, length));
    }

    /** Writes text. */
    @Export
    public int encodeString(String text, Buffer dest, int position, String charset) {
        return errors.guard(() -> Codec.encodeString(
                text, dest, position, TextCharset.named(charset).charset()));
    }

    /** Reads text. */
    @Export
    public String decodeString(Buffer source, int position, int length, String charset) {
        return errors.guard(() -> Codec.decodeString(
                source, position, length, TextCharset.named(charset).charset()));
    }
}

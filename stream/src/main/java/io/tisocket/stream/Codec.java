// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;

/**
 * Numbers and text to bytes of a buffer, and back.
 *
 * <p>No method changes the length of a buffer. A range that is not within its buffer throws {@link
 * IndexOutOfBoundsException}, and then nothing was written.
 */
public final class Codec {

    private Codec() {}

    /**
     * Writes {@code value} into {@code dest} at {@code position}.
     *
     * <p>For an integer type the fraction is cut off, the rest is taken as 64 bits (beyond them: the nearest 64-bit value;
     * NaN: 0), and the low bits that fit the type are written.
     *
     * @return the position just after the number
     */
    public static int encodeNumber(double value, Buffer dest, NumberType type, int position, ByteOrder order) {
        Bounds.check("encodeNumber " + type.titaniumName(), position, type.width(), dest.length());
        ByteBuffer target = dest.room(position, type.width()).order(order);
        switch (type) {
            case BYTE -> target.put((byte) (long) value);
            case SHORT -> target.putShort((short) (long) value);
            case INT -> target.putInt((int) (long) value);
            case LONG -> target.putLong((long) value);
            case FLOAT -> target.putFloat((float) value);
            case DOUBLE -> target.putDouble(value);
        }
        return position + type.width();
    }

    /** Returns the number in {@code source} at {@code position}; a long beyond 53 bits is rounded to the nearest double. */
    public static double decodeNumber(Buffer source, NumberType type, int position, ByteOrder order) {
        Bounds.check("decodeNumber " + type.titaniumName(), position, type.width(), source.length());
        ByteBuffer bytes = source.borrow(position, type.width()).order(order);
        return switch (type) {
            case BYTE -> bytes.get();
            case SHORT -> bytes.getShort();
            case INT -> bytes.getInt();
            case LONG -> bytes.getLong();
            case FLOAT -> bytes.getFloat();
            case DOUBLE -> bytes.getDouble();
        };
    }

    /**
     * Writes {@code text} into {@code dest} at {@code destPosition}; a character that {@code charset} lacks becomes
     * {@code ?}.
     *
     * @return the position just after the last byte written
     * @throws IndexOutOfBoundsException also when the encoded text does not fit
     */
    public static int encodeString(String text, Buffer dest, int destPosition, Charset charset) {
        Buffer encoded = Buffer.of(text, charset);
        Bounds.check("encodeString", destPosition, encoded.length(), dest.length());
        return destPosition + dest.copyFrom(encoded, destPosition);
    }

    /**
     * Returns the part of {@code text} that an encoding starts from.
     *
     * @param position in characters (UTF-16 units), as {@code length}
     * @throws IndexOutOfBoundsException when the range is not within the text
     */
    public static String section(String text, int position, int length) {
        Bounds.check("encodeString source", position, length, text.length());
        return text.substring(position, position + length);
    }

    /** Returns {@code length} bytes of {@code source} from {@code position} as text, malformed sequences replaced. */
    public static String decodeString(Buffer source, int position, int length, Charset charset) {
        Bounds.check("decodeString", position, length, source.length());
        return source.toString(charset, position, length);
    }
}

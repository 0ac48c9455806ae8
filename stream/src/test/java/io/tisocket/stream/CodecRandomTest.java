// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The codec on bytes that a peer may have made up, against {@code java.nio}. {@code -Dtisocket.cases=N} for more. */
class CodecRandomTest {

    private static final int CASES = Integer.getInteger("tisocket.cases", 3000);

    private static final Map<TextCharset, Charset> CHARSETS = Map.of(
            TextCharset.ASCII, StandardCharsets.US_ASCII,
            TextCharset.ISO_LATIN_1, StandardCharsets.ISO_8859_1,
            TextCharset.UTF8, StandardCharsets.UTF_8,
            TextCharset.UTF16, StandardCharsets.UTF_16,
            TextCharset.UTF16BE, StandardCharsets.UTF_16BE,
            TextCharset.UTF16LE, StandardCharsets.UTF_16LE);

    @Test
    @DisplayName(
            "1.8: any bytes, truncated and malformed ones too, decode as the charsets of the JDK do, at any range; outside of it nothing")
    void textOfAnyBytes() {
        Randomly.repeat(CASES, random -> {
            byte[] bytes = hostileBytes(random);
            Buffer buffer = Buffer.wrap(bytes.clone());
            TextCharset charset = TextCharset.values()[random.nextInt(TextCharset.values().length)];
            int position = position(random, bytes.length);
            int length = position(random, bytes.length);

            if (isInside(position, length, bytes.length)) {
                assertThat(Codec.decodeString(buffer, position, length, charset.charset()))
                        .isEqualTo(new String(bytes, position, length, CHARSETS.get(charset)));
            } else {
                assertThatExceptionOfType(IndexOutOfBoundsException.class)
                        .isThrownBy(() -> Codec.decodeString(buffer, position, length, charset.charset()));
            }
            assertThat(buffer.toString()).isEqualTo(new String(bytes, StandardCharsets.UTF_8));
        });
    }

    @Test
    @DisplayName(
            "1.8: any text, lone surrogates too, encodes as the charsets of the JDK do; what does not fit writes nothing")
    void bytesOfAnyText() {
        Randomly.repeat(CASES, random -> {
            String text = hostileText(random);
            TextCharset charset = TextCharset.values()[random.nextInt(TextCharset.values().length)];
            byte[] encoded = text.getBytes(CHARSETS.get(charset));
            byte[] before = Randomly.bytes(random, random.nextInt(80));
            Buffer dest = Buffer.wrap(before.clone());
            int position = position(random, before.length);

            if (isInside(position, encoded.length, before.length)) {
                byte[] expected = before.clone();
                System.arraycopy(encoded, 0, expected, position, encoded.length);
                assertThat(Codec.encodeString(text, dest, position, charset.charset()))
                        .isEqualTo(position + encoded.length);
                assertThat(bytes(dest)).isEqualTo(expected);
            } else {
                assertThatExceptionOfType(IndexOutOfBoundsException.class)
                        .isThrownBy(() -> Codec.encodeString(text, dest, position, charset.charset()));
                assertThat(bytes(dest)).isEqualTo(before);
            }
        });
    }

    @Test
    @DisplayName("1.8: any bytes at any position read as ByteBuffer reads them, in both orders; beyond the end nothing")
    void numberOfAnyBytes() {
        Randomly.repeat(CASES, random -> {
            byte[] bytes = Randomly.bytes(random, random.nextInt(24));
            Buffer buffer = Buffer.wrap(bytes.clone());
            NumberType type = NumberType.values()[random.nextInt(NumberType.values().length)];
            ByteOrder order = random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
            int position = position(random, bytes.length);

            if (isInside(position, type.width(), bytes.length)) {
                assertThat(Codec.decodeNumber(buffer, type, position, order))
                        .isEqualTo(Double.valueOf(read(ByteBuffer.wrap(bytes).order(order), type, position)));
            } else {
                assertThatExceptionOfType(IndexOutOfBoundsException.class)
                        .isThrownBy(() -> Codec.decodeNumber(buffer, type, position, order));
            }
        });
    }

    @Test
    @DisplayName(
            "1.8: any number, NaN and the infinities too, is cut off as the codec says and written at its place only")
    void bytesOfAnyNumber() {
        Randomly.repeat(CASES, random -> {
            double value = hostileNumber(random);
            byte[] before = Randomly.bytes(random, random.nextInt(24));
            Buffer dest = Buffer.wrap(before.clone());
            NumberType type = NumberType.values()[random.nextInt(NumberType.values().length)];
            ByteOrder order = random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
            int position = position(random, before.length);

            if (isInside(position, type.width(), before.length)) {
                byte[] expected = before.clone();
                write(ByteBuffer.wrap(expected).order(order), type, position, value);
                assertThat(Codec.encodeNumber(value, dest, type, position, order))
                        .isEqualTo(position + type.width());
                assertThat(bytes(dest)).isEqualTo(expected);
            } else {
                assertThatExceptionOfType(IndexOutOfBoundsException.class)
                        .isThrownBy(() -> Codec.encodeNumber(value, dest, type, position, order));
                assertThat(bytes(dest)).isEqualTo(before);
            }
        });
    }

    private static boolean isInside(int position, int length, int size) {
        return position >= 0 && length >= 0 && (long) position + length <= size;
    }

    private static byte[] bytes(Buffer buffer) {
        byte[] bytes = new byte[buffer.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) buffer.get(i);
        }
        return bytes;
    }

    /** Mostly within, now and then anywhere. */
    private static int position(SplittableRandom random, int size) {
        return switch (random.nextInt(12)) {
            case 0 -> -1 - random.nextInt(3);
            case 1 -> Integer.MAX_VALUE - random.nextInt(3);
            case 2 -> Integer.MIN_VALUE;
            case 3 -> size + random.nextInt(3);
            default -> random.nextInt(size + 1);
        };
    }

    /** Pieces of text in several charsets, cut and spoiled. */
    private static byte[] hostileBytes(SplittableRandom random) {
        byte[] bytes = random.nextInt(3) == 0
                ? Randomly.bytes(random, random.nextInt(60))
                : hostileText(random).getBytes(random.nextBoolean() ? StandardCharsets.UTF_8 : StandardCharsets.UTF_16);
        for (int i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
    }

    private static String hostileText(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(20); i > 0; i--) {
            switch (random.nextInt(6)) {
                case 0 -> text.append((char) random.nextInt(0x80));
                case 1 -> text.append((char) random.nextInt(0x100));
                case 2 -> text.append((char) (0xD800 + random.nextInt(0x800)));
                case 3 -> text.appendCodePoint(0x10000 + random.nextInt(0x100000));
                case 4 -> text.append('\uFEFF');
                default -> text.append((char) random.nextInt(0x10000));
            }
        }
        return text.toString();
    }

    private static double hostileNumber(SplittableRandom random) {
        return switch (random.nextInt(8)) {
            case 0 -> Double.NaN;
            case 1 -> random.nextBoolean() ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
            case 2 -> -0.0;
            case 3 -> random.nextInt() + random.nextDouble();
            case 4 -> random.nextLong();
            case 5 -> random.nextBoolean() ? Long.MAX_VALUE : Long.MIN_VALUE;
            default -> Double.longBitsToDouble(random.nextLong());
        };
    }

    private static double read(ByteBuffer bytes, NumberType type, int position) {
        return switch (type) {
            case BYTE -> bytes.get(position);
            case SHORT -> bytes.getShort(position);
            case INT -> bytes.getInt(position);
            case LONG -> bytes.getLong(position);
            case FLOAT -> bytes.getFloat(position);
            case DOUBLE -> bytes.getDouble(position);
        };
    }

    /** Integers keep the low bits of the number cut off to 64 bits. */
    private static void write(ByteBuffer bytes, NumberType type, int position, double value) {
        long whole = (long) value;
        switch (type) {
            case BYTE -> bytes.put(position, (byte) whole);
            case SHORT -> bytes.putShort(position, (short) whole);
            case INT -> bytes.putInt(position, (int) whole);
            case LONG -> bytes.putLong(position, whole);
            case FLOAT -> bytes.putFloat(position, (float) value);
            case DOUBLE -> bytes.putDouble(position, value);
        }
    }
}

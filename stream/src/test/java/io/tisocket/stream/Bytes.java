// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import java.nio.charset.StandardCharsets;

/** Short ways to name bytes. */
final class Bytes {

    private Bytes() {}

    static Buffer buffer(int... values) {
        Buffer buffer = Buffer.allocate(values.length);
        for (int i = 0; i < values.length; i++) {
            buffer.set(i, values[i]);
        }
        return buffer;
    }

    static Buffer text(String text) {
        return Buffer.of(text, StandardCharsets.UTF_8);
    }

    /** Bytes that differ from their neighbours, and from those a chunk further on. */
    static byte[] pattern(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 31 + i / 251);
        }
        return bytes;
    }

    static int[] unsigned(Buffer buffer) {
        int[] values = new int[buffer.length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = buffer.get(i);
        }
        return values;
    }
}

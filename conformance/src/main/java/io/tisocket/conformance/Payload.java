// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** Bytes to send, and what tests compare them with. */
public final class Payload {

    private Payload() {}

    /** Returns {@code length} bytes without a pattern, the same for the same length. */
    public static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new SplittableRandom(length).nextBytes(bytes);
        return bytes;
    }

    /** Returns the bytes of an ASCII text. */
    public static byte[] of(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Returns the text of ASCII bytes. */
    public static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}

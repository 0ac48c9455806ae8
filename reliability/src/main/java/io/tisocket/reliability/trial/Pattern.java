// SPDX-License-Identifier: Apache-2.0
package io.tisocket.reliability.trial;

/** Bytes each of which tells its place in the stream: what is missing, doubled or swapped shows. */
public final class Pattern {

    private final long seed;

    /** Creates the pattern of {@code seed}; different seeds give different bytes. */
    public Pattern(long seed) {
        this.seed = seed;
    }

    /** Returns the byte at {@code place}. */
    public byte at(long place) {
        long mixed = (seed + place) * 0x9E3779B97F4A7C15L;
        return (byte) (mixed >>> 56);
    }

    /** Returns {@code length} bytes from {@code place} on. */
    public byte[] bytes(long place, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = at(place + i);
        }
        return bytes;
    }

    /** Returns how many of the first {@code length} of {@code bytes} are not those that belong from {@code place} on. */
    public int wrong(long place, byte[] bytes, int length) {
        int wrong = 0;
        for (int i = 0; i < length; i++) {
            if (bytes[i] != at(place + i)) {
                wrong++;
            }
        }
        return wrong;
    }
}

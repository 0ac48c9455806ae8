// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

/** The one rule for the range of a buffer that a read or a write names; every {@link IoStream} applies it. */
public final class IoRange {

    private IoRange() {}

    /**
     * Returns how many bytes the operation may process: {@code length}, or less where the buffer ends earlier.
     *
     * <p>An {@code offset} at the very end is legal for zero bytes only.
     *
     * @param operation what was called, for the message of the exception
     * @throws IndexOutOfBoundsException when {@code offset} or {@code length} is negative, or {@code offset} is past the
     *     last byte
     */
    public static int clamp(String operation, Buffer buffer, int offset, int length) {
        int end = buffer.length();
        if (offset < 0 || length < 0 || offset > end || (offset == end && length > 0)) {
            throw new IndexOutOfBoundsException(operation + ": offset " + offset + ", length " + length
                    + ", in a buffer of " + end + " bytes; legal: length 0 or more, offset 0 or more and below " + end
                    + ", or " + end + " with length 0");
        }
        return Math.min(length, end - offset);
    }
}

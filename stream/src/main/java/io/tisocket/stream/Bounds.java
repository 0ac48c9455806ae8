// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

/** The rule for ranges that must lie within their source or target; nothing is shortened. */
final class Bounds {

    private Bounds() {}

    /** Throws unless {@code length} units from {@code offset} lie within the {@code available} ones. */
    static void check(String operation, int offset, int length, int available) {
        if (offset < 0 || length < 0 || offset > available - length) {
            throw new IndexOutOfBoundsException(operation + ": offset " + offset + ", length " + length + ", of "
                    + available + "; legal: 0 or more each, together at most " + available);
        }
    }

    /** Throws unless {@code index} names one of the {@code available} bytes. */
    static void checkIndex(String operation, int index, int available) {
        if (index < 0 || index >= available) {
            throw new IndexOutOfBoundsException(operation + ": index " + index + "; legal: "
                    + (available == 0 ? "none, the buffer is empty" : "0 to " + (available - 1)));
        }
    }
}

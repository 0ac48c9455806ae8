// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import org.jspecify.annotations.Nullable;

/**
 * Where the bytes of a {@link Buffer} are: in an array of its own, or in memory that it shares until it changes them, or in
 * both, because they were sent again and again.
 */
abstract sealed class Storage permits Buffer {

    static final byte[] NOTHING = {};

    /** What is beyond {@link #length} is unspecified. Shorter than that when only {@link #memory} holds the bytes. */
    byte[] bytes;

    /** Holds the bytes, if it is there. */
    @Nullable
    ChunkMemory memory;

    int length;

    /** Whether somebody may change {@link #bytes} unseen. */
    boolean exposed;

    /** Whether they were sent from there as they are. */
    boolean sent;

    Storage(byte[] bytes) {
        this.bytes = bytes;
        this.length = bytes.length;
    }

    /** Moves the bytes to an array, where they may be changed. */
    final void own() {
        sent = false;
        if (memory != null) {
            if (bytes.length < length) {
                bytes = range(0, length);
            }
            letGo();
        }
    }

    final void letGo() {
        if (memory != null) {
            memory.letGo();
            memory = null;
        }
    }

    /** Takes the content of {@code other} without copying it and leaves {@code other} empty. */
    final void takeOver(Storage other) {
        letGo();
        bytes = other.bytes;
        memory = other.memory;
        length = other.length;
        exposed = other.exposed;
        sent = other.sent;
        other.forget();
    }

    /** Becomes empty. */
    final void forget() {
        bytes = NOTHING;
        memory = null;
        length = 0;
        exposed = false;
        sent = false;
    }

    /** Returns a new array of a range. */
    final byte[] range(int offset, int length) {
        byte[] copy = new byte[length];
        copyTo(copy, 0, offset, length);
        return copy;
    }

    final void copyTo(byte[] target, int targetOffset, int offset, int length) {
        if (memory == null) {
            System.arraycopy(bytes, offset, target, targetOffset, length);
        } else {
            memory.bytes().get(offset, target, targetOffset, length);
        }
    }

    /** Becomes {@code count} bytes longer; the bytes gained are unspecified. */
    final void extend(String operation, int count) {
        if (count > Buffer.MAX_LENGTH - length) {
            throw new IllegalArgumentException(operation + ": " + count + " bytes more than " + length
                    + "; a buffer holds at most " + Buffer.MAX_LENGTH);
        }
        own();
        int needed = length + count;
        if (needed > bytes.length) {
            long roomy = bytes.length == 0 ? needed : Math.max(needed, 16L + bytes.length + bytes.length / 2);
            byte[] larger = newBytes((int) Math.min(roomy, Buffer.MAX_LENGTH));
            System.arraycopy(bytes, 0, larger, 0, length);
            bytes = larger;
        }
        length = needed;
    }

    static byte[] newBytes(int length) {
        try {
            return length == 0 ? NOTHING : new byte[length];
        } catch (
                OutOfMemoryError tooLarge) { // one array too large for the heap: nothing is lost, the program can go on
            throw new IllegalArgumentException("buffer length " + length + ": more than memory has", tooLarge);
        }
    }

    static void checkLength(int length) {
        if (length < 0 || length > Buffer.MAX_LENGTH) {
            throw new IllegalArgumentException("buffer length " + length + ": 0 to " + Buffer.MAX_LENGTH);
        }
    }
}

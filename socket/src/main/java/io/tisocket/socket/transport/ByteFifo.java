// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

import java.nio.ByteBuffer;

/** Bytes in order: in at one end, out at the other. */
final class ByteFifo {

    private static final byte[] NOTHING = {};

    private byte[] bytes = NOTHING;
    private int first;
    private int size;

    int size() {
        return size;
    }

    /** Adds {@code count} bytes of {@code source}, which moves on by as many. */
    void add(ByteBuffer source, int count) {
        reserve(count);
        source.get(bytes, first + size, count);
        size += count;
    }

    /** Moves {@code count} bytes to the end of {@code target}. */
    void move(ByteFifo target, int count) {
        target.reserve(count);
        System.arraycopy(bytes, first, target.bytes, target.first + target.size, count);
        target.size += count;
        drop(count);
    }

    /** Moves bytes into {@code target}, as many as there are and fit; returns how many. */
    int take(ByteBuffer target) {
        int count = Math.min(size, target.remaining());
        target.put(bytes, first, count);
        drop(count);
        return count;
    }

    void clear() {
        drop(size);
    }

    private void drop(int count) {
        first += count;
        size -= count;
        if (size == 0) {
            first = 0;
            bytes = NOTHING;
        }
    }

    private void reserve(int count) {
        if (first + size + count <= bytes.length) {
            return;
        }
        byte[] larger = size + count <= bytes.length ? bytes : new byte[Math.max(2 * size, size + count)];
        System.arraycopy(bytes, first, larger, 0, size);
        bytes = larger;
        first = 0;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import java.nio.ByteBuffer;

/** Memory that counts who holds it. */
final class HeldMemory implements ChunkMemory {

    private final ByteBuffer bytes;
    private int holders = 1;

    HeldMemory(byte... content) {
        bytes = ByteBuffer.allocateDirect(content.length).put(content).flip();
    }

    int holders() {
        return holders;
    }

    @Override
    public ByteBuffer bytes() {
        return bytes;
    }

    @Override
    public boolean hold() {
        holders++;
        return true;
    }

    @Override
    public void letGo() {
        holders--;
    }
}

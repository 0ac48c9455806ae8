// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import java.nio.ByteBuffer;

/**
 * Memory outside of the heap that a transport has received a large chunk into. Its bytes do not change as long as anybody
 * holds it, so that buffers and transports can share it without copying: a {@link Buffer} copies them before it changes any.
 * When nobody holds it any more, the transport receives into it again.
 *
 * <p>It is given out held once. Who only drops it leaves it to the garbage collector.
 */
public interface ChunkMemory {

    /** Returns the whole of it; the caller changes neither the bytes nor position or limit. Any thread. */
    ByteBuffer bytes();

    /**
     * Holds it once more. Any thread; without effect on others than the transport's.
     *
     * @return whether it is held now; if not, copy the bytes
     */
    boolean hold();

    /** Ends one hold. Any thread; on others than the transport's it is left to the garbage collector. */
    void letGo();
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

import io.tisocket.stream.Buffer;
import io.tisocket.stream.ChunkMemory;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One open connection.
 *
 * <p>Arriving bytes are read ahead up to a limit and then left with the operating system, so that a peer cannot make
 * memory grow. A wire with no unread bytes holds no buffer.
 */
public interface Wire {

    /** Returns this end's address. */
    InetSocketAddress localAddress();

    /** Returns the peer's address. */
    InetSocketAddress remoteAddress();

    /**
     * Reports to {@code handler} from now on, what has already happened first. May be called again to change handlers.
     *
     * @param reading whether to read ahead; when {@code false}, bytes stay with the operating system where
     *     the peer's reset is noticed all the same
     */
    void start(WireHandler handler, boolean reading);

    /** Returns the number of bytes that were read ahead and not yet taken. */
    int available();

    /** Tells whether the peer has ended its sending; bytes may be left in {@link #available()}. */
    boolean inputEnded();

    /** Tells whether the peer has ended its sending and nothing is left in {@link #available()}. */
    default boolean atEnd() {
        return inputEnded() && available() == 0;
    }

    /** Moves bytes read ahead into {@code target}, as many as there are and fit; returns how many. */
    int read(ByteBuffer target);

    /** Returns bytes read ahead, at least one, in a buffer of their own: as many as there are, and {@code most} at most. */
    default Buffer readChunk(int most) {
        Buffer chunk = Buffer.allocate(Math.min(most, available()));
        read(chunk.room(0, chunk.length()));
        return chunk;
    }

    /** Drops all bytes read ahead. */
    void discard();

    /**
     * Takes the bytes of {@code source}, at least one, and sends them after those of earlier calls, at {@link #flush()} at
     * the latest. The handler learns how many have been sent, also from within {@code flush()}. On a wire that is broken or
     * closed they are lost.
     *
     * @param memory what {@code source} shows a range of, from its position to its limit, or null: then the bytes are copied
     */
    void write(ByteBuffer source, @Nullable ChunkMemory memory);

    /**
     * Returns memory for {@code length} bytes that are sent again and again, which {@link #write} then need not copy; or null
     * when there is none to spare. Loop thread only.
     */
    default @Nullable ChunkMemory spareMemory(int length) {
        return null;
    }

    /** Hands to the operating system what {@link #write} has collected. */
    void flush();

    /** Sends FIN after everything written: the peer reads to the end of the stream. */
    void shutdownOutput();

    /** Closes the descriptor at once and ends all reports. Harmless when already closed. */
    void close();

    /** Closes the descriptor at once with RST and ends all reports. Harmless when already closed. */
    void reset();
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

import io.netty.buffer.ByteBuf;
import io.tisocket.stream.Buffer;
import io.tisocket.stream.ChunkMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One connection with what it has read ahead and what it collects to send; how bytes get to the operating system and from it
 * is up to {@link EpollWire} and {@link ChannelWire}.
 */
abstract class NettyWire implements Wire {

    /** Reading ahead stops when this many bytes are unread. */
    private static final int HIGH_MARK = 256 * 1024;

    /** Reading ahead goes on when no more than this many bytes are unread. */
    private static final int LOW_MARK = 64 * 1024;

    private final ReadAhead unread = new ReadAhead();

    /** Another one after {@link #moveTo}. */
    private NettyTransport transport;

    private @Nullable WireHandler handler;

    /** What was written since the last flush. */
    private @Nullable ByteBuf collected;

    private @Nullable WireException failure;

    /** Why the system took no more bytes; it says so only once. */
    private @Nullable WireException sendFailure;

    /** There was no memory for what was written last. */
    private @Nullable OutOfMemoryError exhausted;

    private boolean reading;
    private boolean inputEnded;
    private boolean flushing;

    NettyWire(NettyTransport transport) {
        this.transport = transport;
    }

    final NettyTransport transport() {
        return transport;
    }

    /** Makes it a wire of {@code target}, while no transport drives it. */
    final void moveTo(NettyTransport target) {
        transport = target;
    }

    // ---- reading ----

    @Override
    public final void start(WireHandler handler, boolean reading) {
        WireException before = failure;
        this.handler = handler;
        this.reading = reading || !transport.mechanism().noticesResetUnread();
        adjustReading();
        if (unread.available() > 0 || inputEnded) {
            handler.readable();
        }
        if (before != null && this.handler == handler) {
            handler.failed(before);
        }
    }

    /** Tells whether somebody waits for nothing but the end of the connection. */
    final boolean isWatched() {
        return handler != null && !reading;
    }

    /** Reads from the operating system while that is wanted, useful, and below the marks. */
    private void adjustReading() {
        boolean wanted = reading
                && !inputEnded
                && failure == null
                && unread.available() < (isReceiving() ? HIGH_MARK : LOW_MARK);
        receiving(wanted);
    }

    /** Tells whether bytes are received as they arrive. */
    abstract boolean isReceiving();

    /** Begins to receive bytes as they arrive, or ends to; failures are noticed in any case. Harmless when it is so already. */
    abstract void receiving(boolean wanted);

    /** Takes over {@code bytes}, at least one, which have been received. */
    final void received(ByteBuf bytes) {
        unread.add(bytes);
        if (handler != null) {
            handler.readable();
        }
        if (unread.available() > 0) {
            unread.trim();
            adjustReading();
        }
    }

    /** Ends the connection because of {@code cause}, which the peer has no part in: it must not take that for a clean end. */
    final void breakOff(Throwable cause) {
        resetAtClose();
        fail(NettyErrors.translate(cause));
    }

    /** Takes the peer's FIN, which comes once; or what looks like it behind a reset that a send was told of. */
    final void receivedEnd() {
        if (sendFailure != null && sendFailure.errno() != Errno.EPIPE) {
            fail(sendFailure);
        } else if (!inputEnded && failure == null) {
            inputEnded = true;
            adjustReading();
            if (handler != null) {
                handler.readable();
            }
        }
    }

    final void fail(WireException reason) {
        if (failure == null) {
            failure = reason;
            // Left open it would be reported as ready for ever.
            closeDescriptor();
            if (handler != null) {
                handler.failed(reason);
            }
        }
    }

    @Override
    public final int available() {
        return unread.available();
    }

    @Override
    public final boolean inputEnded() {
        return inputEnded;
    }

    @Override
    public final int read(ByteBuffer target) {
        int count = unread.take(target);
        afterTaking();
        return count;
    }

    @Override
    public final Buffer readChunk(int most) {
        ByteBuf bytes = unread.whole();
        int count = available();
        if (count <= ChunkPool.PIECE / 2 || count > most || bytes == null) {
            return Wire.super.readChunk(most); // a small one is cheaper to copy
        }
        if (!(bytes instanceof PooledChunk memory)) {
            transport.receiveBuffer().wouldShare();
            return Wire.super.readChunk(most);
        }
        Buffer chunk = Buffer.of(memory.retain(), count);
        discard();
        return chunk;
    }

    @Override
    public final void discard() {
        unread.clear();
        afterTaking();
    }

    private void afterTaking() {
        if (unread.available() <= LOW_MARK) {
            adjustReading();
        }
    }

    // ---- writing ----

    @Override
    public final void write(ByteBuffer source, @Nullable ChunkMemory memory) {
        if (collected == null && memory instanceof PooledChunk chunk && chunk.hold()) {
            collected = chunk.slice(source.position(), source.remaining());
            source.position(source.limit());
            return;
        }
        try {
            collect(source.remaining()).writeBytes(source);
        } catch (OutOfMemoryError none) {
            // One connection breaks, at its flush: not the program that writes, nor the loop.
            exhausted = none;
            source.position(source.limit());
        }
    }

    @Override
    public final @Nullable ChunkMemory spareMemory(int length) {
        boolean fits = length > ChunkPool.PIECE / 2 && length <= ChunkPool.PIECE;
        return fits ? transport.receiveBuffer().pool().takeSpare() : null;
    }

    /** Returns what was collected, with room for {@code count} more bytes. */
    private ByteBuf collect(int count) {
        ByteBuf before = collected;
        if (before != null && before.maxWritableBytes() >= count) {
            return before;
        }
        int already = before == null ? 0 : before.readableBytes();
        ByteBuf roomy = transport.sendBuffers().lend(already + count);
        if (before != null) {
            roomy.writeBytes(before);
            before.release();
        }
        collected = roomy;
        return roomy;
    }

    @Override
    public final void flush() {
        if (exhausted != null) {
            breakOff(exhausted);
            return;
        }
        ByteBuf bytes = collected;
        if (bytes == null) {
            return;
        }
        collected = null;
        if (sendFailure != null) {
            transport.sendBuffers().giveBack(bytes);
            return;
        }
        int before = bytes.readableBytes();
        if (!flushing) {
            // What is written from within a flush waits: others have their turn.
            try {
                send(bytes);
            } catch (IOException reason) {
                transport.sendBuffers().giveBack(bytes);
                sendingFailed(reason, 0);
                return;
            }
        }
        int sent = before - bytes.readableBytes();
        if (bytes.isReadable()) {
            sendRest(bytes);
        } else {
            transport.sendBuffers().giveBack(bytes);
        }
        tellSent(sent);
    }

    private void sendRest(ByteBuf bytes) {
        ByteBuf kept;
        try {
            kept = transport.sendBuffers().exchange(bytes);
        } catch (OutOfMemoryError none) {
            transport.sendBuffers().giveBack(bytes);
            breakOff(none);
            return;
        }
        sendLater(kept);
    }

    /** Moves to the operating system what that takes at once, if nothing waits before it. */
    abstract void send(ByteBuf bytes) throws IOException;

    /** Takes over {@code bytes}, and sends them as soon as that is possible, after all that waits already. */
    abstract void sendLater(ByteBuf bytes);

    final void tellSent(int count) {
        if (count > 0 && handler != null) {
            boolean within = flushing;
            flushing = true;
            try {
                handler.sent(count);
            } finally {
                flushing = within;
            }
        }
    }

    /** The system took {@code sent} bytes and then, because of {@code cause}, takes no more. */
    final void sendingFailed(Throwable cause, int sent) {
        if (sendFailure == null) {
            WireException reason = NettyErrors.translate(cause);
            sendFailure = reason;
            tellSent(sent);
            if (handler != null) {
                handler.sendingFailed(reason);
            }
        }
    }

    @Override
    public final void shutdownOutput() {
        flush();
        sendEnd();
    }

    /** Sends FIN behind all that waits. */
    abstract void sendEnd();

    // ---- ending ----

    /** Ends all reports, and drops the bytes read ahead and those collected. */
    final void silence() {
        handler = null;
        reading = false;
        unread.clear();
        if (collected != null) {
            transport.sendBuffers().giveBack(collected);
            collected = null;
        }
    }

    @Override
    public final void close() {
        silence();
        closeDescriptor();
    }

    @Override
    public final void reset() {
        resetAtClose();
        close();
    }

    /** Has the peer see a reset when the descriptor is closed. */
    abstract void resetAtClose();

    /** Closes the descriptor; harmless the second time. */
    abstract void closeDescriptor();
}

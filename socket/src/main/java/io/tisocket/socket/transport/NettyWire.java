// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import io.tisocket.stream.Buffer;
import io.tisocket.stream.ChunkMemory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** One connected channel with what it has read ahead. */
@SuppressWarnings("FutureReturnValueIgnored") // outcomes of a close arrive as events of the channel
final class NettyWire extends ChannelInboundHandlerAdapter implements Wire {

    /** Reading ahead stops when this many bytes are unread. */
    private static final int HIGH_MARK = 256 * 1024;

    /** Reading ahead goes on when no more than this many bytes are unread. */
    private static final int LOW_MARK = 64 * 1024;

    private final Channel channel;
    private final ReadAhead unread = new ReadAhead();

    /** Another one after {@link #moveTo}. */
    private NettyTransport transport;

    private @Nullable WireHandler handler;

    /** The descriptor, where Netty shows it. */
    private @Nullable Socket socket;

    /** What was written since the last flush. */
    private @Nullable ByteBuf collected;

    /** Bytes that the channel was given and has not sent. */
    private int queued;

    private boolean flushing;
    private @Nullable WireException failure;
    private boolean reading;
    private boolean inputEnded;

    NettyWire(NettyTransport transport, Channel channel) {
        this.transport = transport;
        this.channel = channel;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        channel.config().setOption(ChannelOption.TCP_NODELAY, true);
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        channel.config().setOption(ChannelOption.AUTO_CLOSE, false);
        channel.config().setRecvByteBufAllocator(transport.receiveBuffer());
        if (channel instanceof UnixChannel unix && unix.fd() instanceof Socket descriptor) {
            socket = descriptor;
        }
        // Writes are bounded above this class; the marks of the channel are not looked at.
        transport.track(channel);
    }

    /** Makes it a wire of {@code target}, before its channel, which has no event loop, is registered there. */
    void moveTo(NettyTransport target) {
        transport = target;
        target.track(channel);
    }

    private Channel channel() {
        return channel;
    }

    @Override
    public InetSocketAddress localAddress() {
        return (InetSocketAddress) channel().localAddress();
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return (InetSocketAddress) channel().remoteAddress();
    }

    @Override
    public void start(WireHandler handler, boolean reading) {
        this.handler = handler;
        this.reading = reading || !transport.mechanism().noticesResetUnread();
        adjustReading();
        if (unread.available() > 0 || inputEnded) {
            handler.readable();
        }
        if (failure != null && this.handler == handler) {
            handler.failed(failure);
        }
    }

    /** Reads from the operating system while that is wanted, useful, and below the marks. */
    private void adjustReading() {
        Channel channel = channel();
        boolean wanted = reading
                && !inputEnded
                && failure == null
                && unread.available() < (channel.config().isAutoRead() ? HIGH_MARK : LOW_MARK);
        if (channel.config().isAutoRead() != wanted) {
            channel.config().setAutoRead(wanted);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        if (!bytes.isReadable()) {
            bytes.release();
            return;
        }
        unread.add(bytes);
        if (handler != null) {
            handler.readable();
        }
        if (unread.available() > 0) {
            unread.trim(context.alloc());
            adjustReading();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE && !inputEnded && failure == null) {
            inputEnded = true;
            adjustReading();
            if (handler != null) {
                handler.readable();
            }
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        fail(NettyErrors.translate(cause));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        fail(new WireException(104, "Connection reset by peer"));
    }

    void fail(WireException reason) {
        if (failure == null) {
            failure = reason;
            // Left open it would be reported as ready for ever.
            channel().close();
            if (handler != null) {
                handler.failed(reason);
            }
        }
    }

    @Override
    public int available() {
        return unread.available();
    }

    @Override
    public boolean inputEnded() {
        return inputEnded;
    }

    @Override
    public int read(ByteBuffer target) {
        int count = unread.take(target);
        afterTaking();
        return count;
    }

    @Override
    public Buffer readChunk(int most) {
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
    public void discard() {
        unread.clear();
        afterTaking();
    }

    private void afterTaking() {
        if (unread.available() <= LOW_MARK) {
            adjustReading();
        }
    }

    @Override
    public void write(ByteBuffer source, @Nullable ChunkMemory memory) {
        if (collected == null && memory instanceof PooledChunk chunk && chunk.hold()) {
            collected = chunk.slice(source.position(), source.remaining());
            source.position(source.limit());
        } else {
            collect(source.remaining()).writeBytes(source);
        }
    }

    @Override
    public @Nullable ChunkMemory spareMemory(int length) {
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
        ByteBuf roomy = transport.sendBuffer().lend(already + count, channel().alloc());
        if (before != null) {
            roomy.writeBytes(before);
            before.release();
        }
        collected = roomy;
        return roomy;
    }

    @Override
    public void flush() {
        ByteBuf bytes = collected;
        if (bytes == null) {
            return;
        }
        collected = null;
        int before = bytes.readableBytes();
        try {
            offer(bytes);
        } catch (IOException reason) {
            transport.sendBuffer().giveBack(bytes);
            sendingFailed(reason);
            return;
        }
        int sent = before - bytes.readableBytes();
        if (bytes.isReadable()) {
            queue(bytes);
        } else {
            transport.sendBuffer().giveBack(bytes);
        }
        if (sent > 0) {
            flushing = true;
            tellSent(sent);
            flushing = false;
        }
    }

    /** Moves to the operating system what that takes at once, past the channel's queue if nothing waits there. */
    private void offer(ByteBuf bytes) throws IOException {
        // What is written from within a flush is left to the channel, which knows when others have their turn.
        if (socket != null && queued == 0 && !flushing && channel().isActive()) {
            int sent = bytes.hasMemoryAddress()
                    ? socket.sendAddress(bytes.memoryAddress(), bytes.readerIndex(), bytes.writerIndex())
                    : socket.send(bytes.nioBuffer(), 0, bytes.readableBytes());
            bytes.skipBytes(sent);
        }
    }

    /** Has the channel send the rest as soon as that is possible. */
    private void queue(ByteBuf bytes) {
        Channel channel = channel();
        int count = bytes.readableBytes();
        queued += count;
        channel.writeAndFlush(transport.sendBuffer().exchange(bytes, channel.alloc()))
                .addListener(done -> {
                    queued -= count;
                    if (done.isSuccess()) {
                        tellSent(count);
                    } else {
                        sendingFailed(done.cause());
                    }
                });
    }

    private void tellSent(int count) {
        if (handler != null) {
            handler.sent(count);
        }
    }

    private void sendingFailed(Throwable cause) {
        if (handler != null) {
            handler.sendingFailed(NettyErrors.translate(cause));
        }
    }

    @Override
    public void shutdownOutput() {
        ((DuplexChannel) channel()).shutdownOutput();
    }

    /** Ends all reports and drops the bytes read ahead. */
    void silence() {
        handler = null;
        reading = false;
        discard();
    }

    @Override
    public void close() {
        silence();
        if (collected != null) {
            transport.sendBuffer().giveBack(collected);
            collected = null;
        }
        channel().close();
    }

    @Override
    public void reset() {
        if (channel().isOpen()) {
            channel().config().setOption(ChannelOption.SO_LINGER, 0);
        }
        close();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;
import java.util.function.Supplier;

/** An attempt to connect one of Netty's channels. */
@SuppressWarnings("FutureReturnValueIgnored") // outcomes of a close arrive as events of the channel
final class ChannelConnect implements Cancellable {

    private final SocketChannel channel;
    private final ChannelWire wire;
    private boolean cancelled;

    private ChannelConnect(NettyTransport transport, SocketChannel channel) {
        this.channel = channel;
        this.wire = new ChannelWire(transport, channel);
    }

    /** Begins to connect a channel that {@code channels} makes, as {@link Transport#connect}. */
    static Cancellable start(
            NettyTransport transport,
            Supplier<SocketChannel> channels,
            InetSocketAddress remote,
            ConnectHandler handler) {
        SocketChannel channel;
        try {
            channel = channels.get();
        } catch (ChannelException noDescriptor) {
            handler.failed(NettyErrors.translateConnect(noDescriptor, remote));
            return () -> {};
        }
        ChannelConnect connect = new ChannelConnect(transport, channel);
        connect.begin(transport, remote, handler);
        return connect;
    }

    private void begin(NettyTransport transport, InetSocketAddress remote, ConnectHandler handler) {
        ChannelFuture attempt = new Bootstrap()
                .group(transport.loop())
                .channelFactory(() -> channel)
                .disableResolver()
                // The owner of the attempt keeps the time, over all addresses together.
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0)
                .handler(wire.events())
                .connect(remote);
        attempt.addListener(done -> {
            if (cancelled) {
                channel.close();
            } else if (!attempt.isSuccess()) {
                channel.close();
                handler.failed(NettyErrors.translateConnect(attempt.cause(), remote));
            } else if (remote.equals(channel.localAddress())) {
                wire.reset();
                handler.failed(NettyErrors.reachedItself());
            } else {
                handler.connected(wire);
            }
        });
    }

    @Override
    public void cancel() {
        cancelled = true;
        channel.close();
    }
}

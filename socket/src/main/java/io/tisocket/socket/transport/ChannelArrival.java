// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelPromise;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * An accepted channel, registered with no event loop, or with the listener's while it is watched.
 *
 * <p>Registering goes without detours on the thread of the event loop; deregistering takes a turn.
 */
final class ChannelArrival implements Arrival {

    private final NettyTransport transport;
    private final Channel channel;

    /** What has watched, if anybody asked for it, and become the wire then. */
    private @Nullable ChannelWire watched;

    private final WaitingBuffers buffers = new WaitingBuffers();

    ChannelArrival(NettyTransport transport, Channel channel) {
        this.transport = transport;
        this.channel = channel;
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return (InetSocketAddress) channel.remoteAddress();
    }

    @Override
    public void watch(Runnable gone) {
        ChannelWire wire = newWire(transport);
        watched = wire;
        channel.config().setRecvByteBufAllocator(buffers);
        wire.start(new GoneHandler(gone), false);
    }

    @Override
    public void release(Runnable released) {
        if (channel.isRegistered()) {
            transport.openChannels().forget(channel);
            channel.deregister().addListener(done -> released.run());
        } else {
            released.run();
        }
    }

    @Override
    public Wire join(Transport target) {
        NettyTransport joined = (NettyTransport) target;
        ChannelWire wire = watched;
        if (wire == null) {
            return newWire(joined);
        }
        buffers.join(joined.channelBuffers());
        channel.config().setRecvByteBufAllocator(joined.channelBuffers());
        if (!channel.isRegistered()) {
            wire.moveTo(joined);
            wire.track();
            register(wire, joined);
        }
        return wire;
    }

    private ChannelWire newWire(NettyTransport target) {
        ChannelWire wire = new ChannelWire(target, channel);
        channel.pipeline().addLast(wire.events());
        register(wire, target);
        return wire;
    }

    private void register(ChannelWire wire, NettyTransport target) {
        ChannelPromise registered = new DefaultChannelPromise(channel, target.loop());
        channel.unsafe().register(target.loop(), registered);
        if (!registered.isDone()) {
            throw new IllegalStateException("registering takes more than its call");
        }
        if (!registered.isSuccess()) {
            wire.fail(NettyErrors.translate(registered.cause()));
        }
    }

    @Override
    public void reset() {
        if (watched != null && channel.isRegistered()) {
            watched.reset();
            return;
        }
        if (watched != null) {
            watched.silence();
        }
        if (channel.isOpen()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        }
        // No event loop knows the channel, or none does any more.
        channel.unsafe().closeForcibly();
    }
}

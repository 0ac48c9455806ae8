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
final class NettyArrival implements Arrival {

    private final NettyTransport transport;
    private final Channel channel;

    /** What has watched, if anybody asked for it, and become the wire then. */
    private @Nullable NettyWire watched;

    private final WaitingBuffers buffers = new WaitingBuffers();

    NettyArrival(NettyTransport transport, Channel channel) {
        this.transport = transport;
        this.channel = channel;
        channel.config().setAutoRead(false);
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return (InetSocketAddress) channel.remoteAddress();
    }

    @Override
    public void watch(Runnable gone) {
        NettyWire wire = new NettyWire(transport, channel);
        watched = wire;
        channel.pipeline().addLast(wire);
        register(wire, transport);
        channel.config().setRecvByteBufAllocator(buffers);
        wire.start(new GoneHandler(gone), false);
    }

    @Override
    public void release(Runnable released) {
        if (channel.isRegistered()) {
            transport.forget(channel);
            channel.deregister().addListener(done -> released.run());
        } else {
            released.run();
        }
    }

    @Override
    public Wire join(Transport target) {
        NettyTransport joined = (NettyTransport) target;
        NettyWire wire = watched;
        if (wire == null) {
            wire = new NettyWire(joined, channel);
            channel.pipeline().addLast(wire);
            register(wire, joined);
        } else {
            buffers.join(joined.receiveBuffer());
            channel.config().setRecvByteBufAllocator(joined.receiveBuffer());
            if (!channel.isRegistered()) {
                wire.moveTo(joined);
                register(wire, joined);
            }
        }
        return wire;
    }

    private void register(NettyWire wire, NettyTransport target) {
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

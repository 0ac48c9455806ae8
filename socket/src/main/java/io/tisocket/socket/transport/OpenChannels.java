// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The channels of a transport that are open, so that it can close them when it ends. */
final class OpenChannels {

    private final Map<Channel, Runnable> closes = new HashMap<>();
    private final ChannelFutureListener closed = future -> closes.remove(future.channel());

    /** Remembers {@code channel} until it is closed; {@code close} closes it. */
    void add(Channel channel, Runnable close) {
        closes.put(channel, close);
        channel.closeFuture().addListener(closed);
    }

    /** Forgets {@code channel}, which is open and will be another's. */
    void forget(Channel channel) {
        closes.remove(channel);
        channel.closeFuture().removeListener(closed);
    }

    void close() {
        List.copyOf(closes.values()).forEach(Runnable::run);
    }
}

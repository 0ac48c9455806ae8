// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import io.netty.channel.ManualIoEventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** The real network, on the best mechanism that this machine has. */
@SuppressWarnings("FutureReturnValueIgnored") // outcomes of a close arrive as events of the channel
public final class NettyTransport implements Transport {

    private final NettyMechanism mechanism;
    private final ManualIoEventLoop loop;
    private final NameService names;
    private final ReceiveBuffer receiveBuffer;
    private final SendBuffer sendBuffer = new SendBuffer();
    private final Set<Channel> open = new HashSet<>();
    private final ChannelFutureListener closed = future -> open.remove(future.channel());
    private final Deque<Runnable> afterTurn = new ArrayDeque<>();

    private NettyTransport(NettyMechanism mechanism, Thread driver) {
        this.mechanism = mechanism;
        this.loop = new ManualIoEventLoop(driver, mechanism.handlerFactory());
        this.names = new NameService(this::execute);
        this.receiveBuffer = new ReceiveBuffer(mechanism.repeatsReadable(), driver);
    }

    /**
     * Opens a transport that {@code driver} will run: epoll, kqueue or the JDK's selector, or what the system property
     * {@code tisocket.transport} names ({@code epoll}, {@code kqueue}, {@code nio}).
     *
     * @throws IllegalArgumentException when the property names a mechanism that this machine does not have
     */
    public static NettyTransport open(Thread driver) {
        return new NettyTransport(NettyMechanism.choose(System.getProperty("tisocket.transport", "")), driver);
    }

    @Override
    public Object network() {
        return mechanism;
    }

    @Override
    public void run(long maxWaitNanos) {
        int due = afterTurn.size();
        if (maxWaitNanos <= 0 || due > 0) {
            loop.runNow();
        } else {
            loop.run(maxWaitNanos == UNBOUNDED ? 0 : maxWaitNanos);
        }
        for (; due > 0; due--) {
            afterTurn.remove().run();
        }
    }

    /** Runs {@code task} after a whole turn: a selector has let go then of what was closed before. */
    void afterTurn(Runnable task) {
        afterTurn.add(task);
    }

    @Override
    public void execute(Runnable task) {
        loop.execute(task);
    }

    @Override
    public Cancellable schedule(long delayNanos, Runnable task) {
        ScheduledFuture<?> timer = loop.schedule(task, delayNanos, TimeUnit.NANOSECONDS);
        return () -> timer.cancel(false);
    }

    @Override
    public long nanoTime() {
        return loop.ticker().nanoTime();
    }

    @Override
    public Cancellable resolve(String host, ResolveHandler handler) {
        return names.resolve(host, handler);
    }

    @Override
    public Cancellable connect(InetSocketAddress remote, ConnectHandler handler) {
        Channel channel;
        try {
            channel = mechanism.newChannel(NettyMechanism.familyOf(remote.getAddress()));
        } catch (ChannelException noDescriptor) {
            Throwable cause = Objects.requireNonNullElse(noDescriptor.getCause(), noDescriptor);
            handler.failed(NettyErrors.translateConnect(cause, remote));
            return () -> {};
        }
        ChannelFuture attempt = new Bootstrap()
                .group(loop)
                .channelFactory(() -> channel)
                .disableResolver()
                // The owner of the attempt keeps the time, over all addresses together.
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0)
                .option(ChannelOption.AUTO_READ, false)
                .handler(new NettyWire(this, channel))
                .connect(remote);
        AtomicBoolean cancelled = new AtomicBoolean();
        attempt.addListener(done -> {
            if (cancelled.get()) {
                channel.close();
            } else {
                connected(attempt, remote, handler);
            }
        });
        return () -> {
            cancelled.set(true);
            channel.close();
        };
    }

    private static void connected(ChannelFuture attempt, InetSocketAddress remote, ConnectHandler handler) {
        Channel channel = attempt.channel();
        if (!attempt.isSuccess()) {
            channel.close();
            handler.failed(NettyErrors.translateConnect(attempt.cause(), remote));
            return;
        }
        if (remote.equals(channel.localAddress())) {
            // Simultaneous open with itself: the port was picked from the range that the target lies in. Ended with a
            // reset,
            // or the port of a server that is about to start would stay in TIME_WAIT.
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            channel.close();
            handler.failed(new WireException(111, "Connection refused: the socket had reached itself"));
            return;
        }
        handler.connected(channel.pipeline().get(NettyWire.class));
    }

    @Override
    public void listen(InetSocketAddress local, ListenHandler handler, Consumer<Arrival> incoming) {
        NettyAcceptor.bind(this, local, handler, incoming);
    }

    ManualIoEventLoop loop() {
        return loop;
    }

    NettyMechanism mechanism() {
        return mechanism;
    }

    ReceiveBuffer receiveBuffer() {
        return receiveBuffer;
    }

    SendBuffer sendBuffer() {
        return sendBuffer;
    }

    /** Remembers {@code channel} until it is closed, so that {@link #close()} can close it. */
    void track(Channel channel) {
        open.add(channel);
        channel.closeFuture().addListener(closed);
    }

    /** Forgets {@code channel}, which is open and will be another's. */
    void forget(Channel channel) {
        open.remove(channel);
        channel.closeFuture().removeListener(closed);
    }

    @Override
    public void close() {
        names.close();
        for (Channel channel : open.toArray(new Channel[0])) {
            NettyWire wire = channel.pipeline().get(NettyWire.class);
            if (wire != null) {
                wire.close();
            } else {
                channel.close();
            }
        }
        loop.shutdownGracefully(0, 0, TimeUnit.NANOSECONDS);
        while (!loop.isTerminated()) {
            loop.runNow();
        }
        afterTurn.forEach(Runnable::run);
        afterTurn.clear();
        receiveBuffer.release();
        sendBuffer.release();
    }
}

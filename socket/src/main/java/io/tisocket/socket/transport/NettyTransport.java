// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

import io.netty.channel.ManualIoEventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The real network, on the best mechanism that this machine has. */
@SuppressWarnings("FutureReturnValueIgnored") // whether the loop has ended is asked instead
public final class NettyTransport implements Transport {

    private final NettyMechanism mechanism;
    private final ManualIoEventLoop loop;
    private final NameService names;
    private final ReceiveBuffer receiveBuffer;
    private final SendBuffers sendBuffers = new SendBuffers();
    private final ChannelBuffers channelBuffers;
    private final OpenChannels openChannels = new OpenChannels();
    private final Deque<Runnable> afterTurn = new ArrayDeque<>();

    private NettyTransport(NettyMechanism mechanism, Thread driver) {
        this.mechanism = mechanism;
        this.loop = new ManualIoEventLoop(driver, mechanism.handlerFactory());
        this.names = new NameService(this::execute);
        this.receiveBuffer = new ReceiveBuffer(driver);
        this.channelBuffers = new ChannelBuffers(receiveBuffer, mechanism.repeatsReadable());
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
        return mechanism.connect(this, remote, handler);
    }

    @Override
    public void listen(InetSocketAddress local, ListenHandler handler, Consumer<Arrival> incoming) {
        mechanism.listen(this, local, handler, incoming);
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

    SendBuffers sendBuffers() {
        return sendBuffers;
    }

    /** Returns what channels receive into: it is the {@link #receiveBuffer()}. */
    ChannelBuffers channelBuffers() {
        return channelBuffers;
    }

    OpenChannels openChannels() {
        return openChannels;
    }

    @Override
    public void close() {
        names.close();
        openChannels.close();
        // Closes what is registered without a channel.
        loop.shutdownGracefully(0, 0, TimeUnit.NANOSECONDS);
        while (!loop.isTerminated()) {
            loop.runNow();
        }
        afterTurn.forEach(Runnable::run);
        afterTurn.clear();
        receiveBuffer.release();
        sendBuffers.release();
    }
}

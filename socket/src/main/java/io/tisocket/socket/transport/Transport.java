// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

import java.net.InetSocketAddress;
import java.util.function.Consumer;

/**
 * Names, connections, listeners and time, driven by one thread.
 *
 * <p>Nothing happens outside {@link #run(long)}: handlers and timers are called from within it, or, when an outcome is
 * known at once, from within the call that asked for it. Methods belong to the driving thread unless they say
 * otherwise.
 */
public interface Transport {

    /** Stands for "as long as it takes" in {@link #run(long)}. */
    long UNBOUNDED = Long.MAX_VALUE;

    /**
     * How many connections are served before their callbacks run, and how many callbacks run before what they have written is
     * sent. Few: what was received and what is to be sent stay in the processor's cache. More than one: a peer on the same
     * machine is woken by what is sent to it, and should then find more than one message.
     */
    int AT_ONCE = 16;

    /** Returns the network of this transport: of those with the same, one can take the other's {@link Arrival}s. Any thread. */
    Object network();

    /**
     * Does what is ready; when nothing is, waits for at most {@code maxWaitNanos} nanoseconds.
     *
     * @param maxWaitNanos 0 does not wait, {@link #UNBOUNDED} waits until something happens
     */
    void run(long maxWaitNanos);

    /** Runs {@code task} within a coming {@link #run(long)} and ends its waiting. Any thread. */
    void execute(Runnable task);

    /** Runs {@code task} once within {@link #run(long)}, not before {@code delayNanos} nanoseconds have passed. */
    Cancellable schedule(long delayNanos, Runnable task);

    /** Returns the time in nanoseconds, from an arbitrary origin, as {@link System#nanoTime()}. */
    long nanoTime();

    /** Looks {@code host} up: a name, or an address in any notation the operating system takes. */
    Cancellable resolve(String host, ResolveHandler handler);

    /** Opens a connection to {@code remote}. The wire arrives silent: it reads and reports after {@link Wire#start}. */
    Cancellable connect(InetSocketAddress remote, ConnectHandler handler);

    /**
     * Binds {@code local} and takes every connection that arrives there.
     *
     * @param incoming called with each new connection
     */
    void listen(InetSocketAddress local, ListenHandler handler, Consumer<Arrival> incoming);

    /** Closes every descriptor and ends the transport; handlers are not called any more. */
    void close();
}

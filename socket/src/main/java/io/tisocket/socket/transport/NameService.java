// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Looks names up with the operating system's resolver, which blocks, on threads of its own.
 *
 * <p>The threads are daemons and end after some seconds without work. A look-up that was cancelled goes on in its thread
 * and its answer is dropped.
 */
final class NameService {

    private static final int THREADS = 64;
    private static final int IDLE_SECONDS = 10;

    private final Executor loop;
    private final ThreadPoolExecutor threads;

    NameService(Executor loop) {
        this.loop = loop;
        this.threads = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), NameService::thread);
        threads.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "tisocket-names");
        thread.setDaemon(true);
        return thread;
    }

    Cancellable resolve(String host, ResolveHandler handler) {
        AtomicBoolean wanted = new AtomicBoolean(true);
        if (NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host)) {
            loop.execute(() -> lookUp(host).report(wanted, handler));
            return () -> wanted.set(false);
        }
        Runnable task = () -> {
            Answer answer = lookUp(host);
            loop.execute(() -> answer.report(wanted, handler));
        };
        threads.execute(task);
        return () -> {
            wanted.set(false);
            threads.remove(task); // what nobody waits for must not wait in the queue
        };
    }

    private static Answer lookUp(String host) {
        try {
            List<InetAddress> addresses = List.of(InetAddress.getAllByName(host));
            return handler -> handler.resolved(addresses);
        } catch (UnknownHostException | RuntimeException unknown) {
            WireException reason = new WireException(WireException.NO_ERRNO, "unknown host <" + host + ">", unknown);
            return handler -> handler.unresolved(reason);
        }
    }

    void close() {
        threads.shutdownNow();
    }

    /** What the resolver said. */
    private interface Answer {

        void give(ResolveHandler handler);

        default void report(AtomicBoolean wanted, ResolveHandler handler) {
            if (wanted.get()) {
                give(handler);
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

import io.netty.channel.DefaultSelectStrategyFactory;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollIoOps;

/**
 * Netty's epoll, but a descriptor stays registered while nothing is waited for.
 *
 * <p>Netty 4.2.16 takes it out of epoll then, and believes that it is still there: the next thing to wait for fails with
 * ENOENT. So it would be once the peer has ended its sending, with the first write that has to wait for room.
 */
final class LastingEpoll implements IoHandler {

    /** Failures only, which epoll reports unasked; once each, and not for as long as they last. */
    private static final EpollIoOps NOTHING = EpollIoOps.EPOLLET;

    /**
     * How many connections are served before their callbacks run. Few: what they have received is in the processor's cache
     * still, and the first answers leave while others wait to be read.
     */
    private static final int EVENTS_AT_ONCE = 16;

    private final IoHandler epoll;

    private LastingEpoll(IoHandler epoll) {
        this.epoll = epoll;
    }

    static IoHandlerFactory newFactory() {
        IoHandlerFactory factory = EpollIoHandler.newFactory(EVENTS_AT_ONCE, DefaultSelectStrategyFactory.INSTANCE);
        return executor -> new LastingEpoll(factory.newHandler(executor));
    }

    @Override
    public IoRegistration register(IoHandle handle) throws Exception {
        return new Registration(epoll.register(handle));
    }

    @Override
    public void initialize() {
        epoll.initialize();
    }

    @Override
    public int run(IoHandlerContext context) {
        return epoll.run(context);
    }

    @Override
    public void wakeup() {
        epoll.wakeup();
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> handleType) {
        return epoll.isCompatible(handleType);
    }

    @Override
    public void prepareToDestroy() {
        epoll.prepareToDestroy();
    }

    @Override
    public void destroy() {
        epoll.destroy();
    }

    /** What one channel waits for. Loop thread only. */
    private static final class Registration implements IoRegistration {

        private final IoRegistration registration;

        /** Whether anything has been waited for: before, there is nothing that could be taken out. */
        private boolean used;

        Registration(IoRegistration registration) {
            this.registration = registration;
        }

        @Override
        public long submit(IoOps ops) {
            if (used && ops.equals(EpollIoOps.NONE)) {
                return registration.submit(NOTHING);
            }
            used |= !ops.equals(EpollIoOps.NONE);
            return registration.submit(ops);
        }

        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals") // as the interface has it
        public <T> T attachment() {
            return registration.attachment();
        }

        @Override
        public boolean isValid() {
            return registration.isValid();
        }

        @Override
        public boolean cancel() {
            return registration.cancel();
        }
    }
}

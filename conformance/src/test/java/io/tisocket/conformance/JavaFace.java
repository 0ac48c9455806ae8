// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

import io.tisocket.socket.SocketLoop;
import io.tisocket.socket.TcpSocket;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** The Java API. */
final class JavaFace implements Face {

    @Override
    public String name() {
        return "Java";
    }

    @Override
    public Set<Feature> features() {
        return EnumSet.allOf(Feature.class);
    }

    @Override
    public World open() {
        return new JavaWorld();
    }

    /** One loop on a thread of its own. */
    static final class JavaWorld implements World {

        private final SocketLoop loop = SocketLoop.start("conformance-loop");
        private final List<Throwable> uncaught = new CopyOnWriteArrayList<>();
        private final Map<TcpSocket, SocketUnderTest> sockets = new IdentityHashMap<>();

        JavaWorld() {
            loop.onUncaught(uncaught::add);
        }

        @Override
        public SocketUnderTest createTcp() {
            return of(loop.createTcp());
        }

        /** Returns the one stand-in of a socket. */
        SocketUnderTest of(TcpSocket socket) {
            synchronized (sockets) {
                return sockets.computeIfAbsent(socket, s -> new JavaSocket(this, s));
            }
        }

        @Override
        public void run(Runnable body) {
            if (loop.inLoop()) {
                body.run();
                return;
            }
            CountDownLatch done = new CountDownLatch(1);
            loop.execute(() -> {
                try {
                    body.run();
                } finally {
                    done.countDown();
                }
            });
            try {
                done.await();
            } catch (InterruptedException interrupted) {
                throw new AssertionError("the test was interrupted", interrupted);
            }
        }

        @Override
        public List<Throwable> uncaught() {
            return uncaught;
        }

        @Override
        public void close() {
            loop.close();
        }
    }
}

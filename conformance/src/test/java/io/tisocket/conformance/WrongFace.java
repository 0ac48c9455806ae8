// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/** The Java API with one thing wrong in every socket. */
final class WrongFace implements Face {

    private final Face right = new JavaFace();
    private final String fault;
    private final BiFunction<WrongWorld, SocketUnderTest, WrongSocket> maker;

    WrongFace(String fault, BiFunction<WrongWorld, SocketUnderTest, WrongSocket> maker) {
        this.fault = fault;
        this.maker = maker;
    }

    @Override
    public String name() {
        return "wrong: " + fault;
    }

    @Override
    public Set<Feature> features() {
        return right.features();
    }

    @Override
    public World open() {
        return new WrongWorld(right.open());
    }

    @Override
    public Duration deadline() {
        // What does not come at once never comes: the fault is what is waited for.
        return Duration.ofSeconds(2);
    }

    /** A world of wrong sockets. */
    final class WrongWorld implements World {

        private final World rightWorld;
        private final Map<SocketUnderTest, WrongSocket> sockets = new IdentityHashMap<>();

        WrongWorld(World rightWorld) {
            this.rightWorld = rightWorld;
        }

        @Override
        public SocketUnderTest createTcp() {
            return of(rightWorld.createTcp());
        }

        /** Returns the wrong socket around a right one. */
        WrongSocket of(SocketUnderTest socket) {
            synchronized (sockets) {
                return sockets.computeIfAbsent(socket, s -> maker.apply(this, s));
            }
        }

        @Override
        public void run(Runnable body) {
            rightWorld.run(body);
        }

        @Override
        public List<Throwable> uncaught() {
            return rightWorld.uncaught();
        }

        @Override
        public void close() {
            rightWorld.close();
        }
    }
}

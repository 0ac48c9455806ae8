// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;

/** JavaScript through the runtime. It has one thread, and no {@code abort()}. */
final class JavaScriptFace implements Face {

    /** Scripts that wait for the next test: starting an engine takes longer than most tests. */
    private static final Deque<ScriptThread> IDLE = new ConcurrentLinkedDeque<>();

    @Override
    public String name() {
        return "JavaScript";
    }

    @Override
    public Set<Feature> features() {
        return EnumSet.noneOf(Feature.class);
    }

    @Override
    public World open() {
        ScriptThread idle = IDLE.poll();
        return new JavaScriptWorld(idle == null ? ScriptThread.start() : idle);
    }

    /** The sockets of one test in a script that may outlive it. */
    static final class JavaScriptWorld implements World {

        private final ScriptThread script;
        private final Map<Integer, JavaScriptSocket> sockets = new ConcurrentHashMap<>();

        JavaScriptWorld(ScriptThread script) {
            this.script = script;
        }

        @Override
        public SocketUnderTest createTcp() {
            return of((Integer) script.perform(-1, "create"));
        }

        /** Returns the one stand-in of a socket. */
        SocketUnderTest of(int number) {
            return sockets.computeIfAbsent(number, n -> new JavaScriptSocket(this, script, n));
        }

        @Override
        public void run(Runnable body) {
            script.on(() -> {
                body.run();
                return Boolean.TRUE;
            });
        }

        @Override
        public List<Throwable> uncaught() {
            return script.uncaught();
        }

        @Override
        public void close() {
            if (script.reset()) {
                IDLE.push(script);
            } else {
                script.stop();
            }
        }
    }
}

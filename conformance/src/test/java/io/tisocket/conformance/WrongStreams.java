// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

import io.tisocket.conformance.WrongFace.WrongWorld;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The ways in which reading and writing is wrong here. */
final class WrongStreams {

    private WrongStreams() {}

    /** Lets every seventh asynchronous write be overtaken. */
    static final class SwappedWrites extends WrongSocket {
        private final Deque<Runnable> held = new ArrayDeque<>();
        private int calls;

        SwappedWrites(WrongWorld world, SocketUnderTest right) {
            super(world, right);
        }

        @Override
        public void writeAsync(byte[] source, int offset, int length, Consumer<Outcome> whenWritten) {
            if (calls++ % 7 == 0) {
                held.add(() -> right.writeAsync(source, offset, length, whenWritten));
            } else {
                right.writeAsync(source, offset, length, whenWritten);
                release();
            }
        }

        private void release() {
            for (Runnable write = held.poll(); write != null; write = held.poll()) {
                write.run();
            }
        }

        @Override
        public int write(byte[] source, int offset, int length) {
            int count = right.write(source, offset, length);
            release();
            return count;
        }

        @Override
        public void close() {
            release();
            right.close();
        }
    }

    /** Drops the last byte of long writes. */
    static final class LostByte extends WrongSocket {
        LostByte(WrongWorld world, SocketUnderTest right) {
            super(world, right);
        }

        @Override
        public int write(byte[] source, int offset, int length) {
            return length > 1000 ? right.write(source, offset, length - 1) + 1 : right.write(source, offset, length);
        }
    }

    /** Sends what the buffer holds later. */
    static final class NoSnapshot extends WrongSocket {
        NoSnapshot(WrongWorld world, SocketUnderTest right) {
            super(world, right);
        }

        @Override
        public void writeAsyncThenOverwrite(byte[] source, Consumer<Outcome> whenWritten) {
            right.writeAsync(new byte[source.length], 0, source.length, whenWritten);
        }
    }

    /** Calls error before the reads that it ends have failed. */
    static final class ErrorFirst extends WrongSocket {
        private final List<Runnable> late = new ArrayList<>();

        ErrorFirst(WrongWorld world, SocketUnderTest right) {
            super(world, right);
        }

        @Override
        public void readAsync(byte[] target, int offset, int length, Consumer<Outcome> whenRead) {
            right.readAsync(target, offset, length, outcome -> {
                if (outcome.success()) {
                    whenRead.accept(outcome);
                } else {
                    late.add(() -> whenRead.accept(outcome));
                }
            });
        }

        @Override
        protected void deliver(Kind kind, Happening happening, Consumer<Happening> handler) {
            handler.accept(happening);
            late.forEach(Runnable::run);
            late.clear();
        }
    }

    /** Ends reads at the timeout, too. */
    static final class TimeoutOnReads extends WrongSocket {
        TimeoutOnReads(WrongWorld world, SocketUnderTest right) {
            super(world, right);
        }

        @Override
        public void readAsync(byte[] target, int offset, int length, Consumer<Outcome> whenRead) {
            right.readAsync(target, offset, length, whenRead);
            Thread timer = new Thread(() -> {
                WrongSockets.sleep(right.timeoutMillis());
                right.abort();
            });
            timer.setDaemon(true);
            timer.start();
        }
    }

    /** Tells a pump of the end that this side has made. */
    static final class TalkativePump extends WrongSocket {
        private Consumer<Outcome> pump = outcome -> {};

        TalkativePump(WrongWorld world, SocketUnderTest right) {
            super(world, right);
        }

        @Override
        public void pump(int maxChunk, Consumer<Outcome> handler) {
            pump = handler;
            right.pump(maxChunk, handler);
        }

        @Override
        protected void deliver(Kind kind, Happening happening, Consumer<Happening> handler) {
            if (kind == Kind.CLOSED) {
                pump.accept(new Outcome(-1, new byte[0], Optional.empty()));
            }
            handler.accept(happening);
        }
    }
}

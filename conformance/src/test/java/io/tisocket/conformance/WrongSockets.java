// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

import io.tisocket.conformance.WrongFace.WrongWorld;
import java.util.Optional;
import java.util.function.Consumer;

/** The ways in which a socket is wrong here; most of them have been seen in the wild. */
final class WrongSockets {

    private WrongSockets() {}

    /** Sets CONNECTED after the callback that reports it. */
    static final class StateSetLate extends WrongSocket {
        private boolean early;

        StateSetLate(WrongWorld world, SocketUnderTest right) {
            super(world, right);
        }

        @Override
        protected void deliver(Kind kind, Happening happening, Consumer<Happening> handler) {
            early = kind == Kind.CONNECTED;
            handler.accept(happening);
            early = false;
        }

        @Override
        public int state() {
            return early ? State.INITIALIZED : right.state();
        }
    }

    /** Shows a sixth state while it closes. */
    static final class SixthState extends WrongSocket {
        private volatile boolean closing;

        SixthState(WrongWorld world, SocketUnderTest right) {
            super(world, right);
        }

        @Override
        public void close() {
            closing = true;
            right.close();
            closing = false;
        }

        @Override
        public int state() {
            return closing ? 0 : right.state();
        }
    }

    /** Clears the flag of accept() after the callback, and with it what the callback has flagged. */
    static final class FlagClearedLate extends WrongSocket {
        private boolean inAccepted;

        FlagClearedLate(WrongWorld world, SocketUnderTest right) {
            super(world, right);
        }

        @Override
        protected void deliver(Kind kind, Happening happening, Consumer<Happening> handler) {
            inAccepted = kind == Kind.ACCEPTED;
            handler.accept(happening);
            inAccepted = false;
        }

        @Override
        public void accept(Optional<AcceptRequest> request) {
            if (!inAccepted) {
                super.accept(request);
            }
        }
    }

    /** Says that it listens on the wildcard. */
    static final class WildcardBound extends WrongSocket {
        private boolean wildcard;

        WildcardBound(WrongWorld world, SocketUnderTest right) {
            super(world, right);
        }

        @Override
        public void listen() {
            try {
                right.listen();
            } catch (FailureException refused) {
                wildcard = true;
            }
        }

        @Override
        public int state() {
            return wildcard ? State.LISTENING : right.state();
        }
    }

    /** Listens on 127.0.0.1 whatever the host. */
    static final class HostIgnored extends WrongSocket {
        HostIgnored(WrongWorld world, SocketUnderTest right) {
            super(world, right);
        }

        @Override
        public void listen() {
            right.host("127.0.0.1");
            right.listen();
        }
    }

    /** Ends connections with RST. */
    static final class ResetOnClose extends WrongSocket {
        private Consumer<Happening> whenClosed = event -> {};

        ResetOnClose(WrongWorld world, SocketUnderTest right) {
            super(world, right);
        }

        @Override
        public void handle(Kind kind, Consumer<Happening> handler) {
            if (kind == Kind.CLOSED) {
                whenClosed = handler;
            }
            super.handle(kind, handler);
        }

        @Override
        public void close() {
            if (right.state() != State.CONNECTED) {
                right.close();
                return;
            }
            right.abort();
            world.run(() -> whenClosed.accept(new Happening(this, Optional.empty(), 0, "")));
        }
    }

    /** Reports 0 as the code of every error. */
    static final class ErrorCodeZero extends WrongSocket {
        ErrorCodeZero(WrongWorld world, SocketUnderTest right) {
            super(world, right);
        }

        @Override
        protected void deliver(Kind kind, Happening e, Consumer<Happening> handler) {
            handler.accept(kind == Kind.ERROR ? new Happening(e.socket(), e.inbound(), 0, e.error()) : e);
        }
    }

    /** Takes a second connection for each accept(). */
    static final class AcceptTwice extends WrongSocket {
        private int taken;

        AcceptTwice(WrongWorld world, SocketUnderTest right) {
            super(world, right);
        }

        @Override
        protected void deliver(Kind kind, Happening happening, Consumer<Happening> handler) {
            if (kind == Kind.ACCEPTED && taken++ % 2 == 0) {
                right.accept(Optional.empty());
            }
            handler.accept(happening);
        }
    }

    /** Notices connections a quarter of a second late. */
    static final class PollingListener extends WrongSocket {
        PollingListener(WrongWorld world, SocketUnderTest right) {
            super(world, right);
        }

        @Override
        protected void deliver(Kind kind, Happening happening, Consumer<Happening> handler) {
            if (kind == Kind.ACCEPTED) {
                sleep(250);
            }
            handler.accept(happening);
        }
    }

    /** Calls back an event of one kind twice. */
    static final class Twice extends WrongSocket {
        private final Kind doubled;

        Twice(WrongWorld world, SocketUnderTest right, Kind doubled) {
            super(world, right);
            this.doubled = doubled;
        }

        @Override
        protected void deliver(Kind kind, Happening happening, Consumer<Happening> handler) {
            handler.accept(happening);
            if (kind == doubled) {
                handler.accept(happening);
            }
        }
    }

    /** Calls closed after an error, too. */
    static final class ClosedAfterError extends WrongSocket {
        private Consumer<Happening> whenClosed = event -> {};

        ClosedAfterError(WrongWorld world, SocketUnderTest right) {
            super(world, right);
        }

        @Override
        public void handle(Kind kind, Consumer<Happening> handler) {
            if (kind == Kind.CLOSED) {
                whenClosed = handler;
            }
            super.handle(kind, handler);
        }

        @Override
        protected void deliver(Kind kind, Happening happening, Consumer<Happening> handler) {
            handler.accept(happening);
            if (kind == Kind.ERROR) {
                whenClosed.accept(happening);
            }
        }
    }

    /** Takes a new host in any state. */
    static final class HostNotFrozen extends WrongSocket {
        private String changed = "";

        HostNotFrozen(WrongWorld world, SocketUnderTest right) {
            super(world, right);
        }

        @Override
        public void host(String host) {
            try {
                right.host(host);
            } catch (MisuseException refused) {
                changed = host;
            }
        }

        @Override
        public String host() {
            return changed.isEmpty() ? right.host() : changed;
        }
    }

    /** Blocks the caller of connect(). */
    static final class BlockingConnect extends WrongSocket {
        BlockingConnect(WrongWorld world, SocketUnderTest right) {
            super(world, right);
        }

        @Override
        public void connect() {
            sleep(1_100);
            right.connect();
        }
    }

    /** Lets one more connection wait than it was told. */
    static final class QueueOneTooLong extends WrongSocket {
        QueueOneTooLong(WrongWorld world, SocketUnderTest right) {
            super(world, right);
        }

        @Override
        public void listenQueueSize(int connections) {
            right.listenQueueSize(connections < 1 ? connections : connections + 1);
        }
    }

    /** Takes close() in any state without a word. */
    static final class CloseAlwaysLegal extends WrongSocket {
        CloseAlwaysLegal(WrongWorld world, SocketUnderTest right) {
            super(world, right);
        }

        @Override
        public void close() {
            if (right.state() == State.CONNECTED || right.state() == State.LISTENING) {
                right.close();
            }
        }
    }

    static void sleep(long millis) {
        try {
            // The fault is that it takes time.
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import io.tisocket.socket.transport.Acceptor;
import io.tisocket.socket.transport.Arrival;
import io.tisocket.socket.transport.Cancellable;
import io.tisocket.socket.transport.ConnectHandler;
import io.tisocket.socket.transport.ListenHandler;
import io.tisocket.socket.transport.ResolveHandler;
import io.tisocket.socket.transport.Transport;
import io.tisocket.socket.transport.Wire;
import io.tisocket.socket.transport.WireException;
import io.tisocket.socket.transport.WireHandler;
import io.tisocket.stream.ChunkMemory;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A transport with one bug, which shows now and then. */
final class PlantedBug implements Transport {

    enum Kind {
        LOST_BYTE(10),
        REPEATED_BYTE(10),
        LEAKED_WIRE(3),
        LEAKED_TIMER(3),
        LOST_CONNECT(3),
        LOST_FAILURE(3),
        LOST_READABLE(10),
        EARLY_END(10),
        LOST_ACCEPT(2),
        REPEATED_ACCEPT(2),
        WRITE_NEVER_COMPLETES(10),
        WRITE_COMPLETES_UNSENT(10);

        private final int every;

        Kind(int every) {
            this.every = every;
        }
    }

    private final Transport sound;
    private final Kind kind;
    private int occasions;

    PlantedBug(Transport sound, Kind kind) {
        this.sound = sound;
        this.kind = kind;
    }

    private boolean shows(Kind asked) {
        return asked == kind && ++occasions % kind.every == 0;
    }

    @Override
    public Object network() {
        return sound.network();
    }

    @Override
    public void run(long maxWaitNanos) {
        sound.run(maxWaitNanos);
    }

    @Override
    public void execute(Runnable task) {
        sound.execute(task);
    }

    @Override
    public Cancellable schedule(long delayNanos, Runnable task) {
        Cancellable timer = sound.schedule(delayNanos, task);
        return shows(Kind.LEAKED_TIMER) ? () -> {} : timer;
    }

    @Override
    public long nanoTime() {
        return sound.nanoTime();
    }

    @Override
    public Cancellable resolve(String host, ResolveHandler handler) {
        return sound.resolve(host, handler);
    }

    @Override
    public Cancellable connect(InetSocketAddress remote, ConnectHandler handler) {
        return sound.connect(remote, new ConnectHandler() {
            @Override
            public void connected(Wire wire) {
                if (!shows(Kind.LOST_CONNECT)) {
                    handler.connected(new BuggyWire(wire));
                }
            }

            @Override
            public void failed(WireException reason) {
                handler.failed(reason);
            }
        });
    }

    @Override
    public void listen(InetSocketAddress local, ListenHandler handler, Consumer<Arrival> incoming) {
        ListenHandler same = new ListenHandler() {
            @Override
            public void listening(Acceptor acceptor) {
                handler.listening(acceptor);
            }

            @Override
            public void failed(WireException reason) {
                handler.failed(reason);
            }
        };
        sound.listen(local, same, arrival -> {
            if (shows(Kind.LOST_ACCEPT)) {
                return;
            }
            Arrival buggy = new BuggyArrival(arrival);
            incoming.accept(buggy);
            if (shows(Kind.REPEATED_ACCEPT)) {
                incoming.accept(buggy);
            }
        });
    }

    @Override
    public void close() {
        sound.close();
    }

    /** One that will be such an end. */
    private final class BuggyArrival implements Arrival {

        private final Arrival arrival;

        BuggyArrival(Arrival arrival) {
            this.arrival = arrival;
        }

        @Override
        public InetSocketAddress remoteAddress() {
            return arrival.remoteAddress();
        }

        @Override
        public void watch(Runnable gone) {
            arrival.watch(gone);
        }

        @Override
        public void release(Runnable released) {
            arrival.release(released);
        }

        @Override
        public Wire join(Transport transport) {
            return new BuggyWire(arrival.join(transport));
        }

        @Override
        public void reset() {
            arrival.reset();
        }
    }

    /** One end of a connection. */
    private final class BuggyWire implements Wire {

        private final Wire wire;
        private @Nullable WireHandler handler;

        /** Bytes that were written and thrown away. */
        private int unsent;

        BuggyWire(Wire wire) {
            this.wire = wire;
        }

        @Override
        public InetSocketAddress localAddress() {
            return wire.localAddress();
        }

        @Override
        public InetSocketAddress remoteAddress() {
            return wire.remoteAddress();
        }

        @Override
        public void start(WireHandler handler, boolean reading) {
            this.handler = handler;
            wire.start(new ForgetfulHandler(handler), reading);
        }

        @Override
        public int available() {
            return wire.available();
        }

        @Override
        public boolean atEnd() {
            return wire.atEnd() || (wire.available() == 0 && shows(Kind.EARLY_END));
        }

        @Override
        public boolean inputEnded() {
            return wire.inputEnded();
        }

        @Override
        public int read(ByteBuffer target) {
            if (wire.available() > 1 && shows(Kind.LOST_BYTE)) {
                wire.read(ByteBuffer.allocate(1));
            }
            int count = wire.read(target);
            if (count > 0 && target.hasRemaining() && shows(Kind.REPEATED_BYTE)) {
                target.put(target.get(target.position() - 1));
                return count + 1;
            }
            return count;
        }

        @Override
        public void discard() {
            wire.discard();
        }

        @Override
        public void write(ByteBuffer source, @Nullable ChunkMemory memory) {
            if (shows(Kind.WRITE_COMPLETES_UNSENT)) {
                unsent += source.remaining();
                source.position(source.limit());
            } else {
                wire.write(source, memory);
            }
        }

        @Override
        public void flush() {
            wire.flush();
            if (unsent > 0 && handler != null) {
                int count = unsent;
                unsent = 0;
                handler.sent(count);
            }
        }

        @Override
        public void shutdownOutput() {
            wire.shutdownOutput();
        }

        @Override
        public void close() {
            if (!shows(Kind.LEAKED_WIRE)) {
                wire.close();
            }
        }

        @Override
        public void reset() {
            wire.reset();
        }
    }

    /** Passes on what happens on a wire, but not always what was sent. */
    private final class ForgetfulHandler implements WireHandler {

        private final WireHandler handler;

        ForgetfulHandler(WireHandler handler) {
            this.handler = handler;
        }

        @Override
        public void readable() {
            if (!shows(Kind.LOST_READABLE)) {
                handler.readable();
            }
        }

        @Override
        public void sent(int count) {
            if (!shows(Kind.WRITE_NEVER_COMPLETES)) {
                handler.sent(count);
            }
        }

        @Override
        public void sendingFailed(WireException reason) {
            handler.sendingFailed(reason);
        }

        @Override
        public void failed(WireException reason) {
            if (!shows(Kind.LOST_FAILURE)) {
                handler.failed(reason);
            }
        }
    }
}

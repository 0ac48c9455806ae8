// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

import io.netty.channel.socket.ServerSocketChannel;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a listener does when the operating system has run out of descriptors or of memory: it pauses, says so, and tries
 * again. Rule N7.
 *
 * <p>Whoever has to say so may need a descriptor for that, to load a class or to open a file, perhaps for the first time in
 * the life of the process. One is kept spare, and given up then.
 */
final class Shortage {

    /** ENOMEM, ENFILE, EMFILE and ENOBUFS: it may pass. */
    private static final Set<Integer> ERRNOS = Set.of(12, 23, 24, 105);

    /** How long accepting pauses. */
    private static final long PAUSE_MILLIS = 100;

    /** How long nothing is said after it has been said: a process at its limit passes it again and again. */
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final NettyTransport transport;
    private final ServerSocketChannel channel;
    private final Consumer<WireException> report;
    private @Nullable FileInputStream spare;
    private @Nullable Long reported;

    /** Prepares for a shortage of {@code channel}, which {@code report} will be told of. */
    Shortage(NettyTransport transport, ServerSocketChannel channel, Consumer<WireException> report) {
        this.transport = transport;
        this.channel = channel;
        this.report = report;
    }

    /** Tells whether {@code reason} is one. */
    static boolean isMeantBy(WireException reason) {
        return ERRNOS.contains(reason.errno());
    }

    /** Takes a descriptor for later, unless there is one already. */
    void keepSpare() {
        if (spare == null) {
            try {
                spare = new FileInputStream("/dev/null");
            } catch (IOException stillNone) {
                spare = null;
            }
        }
    }

    /** Gives it up. */
    void giveSpare() {
        FileInputStream given = spare;
        spare = null;
        if (given != null) {
            try {
                given.close();
            } catch (IOException impossible) {
                throw new IllegalStateException("/dev/null cannot be closed", impossible);
            }
        }
    }

    /** Pauses and says so. */
    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the end of a pause
    void begin(WireException reason) {
        channel.config().setAutoRead(false);
        transport.loop().schedule(this::end, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        long now = transport.nanoTime();
        if (reported == null || now - reported >= SILENCE_NANOS) {
            reported = now;
            report.accept(reason);
        }
    }

    private void end() {
        if (channel.isOpen()) {
            // Before anybody is accepted: what was given up for the report was not for a connection.
            keepSpare();
            channel.config().setAutoRead(true);
        }
    }
}

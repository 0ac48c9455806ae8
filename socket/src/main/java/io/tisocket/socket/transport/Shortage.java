// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a listener does when the operating system has run out of descriptors or of memory: it pauses, says so, and tries
 * again. Rule N7.
 *
 * <p>Whoever has to say so may need a descriptor for that, to load a class or to open a file, perhaps for the first time in
 * the life of the process. A few are kept spare, and given up then: of one alone another thread may make use first.
 */
final class Shortage {

    /** What may pass. */
    private static final Set<Integer> ERRNOS = Set.of(Errno.ENOMEM, Errno.ENFILE, Errno.EMFILE, Errno.ENOBUFS);

    private static final int SPARES = 4;

    /** How long accepting pauses. */
    private static final long PAUSE_MILLIS = 100;

    /** How long nothing is said after it has been said: a process at its limit passes it again and again. */
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final NettyTransport transport;
    private final NettyAcceptor acceptor;
    private final Consumer<WireException> report;
    private final ArrayDeque<FileInputStream> spare = new ArrayDeque<>();
    private @Nullable Long reported;

    /** Prepares for a shortage of {@code acceptor}, which {@code report} will be told of. */
    Shortage(NettyTransport transport, NettyAcceptor acceptor, Consumer<WireException> report) {
        this.transport = transport;
        this.acceptor = acceptor;
        this.report = report;
    }

    /** Tells whether {@code reason} is one. */
    static boolean isMeantBy(WireException reason) {
        return ERRNOS.contains(reason.errno());
    }

    /** Takes descriptors for later, as many as there are and are wanted. */
    void keepSpare() {
        try {
            while (spare.size() < SPARES) {
                spare.add(new FileInputStream("/dev/null"));
            }
        } catch (IOException noneLeft) {
            // No more for now: the next pause ends with another attempt.
            return;
        }
    }

    /** Gives them up. */
    void giveSpare() {
        for (FileInputStream given = spare.poll(); given != null; given = spare.poll()) {
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
        acceptor.accepting(false);
        transport.loop().schedule(this::end, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        long now = transport.nanoTime();
        if (reported == null || now - reported >= SILENCE_NANOS) {
            reported = now;
            report.accept(reason);
        }
    }

    private void end() {
        if (acceptor.isOpen()) {
            // Before anybody is accepted: what was given up for the report was not for a connection.
            keepSpare();
            acceptor.accepting(true);
        }
    }
}

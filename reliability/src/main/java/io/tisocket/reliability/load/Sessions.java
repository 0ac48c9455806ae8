// SPDX-License-Identifier: Apache-2.0
package io.tisocket.reliability.load;

import io.tisocket.reliability.trial.Pattern;
import io.tisocket.reliability.trial.Round;
import io.tisocket.socket.SocketLoop;
import io.tisocket.socket.SocketState;
import io.tisocket.socket.TcpSocket;
import io.tisocket.stream.Buffer;
import io.tisocket.stream.IoEvent;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/**
 * One session after another until the time is over: connect, send a pattern in pieces of all lengths, check what comes back,
 * and leave by close() or abort(), sometimes in the middle. All but {@link #over()} on the loop's thread.
 */
final class Sessions {

    private static final int LONGEST = 200_000;

    private final Round round;
    private final SocketLoop loop;
    private final int port;
    private final long until;
    private final SplittableRandom random;
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private long count;
    private long echoed;

    private TcpSocket socket;
    private Pattern pattern;
    private int length;
    private int leaveAt;
    private int sent;
    private int received;

    Sessions(Round round, SocketLoop loop, int port, long until, long seed) {
        this.round = round;
        this.loop = loop;
        this.port = port;
        this.until = until;
        this.random = new SplittableRandom(seed);
        this.socket = loop.createTcp();
        this.pattern = new Pattern(seed);
    }

    /** Completed when the last session has ended. */
    CompletableFuture<Void> over() {
        return over;
    }

    /** Returns how many sessions there were, when it is over. */
    long count() {
        return count;
    }

    /** Returns how many bytes came back, when it is over. */
    long bytes() {
        return echoed;
    }

    /** Begins the next session, or is over. */
    void begin() {
        if (System.nanoTime() >= until) {
            over.complete(null);
            return;
        }
        count++;
        pattern = new Pattern(random.nextLong());
        length = 1 + random.nextInt(random.nextInt(10) == 0 ? LONGEST : 2000);
        leaveAt = random.nextInt(5) == 0 ? random.nextInt(length) : length;
        sent = 0;
        received = 0;
        socket = loop.createTcp().host("127.0.0.1").port(port).timeout(Duration.ofSeconds(random.nextInt(2) * 5L));
        TcpSocket own = socket;
        socket.onConnected(event -> {
            send(own);
            receive(own);
        });
        socket.onError(event -> {
            round.tally().broken("error in a session: " + event.code());
            begin();
        });
        socket.onClosed(event -> begin());
        socket.connect();
        if (random.nextInt(50) == 0) {
            socket.abort();
            loop.execute(this::begin);
        }
    }

    private void send(TcpSocket own) {
        int piece = Math.min(length - sent, 1 + random.nextInt(20_000));
        if (piece > 0 && own.state() == SocketState.CONNECTED) {
            int from = sent;
            sent += piece;
            own.writeAsync(Buffer.wrap(pattern.bytes(from, piece)), 0, piece, written -> {
                if (written.failure().isEmpty()) {
                    send(own);
                }
            });
        }
    }

    private void receive(TcpSocket own) {
        own.readChunkAsync(1 + random.nextInt(30_000), event -> took(own, event));
    }

    private void took(TcpSocket own, IoEvent event) {
        if (event.failure().isPresent()) {
            return;
        }
        int got = event.bytesProcessed();
        if (got < 0) {
            round.tally().lost(length - received, "echo of a session");
            own.close();
            return;
        }
        round.tally().lost(pattern.wrong(received, event.buffer().toByteArray(), got), "bytes that differ");
        received += got;
        echoed += got;
        if (received < leaveAt) {
            receive(own);
        } else if (random.nextInt(3) == 0) {
            own.abort();
            loop.execute(this::begin);
        } else {
            own.close();
        }
    }
}

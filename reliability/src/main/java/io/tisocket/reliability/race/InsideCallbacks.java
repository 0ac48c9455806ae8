// SPDX-License-Identifier: Apache-2.0
package io.tisocket.reliability.race;

import io.tisocket.conformance.PeerListener;
import io.tisocket.conformance.ScriptedPeer;
import io.tisocket.reliability.trial.Round;
import io.tisocket.reliability.trial.Watched;
import io.tisocket.socket.IllegalSocketStateException;
import io.tisocket.socket.SocketState;
import io.tisocket.socket.TcpSocket;
import io.tisocket.stream.Buffer;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/** {@code close()} called by each of the callbacks of a socket, where it blocks the very loop it needs. Rules J1, X2, X5. */
final class InsideCallbacks {

    private InsideCallbacks() {}

    static void once(Round round) throws Exception {
        connected(round, (socket, closed) -> close(socket, closed));
        connected(
                round,
                (socket, closed) -> socket.writeAsync(Buffer.allocate(10), 0, 10, written -> close(socket, closed)));
        connected(round, (socket, closed) -> {
            socket.readChunkAsync(10, read -> close(socket, closed));
            socket.writeAsync(Buffer.allocate(10), 0, 10, written -> {});
        });
        connected(round, (socket, closed) -> {
            socket.onClosed(event -> refuse(round, socket, closed));
            socket.close();
        });
        inError(round);
        inAccepted(round);
    }

    /** A connection to a peer that echoes ten bytes; {@code use} runs in its callback and gets it closed. */
    private static void connected(Round round, BiConsumer<TcpSocket, CompletableFuture<Void>> use) throws Exception {
        PeerListener listener = round.watch(PeerListener.open());
        TcpSocket socket = round.loop().createTcp().host("127.0.0.1").port(listener.port());
        round.watch((AutoCloseable) socket::abort);
        CompletableFuture<Void> closed = new CompletableFuture<>();
        socket.onConnected(event -> use.accept(socket, closed));
        socket.onError(event -> round.tally().broken("error: " + event.code()));
        socket.connect();
        ScriptedPeer peer = round.watch(listener.accept());
        peer.send(new byte[10]);
        round.await("close() inside a callback", closed);
        round.expect("the state", socket.state(), SocketState.CLOSED);
    }

    private static void inError(Round round) throws Exception {
        PeerListener listener = round.watch(PeerListener.open());
        TcpSocket socket = round.loop().createTcp().host("127.0.0.1").port(listener.port());
        round.watch((AutoCloseable) socket::abort);
        CompletableFuture<Void> refused = new CompletableFuture<>();
        socket.onError(event -> refuse(round, socket, refused));
        socket.onConnected(event -> socket.readChunkAsync(1, read -> {}));
        socket.connect();
        listener.accept().reset();
        round.await("close() inside error", refused);
        round.expect("the state", socket.state(), SocketState.ERROR);
    }

    private static void inAccepted(Round round) throws Exception {
        Watched listener = round.socket();
        CompletableFuture<Void> both = new CompletableFuture<>();
        listener.raw().onAccepted(event -> {
            event.inbound().close();
            event.socket().close();
            both.complete(null);
        });
        int port = listener.listen();
        listener.raw().accept();
        ScriptedPeer peer = round.watch(ScriptedPeer.connectTo(port));
        round.await("close() inside accepted", both);
        round.expect("the state", listener.raw().state(), SocketState.CLOSED);
        round.expect("what the peer hears", peer.readToEnd().bytes().length, 0);
    }

    private static void close(TcpSocket socket, CompletableFuture<Void> closed) {
        socket.onClosed(event -> closed.complete(null));
        socket.close();
    }

    private static void refuse(Round round, TcpSocket socket, CompletableFuture<Void> refused) {
        try {
            socket.close();
            round.tally().broken("close() in " + socket.state() + " was not refused");
        } catch (IllegalSocketStateException misuse) {
            refused.complete(null);
        }
    }
}

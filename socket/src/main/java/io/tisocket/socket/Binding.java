// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import io.tisocket.socket.transport.Acceptor;
import io.tisocket.socket.transport.AddressText;
import io.tisocket.socket.transport.Arrival;
import io.tisocket.socket.transport.Cancellable;
import io.tisocket.socket.transport.ListenHandler;
import io.tisocket.socket.transport.ResolveHandler;
import io.tisocket.socket.transport.WireException;
import io.tisocket.stream.StreamClosedException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One {@code listen()} from the look-up of the host to its outcome. Rules N1 to N5. */
final class Binding implements Role, ResolveHandler, ListenHandler {

    private final TcpSocket socket;
    private final Hold hold;
    private final int generation;
    private final Endpoint endpoint;
    private final int queueSize;
    private final CompletableFuture<Void> outcome;
    private @Nullable Cancellable resolving;
    private @Nullable Listener listener;

    Binding(TcpSocket socket, int generation, Endpoint endpoint, CompletableFuture<Void> outcome) {
        this.socket = socket;
        this.hold = new Hold(socket.loop());
        this.generation = generation;
        this.endpoint = endpoint;
        this.queueSize = socket.listenQueueSize();
        this.outcome = outcome;
    }

    void start() {
        hold.set(true);
        String host = endpoint.host() == null ? Endpoint.LOOPBACK : HostName.bare(endpoint.hostOrEmpty());
        if (host.isEmpty()) {
            refuseWildcard("an empty host");
            return;
        }
        resolving = socket.loop().transport().resolve(host, this);
    }

    @Override
    public void resolved(List<InetAddress> addresses) {
        resolving = null;
        if (addresses.stream().anyMatch(InetAddress::isAnyLocalAddress)) {
            // Judged by the address, not by its spelling: S1.
            refuseWildcard("host <" + endpoint.hostOrEmpty() + ">");
            return;
        }
        InetSocketAddress local = new InetSocketAddress(addresses.get(0), endpoint.port());
        socket.loop().transport().listen(local, this, this::incoming);
    }

    private void refuseWildcard(String what) {
        fail(new SocketFailedException(
                SocketErrorCode.EADDRNOTAVAIL,
                "listen " + address() + ": " + what
                        + " stands for all interfaces (INADDR_ANY), which is not supported: name one address of this machine",
                null));
    }

    @Override
    public void unresolved(WireException reason) {
        resolving = null;
        fail(Failures.unknownHost("listen", endpoint.hostOrEmpty(), reason));
    }

    @Override
    public void listening(Acceptor acceptor) {
        hold.set(false);
        Reception reception = new Reception();
        listener = new Listener(socket, generation, acceptor, reception, queueSize);
        Runnable change = () -> {
            socket.ledger(reception);
            socket.bound(acceptor.localAddress());
        };
        if (socket.lifecycle().happened(Occurrence.BOUND, generation, change)) {
            socket.role(listener);
            listener.start();
            outcome.complete(null);
        } else {
            acceptor.close(() -> outcome.completeExceptionally(aborted()));
        }
    }

    private void incoming(Arrival arrival) {
        if (listener == null) {
            arrival.reset();
        } else {
            listener.incoming(arrival);
        }
    }

    @Override
    public void starved(WireException reason) {
        if (listener != null) {
            listener.starved(reason);
        }
    }

    @Override
    public void failed(WireException reason) {
        if (listener == null) {
            fail(Failures.of("listen", address(), reason));
        } else {
            listener.failed(reason);
        }
    }

    private void fail(SocketFailedException failure) {
        hold.set(false);
        if (socket.lifecycle().happened(Occurrence.BIND_FAILED, generation)) {
            socket.role(null);
            FlightRecording.error(socket, generation, failure);
            outcome.completeExceptionally(failure);
        } else {
            outcome.completeExceptionally(aborted());
        }
    }

    private String address() {
        String host = endpoint.host() == null ? Endpoint.LOOPBACK : endpoint.hostOrEmpty();
        return AddressText.of(host, endpoint.port());
    }

    private StreamClosedException aborted() {
        return new StreamClosedException("listen " + address() + ": the socket was aborted");
    }

    @Override
    public void abort() {
        hold.set(false);
        if (resolving != null) {
            resolving.cancel();
        }
        outcome.completeExceptionally(aborted());
    }
}

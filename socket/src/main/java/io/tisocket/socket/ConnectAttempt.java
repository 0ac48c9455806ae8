// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import io.tisocket.socket.transport.AddressText;
import io.tisocket.socket.transport.Cancellable;
import io.tisocket.socket.transport.ResolveHandler;
import io.tisocket.socket.transport.Wire;
import io.tisocket.socket.transport.WireException;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One {@code connect()} from the look-up of the host to its outcome, within the socket's timeout. Rules C5 to C8. */
final class ConnectAttempt implements Role, ResolveHandler {

    private final TcpSocket socket;
    private final SocketLoop loop;
    private final Hold hold;
    private final int generation;
    private final Endpoint endpoint;
    private @Nullable Cancellable resolving;
    private @Nullable ConnectRace race;
    private @Nullable Cancellable expiry;
    private @Nullable JfrConnect event;

    ConnectAttempt(TcpSocket socket, int generation, Endpoint endpoint) {
        this.socket = socket;
        this.loop = socket.loop();
        this.hold = new Hold(loop);
        this.generation = generation;
        this.endpoint = endpoint;
    }

    void start() {
        event = FlightRecording.connect();
        hold.set(true);
        if (!endpoint.timeout().isZero()) {
            expiry = loop.timer(endpoint.timeout(), this::expired);
        }
        resolving = loop.transport().resolve(HostName.bare(endpoint.hostOrEmpty()), this);
    }

    @Override
    public void resolved(List<InetAddress> addresses) {
        resolving = null;
        race = new ConnectRace(loop.transport(), addresses, endpoint.port(), this::won, this::lost);
        race.start();
    }

    @Override
    public void unresolved(WireException reason) {
        resolving = null;
        failed(Failures.unknownHost("connect", endpoint.hostOrEmpty(), reason));
    }

    private void won(Wire wire) {
        end();
        Traffic traffic = new Traffic();
        if (!socket.lifecycle().happened(Occurrence.ESTABLISHED, generation, () -> socket.ledger(traffic))) {
            wire.reset();
            return;
        }
        if (event != null) {
            event.connected(endpoint, generation, wire);
        }
        Connection connection = new Connection(socket, wire, generation, traffic);
        socket.role(connection);
        socket.callbacks().connected(generation, connection::start);
    }

    private void lost(WireException reason, String log) {
        failed(withLog(Failures.of("connect", address(), reason), log));
    }

    private static SocketFailedException withLog(SocketFailedException failure, String log) {
        return new SocketFailedException(
                failure.code(), failure.getMessage() + " (tried " + log + ")", failure.getCause());
    }

    private void expired() {
        expiry = null;
        SocketFailedException failure = Failures.of("connect", address(), SocketErrorCode.ETIMEDOUT);
        failed(race == null ? failure : withLog(failure, race.log()));
    }

    private String address() {
        return AddressText.of(endpoint.hostOrEmpty(), endpoint.port());
    }

    private void failed(SocketFailedException failure) {
        end();
        if (socket.lifecycle().happened(Occurrence.CONNECT_FAILED, generation)) {
            socket.role(null);
            if (event != null) {
                event.failed(endpoint, generation, failure.code());
            }
            FlightRecording.error(socket, generation, failure);
            socket.callbacks().failed(generation, failure);
        }
    }

    @Override
    public void abort() {
        if (event != null) {
            event.aborted(endpoint, generation);
        }
        end();
    }

    private void end() {
        resolving = Cancellable.drop(resolving);
        if (race != null) {
            race.cancel();
            race = null;
        }
        expiry = Cancellable.drop(expiry);
        hold.set(false);
    }
}

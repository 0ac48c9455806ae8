// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import java.util.Objects;
import java.util.function.Consumer;

/** The four callbacks of one socket; any thread may set them, the loop's thread calls them in their turn. Rule P7. */
final class Callbacks {

    private final TcpSocket socket;

    private volatile Consumer<? super ConnectedEvent> connected = event -> {};
    private volatile Consumer<? super ErrorEvent> error = event -> {};
    private volatile Consumer<? super AcceptedEvent> accepted = event -> {};
    private volatile Consumer<? super ClosedEvent> closed = event -> {};

    Callbacks(TcpSocket socket) {
        this.socket = socket;
    }

    void onConnected(Consumer<? super ConnectedEvent> callback) {
        connected = callback;
    }

    void onError(Consumer<? super ErrorEvent> callback) {
        error = callback;
    }

    void onAccepted(Consumer<? super AcceptedEvent> callback) {
        accepted = callback;
    }

    void onClosed(Consumer<? super ClosedEvent> callback) {
        closed = callback;
    }

    /** Calls back in turn that {@code generation} has connected, {@code first} just before. */
    void connected(int generation, Runnable first) {
        post(generation, () -> {
            first.run();
            connected.accept(new ConnectedEvent(socket));
        });
    }

    /** Calls back, now, that {@code inbound} was accepted. */
    void accepted(TcpSocket inbound) {
        accepted.accept(new AcceptedEvent(socket, inbound));
    }

    /** Calls back in turn that {@code generation} has failed. */
    void failed(int generation, SocketFailedException failure) {
        String text =
                Objects.requireNonNullElse(failure.getMessage(), failure.code().name());
        post(generation, () -> error.accept(new ErrorEvent(socket, text, failure.code())));
    }

    /** Calls back in turn that {@code generation} has been closed. */
    void closed(int generation) {
        post(generation, () -> closed.accept(new ClosedEvent(socket)));
    }

    /** After an abort nothing of what it ended is reported any more. Rule X6. */
    private void post(int generation, Runnable callback) {
        socket.loop().execute(() -> {
            if (!socket.lifecycle().isSilenced(generation)) {
                callback.run();
            }
        });
    }
}

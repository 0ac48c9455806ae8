// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

import static io.tisocket.conformance.RuleId.A2;
import static io.tisocket.conformance.RuleId.C2;
import static io.tisocket.conformance.RuleId.C4;
import static io.tisocket.conformance.RuleId.E2;
import static io.tisocket.conformance.RuleId.I1;
import static io.tisocket.conformance.RuleId.L8;
import static io.tisocket.conformance.RuleId.N3;
import static io.tisocket.conformance.RuleId.P1;
import static io.tisocket.conformance.RuleId.X2;
import static io.tisocket.conformance.RuleId.X6;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation in every phase of a socket's life, {@link Cell} by cell. */
public abstract class CellRules extends RuleTest {

    /** A socket in the phase that a cell asks for. */
    private record Placed(Probe socket, Runnable leave) {}

    static List<Cell> cells() {
        return Cell.all();
    }

    @ParameterizedTest
    @MethodSource("cells")
    @Rule({E2, C2, C4, L8, N3, A2, X2, I1, P1, X6})
    void theTableHolds(Cell cell) throws InterruptedException {
        if (cell.operation() == Cell.Operation.ABORT) {
            needs(Feature.ABORT);
        }
        if (cell.phase() == Cell.Phase.CONNECTING) {
            Probe socket = socketTo(farEnd(PeerListener.openBlackHole()).port());
            onCallbackThread(() -> {
                socket.connect();
                check(cell, socket);
            });
            return;
        }
        if (cell.phase().needsThreads()) {
            needs(Feature.THREADS);
        }
        Placed placed = place(cell.phase());
        try {
            check(cell, placed.socket());
        } finally {
            placed.leave().run();
        }
    }

    private void check(Cell cell, Probe socket) {
        assertState("before " + cell, socket, cell.phase().state());
        String host = socket.raw().host();
        int events = socket.countAll();

        if (cell.legal()) {
            call(cell.operation(), socket);
        } else {
            assertThatThrownBy(() -> call(cell.operation(), socket))
                    .as("%s", cell)
                    .isInstanceOfAny(MisuseException.class, FailureException.class);
            assertThat(socket.raw().host()).as("host after a refusal").isEqualTo(host);
            assertThat(socket.countAll()).as("events of a call that threw").isEqualTo(events);
        }
        assertState("after " + cell, socket, cell.stateAfter());
    }

    private static void call(Cell.Operation operation, Probe socket) {
        switch (operation) {
            case CONNECT -> socket.connect();
            case LISTEN -> socket.listen();
            case ACCEPT -> socket.accept();
            case CLOSE -> socket.close();
            case READ -> socket.raw().read(new byte[1], 0, 0);
            case WRITE -> socket.write(new byte[1]);
            case CONFIGURE -> socket.host("192.0.2.9");
            case ABORT -> socket.abort();
        }
    }

    private Placed place(Cell.Phase phase) throws InterruptedException {
        return switch (phase) {
            case INITIALIZED -> at(socketTo(unusedPort()));
            case CONNECTED -> at(pair(Origin.OUTBOUND).socket());
            case LISTENING -> at(listening());
            case CLOSED -> at(closed(listening()));
            case ERROR -> at(refused());
            case INBOUND_CONNECTED -> at(pair(Origin.INBOUND).socket());
            case INBOUND_CLOSED -> at(closed(pair(Origin.INBOUND).socket()));
            case INBOUND_ERROR -> at(broken(pair(Origin.INBOUND)));
            case BINDING -> meanwhile(socket().host("127.0.0.1"), Probe::listen);
            case CLOSING -> meanwhile(pair(Origin.OUTBOUND).socket(), Probe::close);
            case UNLISTENING -> meanwhile(listening(), Probe::close);
            case INBOUND_CLOSING -> meanwhile(pair(Origin.INBOUND).socket(), Probe::close);
            case CONNECTING -> throw new IllegalArgumentException("placed on the callback thread");
        };
    }

    private static Placed at(Probe socket) {
        return new Placed(socket, () -> {});
    }

    private static int unusedPort() {
        try (PeerListener listener = PeerListener.open()) {
            return listener.port();
        }
    }

    private static Probe closed(Probe socket) {
        socket.close();
        socket.await(Kind.CLOSED);
        return socket;
    }

    private static Probe broken(Pair pair) {
        pair.peer().reset();
        pair.socket().await(Kind.ERROR);
        return pair.socket();
    }

    private Probe refused() {
        Probe socket = socketTo(unusedPort());
        socket.connect();
        socket.await(Kind.ERROR);
        return socket;
    }

    /** Lets another thread block inside {@code call}, by keeping the callback thread busy. */
    private Placed meanwhile(Probe socket, java.util.function.Consumer<Probe> call) throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        Thread holder = thread(
                "holder",
                () -> onCallbackThread(() -> {
                    busy.countDown();
                    awaitQuietly(over);
                }));
        busy.await();
        Thread caller = thread("caller", () -> {
            try {
                call.accept(socket);
            } catch (FailureException aborted) {
                // The cell under test was abort(): the call that was under way fails.
            }
        });
        awaitTrue("another thread blocks", () -> caller.getState() == Thread.State.WAITING);
        return new Placed(socket, () -> {
            over.countDown();
            joinQuietly(holder);
            joinQuietly(caller);
        });
    }

    private static Thread thread(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void joinQuietly(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What the rule classes share: a world for each test, its peers, and after each test the balance: every operation has ended
 * once, nothing was thrown unexpectedly, no descriptor is left.
 */
@ExtendWith(RuleWatch.class)
public abstract class RuleTest {

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private Session session;
    private long descriptorsBefore;
    private boolean failed;

    /** Returns the implementation to put through the rules. */
    protected abstract Face face();

    /** The first connection of a process makes the JDK open descriptors for itself; after it, they can be counted. */
    @BeforeAll
    static void openWhatTheJdkKeeps() {
        try (PeerListener listener = PeerListener.open();
                ScriptedPeer near = ScriptedPeer.connectTo(listener.port());
                ScriptedPeer far = listener.accept()) {
            near.send(Payload.of("x"));
            far.read(1);
        }
    }

    @BeforeEach
    void openWorld() {
        descriptorsBefore = openSockets();
        session = new Session(face().open(), face().deadline());
    }

    @AfterEach
    void closeWorldAndBalance() throws Exception {
        try {
            session.closeFarEnds();
            if (!failed) {
                session.settle();
                endSockets();
                session.settle();
                balance();
            }
        } finally {
            session.world().close();
        }
        if (!failed) {
            awaitTrue("every descriptor is closed at the end", () -> openSockets() <= descriptorsBefore);
        }
    }

    private void endSockets() {
        for (Probe socket : session.allProbes()) {
            int state = socket.state();
            if (face().features().contains(Feature.ABORT)) {
                socket.abort();
            } else if (state == State.CONNECTED || state == State.LISTENING) {
                socket.close();
            }
        }
    }

    private void balance() {
        session.throwWhatCallbacksFound();
        assertThat(session.pendingOperations())
                .as("operations that were begun and never ended")
                .isEmpty();
        assertThat(session.world().uncaught())
                .as("exceptions that escaped from callbacks")
                .allMatch(thrown -> String.valueOf(thrown).contains(DeliberateException.class.getSimpleName()));
    }

    void failed() {
        failed = true;
    }

    private static long openSockets() {
        if (!Files.isDirectory(DESCRIPTORS)) {
            return 0;
        }
        try (Stream<Path> links = Files.list(DESCRIPTORS)) {
            return links.filter(RuleTest::isSocket).count();
        } catch (IOException unreadable) {
            return 0;
        }
    }

    private static boolean isSocket(Path link) {
        try {
            return Files.readSymbolicLink(link).toString().startsWith("socket:");
        } catch (IOException gone) {
            return false;
        }
    }

    // ---- for the rule classes ----

    /** Skips the test where the implementation lacks {@code feature}. */
    protected void needs(Feature feature) {
        Assumptions.assumeTrue(face().features().contains(feature), () -> face().name() + " has no " + feature);
    }

    /** Creates a socket. */
    protected Probe socket() {
        return session.create();
    }

    /** Creates a socket that is about to connect to {@code port} of 127.0.0.1. */
    protected Probe socketTo(int port) {
        return socket().host("127.0.0.1").port(port);
    }

    /** Returns the probe of a socket that an event names. */
    protected Probe probeOf(SocketUnderTest raw) {
        return session.probeOf(raw);
    }

    /** Makes {@code end} be closed after the test. */
    protected <T extends AutoCloseable> T farEnd(T end) {
        if (end instanceof ScriptedPeer peer) {
            peer.patience(face().deadline());
        }
        return session.farEnd(end);
    }

    /** Opens a plain listener on 127.0.0.1. */
    protected PeerListener peerListener() {
        return farEnd(PeerListener.open());
    }

    /** Creates a socket that listens on 127.0.0.1. */
    protected Probe listening() {
        Probe listener = socket().host("127.0.0.1");
        listener.listen();
        return listener;
    }

    /** Connects a peer to {@code listener}. */
    protected ScriptedPeer peerTo(Probe listener) {
        return farEnd(ScriptedPeer.connectTo(listener.raw().port()));
    }

    /** Creates a connection. */
    protected Pair pair(Origin origin) {
        return pair(origin, 0);
    }

    /** Creates a connection whose socket has a timeout. */
    protected Pair pair(Origin origin, long timeoutMillis) {
        if (origin == Origin.INBOUND) {
            Probe listener = listening();
            listener.accept(new AcceptRequest(timeoutMillis, happening -> {}));
            ScriptedPeer peer = peerTo(listener);
            return new Pair(listener.awaitInbound(1), peer);
        }
        return connect(peerListener(), timeoutMillis);
    }

    /** Creates a connection to a peer whose receive buffer is tiny and that does not read. */
    protected Pair pairWithStalledPeer(long timeoutMillis) {
        return connect(farEnd(PeerListener.openNarrow()), timeoutMillis);
    }

    private Pair connect(PeerListener listener, long timeoutMillis) {
        Probe socket = socketTo(listener.port()).timeout(timeoutMillis);
        socket.connect();
        ScriptedPeer peer = farEnd(listener.accept());
        socket.await(Kind.CONNECTED);
        return new Pair(socket, peer);
    }

    /** Lets everything be called back that has been caused so far. */
    protected void settle() {
        session.settle();
    }

    /** Runs {@code body} on the callback thread. */
    protected void onCallbackThread(Runnable body) {
        session.run(body);
    }

    /** Returns what callbacks have thrown and the implementation has reported. */
    protected java.util.List<Throwable> uncaught() {
        return session.world().uncaught();
    }

    /** Expects that {@code call} is refused as misuse. */
    protected MisuseException misuse(String call, Runnable body) {
        MisuseException thrown = catchThrowableOfType(MisuseException.class, body::run);
        assertThat(thrown).as(call + " must be refused as misuse").isNotNull();
        return thrown;
    }

    /** Expects that {@code call} fails. */
    protected FailureException failure(String call, Runnable body) {
        FailureException thrown = catchThrowableOfType(FailureException.class, body::run);
        assertThat(thrown).as(call + " must fail").isNotNull();
        return thrown;
    }

    /** Expects {@code state}. */
    protected void assertState(String when, Probe socket, int state) {
        assertThat(State.name(socket.state())).as("state " + when).isEqualTo(State.name(state));
    }

    /** Waits until {@code condition} holds; for what no event reports. */
    protected void awaitTrue(String what, java.util.function.BooleanSupplier condition) throws InterruptedException {
        Duration patience = face().deadline();
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            // Polled, because the operating system does not tell.
            Thread.sleep(5);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What cannot be seen from outside of descriptors that epoll watches, or hardly ever. */
@EnabledOnOs(OS.LINUX)
@Timeout(60)
class EpollTransportTest {

    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final NettyTransport transport = NettyTransport.open(Thread.currentThread());
    private final List<Acceptor> acceptors = new ArrayList<>();
    private final List<Arrival> arrivals = new ArrayList<>();
    private final List<AutoCloseable> peers = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        transport.close();
        for (AutoCloseable peer : peers) {
            peer.close();
        }
    }

    @Test
    @DisplayName("an accepted connection sends small messages at once, as its listener hands that on")
    void smallMessagesAreSentAtOnce() throws IOException {
        connectPeer(transport);

        EpollWire wire = (EpollWire) arrivals.get(0).join(transport);

        assertThat(((io.netty.channel.unix.Socket) wire.fd()).isTcpNoDelay()).isTrue();
    }

    @Test
    @DisplayName("news of a closed descriptor with the same number does not end an attempt to connect")
    void newsOfAnotherDescriptorIsNoOutcome() throws IOException {
        InetSocketAddress full = fullListener();
        Outcome outcome = new Outcome();
        EpollConnect attempt = (EpollConnect) transport.connect(full, outcome);
        assertThat(attempt.fd().isOpen()).isTrue();

        attempt.look();

        assertThat(outcome.told).isZero();
        attempt.cancel();
        assertThat(outcome.told).isZero();
        assertThat(attempt.fd().isOpen()).isFalse();
    }

    @Test
    @DisplayName("N7: a peer that sends, resets and waits to be accepted is noticed once")
    void aWaitingPeerThatResetsIsNoticed() throws IOException {
        Socket peer = connectPeer(transport);
        int[] gone = {0};
        arrivals.get(0).watch(() -> gone[0]++);
        peer.getOutputStream().write(7);

        peer.setSoLinger(true, 0);
        peer.close();

        while (gone[0] == 0) {
            transport.run(TimeUnit.MILLISECONDS.toNanos(50));
        }
        transport.run(TimeUnit.MILLISECONDS.toNanos(50));
        assertThat(gone[0]).isEqualTo(1);
    }

    @Test
    @DisplayName("what a peer has sent while it was watched by one transport is read by the other that takes it")
    void aWatchedPeerGoesToAnotherTransport() throws IOException {
        Socket peer = connectPeer(transport);
        Arrival arrival = arrivals.get(0);
        arrival.watch(() -> {});
        peer.getOutputStream().write("early".getBytes(US_ASCII));
        NettyTransport other = NettyTransport.open(Thread.currentThread());
        int[] released = {0};

        arrival.release(() -> released[0]++);
        Wire wire = arrival.join(other);
        Counting handler = new Counting();
        wire.start(handler, true);

        try {
            while (wire.available() < 5) {
                other.run(TimeUnit.MILLISECONDS.toNanos(50));
            }
            ByteBuffer bytes = ByteBuffer.allocate(16);
            wire.read(bytes);
            assertThat(released[0]).isEqualTo(1);
            assertThat(new String(bytes.array(), 0, bytes.position(), US_ASCII)).isEqualTo("early");
        } finally {
            other.close();
        }
    }

    @Test
    @DisplayName(
            "N6: a burst of connections is taken one in each turn, as programs accept them, and waits with the system meanwhile")
    void aBurstIsTakenOneInEachTurn() throws IOException {
        transport.listen(ANY_PORT, new Listening(), arrivals::add);
        for (int i = 0; i < 3; i++) {
            Socket peer = new Socket();
            peers.add(peer);
            peer.connect(acceptors.get(0).localAddress());
        }

        List<Integer> arrived = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            transport.run(TimeUnit.SECONDS.toNanos(5));
            arrived.add(arrivals.size());
        }

        assertThat(arrived).containsExactly(1, 2, 3);
    }

    @Test
    @DisplayName("bytes that came before a reset are read by who has taken the connection in between")
    void bytesBeforeAResetAreKept() throws IOException {
        Socket peer = connectPeer(transport);
        Arrival arrival = arrivals.get(0);
        arrival.watch(() -> {});
        arrival.release(() -> {});
        peer.getOutputStream().write("last words".getBytes(US_ASCII));
        peer.setSoLinger(true, 0);
        peer.close();
        transport.run(TimeUnit.MILLISECONDS.toNanos(50));
        Wire wire = arrival.join(transport);
        Counting handler = new Counting();

        wire.start(handler, true);

        while (handler.failures.isEmpty()) {
            transport.run(TimeUnit.MILLISECONDS.toNanos(50));
        }
        int available = wire.available();
        wire.close();
        assertThat(available).isEqualTo("last words".length());
        assertThat(handler.failures).hasSize(1);
    }

    @Test
    @DisplayName("a reset that only a send was told of is no end of the stream")
    void aResetThatASendWasToldOfIsNoEnd() throws IOException {
        Socket peer = connectPeer(transport);
        Wire wire = arrivals.get(0).join(transport);
        Counting handler = new Counting();
        wire.start(handler, true);
        wire.write(ByteBuffer.allocate(16 * 1024 * 1024), null);
        wire.flush();

        peer.setSoLinger(true, 0);
        peer.close();

        while (handler.failures.isEmpty()) {
            transport.run(TimeUnit.MILLISECONDS.toNanos(50));
        }
        assertThat(handler.sendFailures).extracting(WireException::errno).containsExactly(104);
        assertThat(handler.failures).extracting(WireException::errno).containsExactly(104);
        assertThat(wire.inputEnded()).isFalse();
    }

    @Test
    @DisplayName("N7: a listener that fails still knows its address, and says so once")
    void aListenerThatFailsKnowsItsAddress() throws IOException {
        List<WireException> failures = new ArrayList<>();
        transport.listen(
                ANY_PORT,
                new ListenHandler() {
                    @Override
                    public void listening(Acceptor acceptor) {
                        acceptors.add(acceptor);
                    }

                    @Override
                    public void failed(WireException reason) {
                        failures.add(reason);
                    }
                },
                arrivals::add);
        EpollAcceptor acceptor = (EpollAcceptor) acceptors.get(0);
        int port = acceptor.localAddress().getPort();

        acceptor.acceptFailed(new IOException("Operation not permitted"));

        assertThat(acceptor.fd().isOpen()).isFalse();
        assertThat(acceptor.localAddress().getPort()).isEqualTo(port);
        assertThat(failures).extracting(WireException::errno).containsExactly(1);
    }

    @Test
    @DisplayName("X3: the end is sent behind what waits for room")
    void theEndIsSentBehindWhatWaits() throws IOException {
        Socket peer = connectPeer(transport);
        Wire wire = arrivals.get(0).join(transport);
        Counting handler = new Counting();
        wire.start(handler, true);
        int length = 16 * 1024 * 1024;

        wire.write(ByteBuffer.allocate(length), null);
        wire.flush();
        assertThat(handler.sent).as("sent at once").isLessThan(length);
        wire.shutdownOutput();

        int received = 0;
        byte[] chunk = new byte[256 * 1024];
        peer.setSoTimeout(10);
        for (int count = 0; count >= 0; ) {
            transport.run(0);
            count = readSome(peer, chunk);
            received += Math.max(0, count);
        }
        assertThat(received).isEqualTo(length);
        assertThat(handler.sent).isEqualTo(length);
    }

    @Test
    @DisplayName("a transport that ends closes the descriptors of its listeners and connections")
    void theEndOfTheTransportClosesAll() throws IOException {
        NettyTransport ending = NettyTransport.open(Thread.currentThread());
        connectPeer(ending);
        EpollWire wire = (EpollWire) arrivals.get(0).join(ending);
        wire.start(new Counting(), true);
        EpollAcceptor acceptor = (EpollAcceptor) acceptors.get(0);

        ending.close();

        assertThat(wire.fd().isOpen()).isFalse();
        assertThat(acceptor.fd().isOpen()).isFalse();
    }

    /** Reads what is there; returns 0 when nothing is, -1 at the end. */
    private static int readSome(Socket peer, byte[] chunk) throws IOException {
        try {
            return peer.getInputStream().read(chunk);
        } catch (java.net.SocketTimeoutException nothing) {
            return 0;
        }
    }

    /** Listens on {@code transport}, connects a peer, and waits until it has arrived. */
    private Socket connectPeer(NettyTransport transport) throws IOException {
        transport.listen(ANY_PORT, new Listening(), arrivals::add);
        Socket peer = new Socket();
        peers.add(peer);
        peer.connect(acceptors.get(0).localAddress());
        while (arrivals.isEmpty()) {
            transport.run(TimeUnit.MILLISECONDS.toNanos(50));
        }
        return peer;
    }

    /** Returns the address of a listener whose system answers no further attempt to connect. */
    private InetSocketAddress fullListener() throws IOException {
        ServerSocket listener = new ServerSocket();
        peers.add(listener);
        listener.bind(ANY_PORT, 1);
        InetSocketAddress address = (InetSocketAddress) listener.getLocalSocketAddress();
        for (int i = 0; i < 8; i++) {
            SocketChannel waiting = SocketChannel.open();
            peers.add(waiting);
            waiting.configureBlocking(false);
            waiting.connect(address);
        }
        return address;
    }

    private final class Listening implements ListenHandler {

        @Override
        public void listening(Acceptor acceptor) {
            acceptors.add(acceptor);
        }

        @Override
        public void failed(WireException reason) {
            throw new AssertionError(reason);
        }
    }

    private static final class Outcome implements ConnectHandler {

        private int told;

        @Override
        public void connected(Wire wire) {
            told++;
        }

        @Override
        public void failed(WireException reason) {
            told++;
        }
    }

    private static final class Counting implements WireHandler {

        private final List<WireException> failures = new ArrayList<>();
        private final List<WireException> sendFailures = new ArrayList<>();
        private int sent;

        @Override
        public void readable() {
            // What is available is asked for.
        }

        @Override
        public void sent(int count) {
            sent += count;
        }

        @Override
        public void sendingFailed(WireException reason) {
            sendFailures.add(reason);
        }

        @Override
        public void failed(WireException reason) {
            failures.add(reason);
        }
    }
}

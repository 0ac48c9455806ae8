// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tisocket.socket.AcceptOptions;
import io.tisocket.socket.SocketLoop;
import io.tisocket.socket.SocketState;
import io.tisocket.socket.TcpSocket;
import io.tisocket.stream.Buffer;
import io.tisocket.stream.BufferStream;
import io.tisocket.stream.IoStream;
import io.tisocket.stream.StreamMode;
import io.tisocket.stream.Streams;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What can only be seen in Java: signatures, nulls, and the loop that a program runs itself. */
@ExtendWith(RuleWatch.class)
@Timeout(30)
class JavaOnlyTest {

    @Test
    @Rule(RuleId.M2)
    void theStatesAreNumberedInOrder() {
        assertThat(SocketState.values())
                .containsExactly(
                        SocketState.INITIALIZED,
                        SocketState.CONNECTED,
                        SocketState.LISTENING,
                        SocketState.CLOSED,
                        SocketState.ERROR);
        assertThat(Arrays.stream(SocketState.values()).map(SocketState::number)).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    @Rule(RuleId.M4)
    void udpHasNoCounterpart() {
        assertThat(Arrays.stream(SocketLoop.class.getMethods()).map(Method::getName))
                .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).contains("udp"));
    }

    @Test
    @Rule(RuleId.L9)
    void nothingPublicTakesAState() {
        assertThat(TcpSocket.class.getMethods())
                .noneMatch(method -> Arrays.asList(method.getParameterTypes()).contains(SocketState.class));
        assertThat(TcpSocket.class.getFields()).allMatch(field -> Modifier.isFinal(field.getModifiers()));
    }

    @Test
    @Rule({RuleId.E6, RuleId.P7})
    void nullIsRefusedAtOnce() {
        try (SocketLoop loop = SocketLoop.create()) {
            TcpSocket socket = loop.createTcp();

            assertThatThrownBy(() -> socket.host(null)).isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> socket.timeout(null)).isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> socket.onConnected(null)).isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> socket.onError(null)).isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> socket.onAccepted(null)).isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> socket.onClosed(null)).isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> socket.accept(null)).isInstanceOf(NullPointerException.class);
            assertThat(socket.state()).isEqualTo(SocketState.INITIALIZED);
        }
    }

    @Test
    @Rule({RuleId.P5, RuleId.I5})
    void noTimeoutIsTooLong() throws Exception {
        List<String> log = new ArrayList<>();
        try (SocketLoop loop = SocketLoop.create();
                PeerListener peers = PeerListener.open()) {
            loop.onUncaught(thrown -> log.add(thrown.toString()));
            TcpSocket socket = loop.createTcp()
                    .host("127.0.0.1")
                    .port(peers.port())
                    .timeout(Duration.ofSeconds(Long.MAX_VALUE))
                    .onError(e -> log.add(e.error()))
                    .onConnected(e -> {
                        try {
                            e.socket().write(Buffer.wrap(Payload.of("hello")));
                        } catch (java.io.IOException failed) {
                            log.add(failed.toString());
                        }
                        e.socket().close();
                    });
            socket.connect();
            var peer = CompletableFuture.supplyAsync(() -> peers.accept().halfClose());

            loop.run();

            assertThat(log).isEmpty();
            assertThat(Payload.text(peer.join().readToEnd().bytes())).isEqualTo("hello");
            peer.join().close();
        }
    }

    @Test
    @Rule(RuleId.J4)
    void theLoopEndsWhenNothingIsLeftToWaitFor() throws Exception {
        List<String> log = new ArrayList<>();
        try (SocketLoop loop = SocketLoop.create()) {
            loop.run();
            TcpSocket listener = loop.createTcp().host("127.0.0.1").onAccepted(e -> {
                log.add("accepted");
                Streams.pumpAsync(
                        e.inbound(),
                        chunk -> {
                            log.add("chunk " + chunk.bytesProcessed());
                            if (chunk.bytesProcessed() < 0) {
                                e.inbound().close();
                            }
                        },
                        1024);
                e.socket().close();
            });
            listener.listen();
            listener.accept();
            TcpSocket client = loop.createTcp().host("127.0.0.1").port(listener.port());
            client.onConnected(e -> client.writeAsync(Buffer.wrap(Payload.of("bye")), 0, 3, w -> client.close()));
            client.connect();

            loop.run();

            assertThat(log).containsExactly("accepted", "chunk 3", "chunk -1");
        }
    }

    @Test
    @Rule(RuleId.J4)
    void theLoopEndsWithAConnectionWhosePeerHasEndedAndNobodyReads() throws Exception {
        try (SocketLoop loop = SocketLoop.create();
                PeerListener peers = PeerListener.open()) {
            TcpSocket socket = loop.createTcp().host("127.0.0.1").port(peers.port());
            socket.connect();
            var peer = CompletableFuture.supplyAsync(() -> peers.accept().halfClose());

            loop.run();

            assertThat(socket.state()).isEqualTo(SocketState.CONNECTED);
            peer.join().close();
        }
    }

    @Test
    @Rule(RuleId.I8)
    void readAllAndWriteStreamWorkOnSockets() throws Exception {
        byte[] bytes = Payload.random(300_000);
        SocketLoop loop = SocketLoop.start("streams");
        try (loop;
                PeerListener peers = PeerListener.open()) {
            TcpSocket socket = loop.createTcp().host("127.0.0.1").port(peers.port());
            socket.connect();
            ScriptedPeer peer = peers.accept();
            peer.send(bytes).halfClose();
            while (socket.state() != SocketState.CONNECTED) {
                Thread.onSpinWait();
            }

            Buffer all = Streams.readAll(socket);
            assertThat(all.toByteArray()).isEqualTo(bytes);
            assertThat(Streams.readAll(socket).length()).as("readAll at EOF").isZero();
            IoStream memory = BufferStream.open(Buffer.wrap(bytes), StreamMode.READ, loop);
            var echo = peer.readToEndMeanwhile();
            assertThat(Streams.writeStream(memory, socket, 1000)).isEqualTo(bytes.length);
            socket.close();
            assertThat(echo.join().bytes()).isEqualTo(bytes);
            peer.close();
        }
    }

    @Test
    @Rule(RuleId.A6)
    void theAttachmentOfTheOptionsReachesTheInboundSocket() throws Exception {
        SocketLoop loop = SocketLoop.start("attachment");
        try (loop) {
            var seen = new CompletableFuture<Object>();
            TcpSocket listener = loop.createTcp().host("127.0.0.1");
            listener.onAccepted(e -> seen.complete(e.inbound().attachment().orElse("none")));
            listener.listen();
            listener.accept(AcceptOptions.NONE.withAttachment("label"));

            ScriptedPeer peer = ScriptedPeer.connectTo(listener.port());

            assertThat(seen.join()).isEqualTo("label");
            peer.close();
        }
    }
}

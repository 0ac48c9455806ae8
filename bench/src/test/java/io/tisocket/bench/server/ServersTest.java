// SPDX-License-Identifier: Apache-2.0
package io.tisocket.bench.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.netty.channel.epoll.Epoll;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is compared does the same: each server, each mode, once. */
class ServersTest {

    private static final byte[] MESSAGE = {'h', 'e', 'l', 'l', 'o'};

    @ParameterizedTest
    @EnumSource
    void anEchoReturnsWhatItReceivesAndClosesAtTheEnd(ServerKind kind) throws IOException {
        try (BenchServer server = start(kind, Mode.ECHO);
                Socket client = connect(server)) {
            client.getOutputStream().write(MESSAGE);

            assertThat(client.getInputStream().readNBytes(MESSAGE.length)).isEqualTo(MESSAGE);

            client.shutdownOutput();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSinkClosesWhenItHasReadToTheEnd(ServerKind kind) throws IOException {
        try (BenchServer server = start(kind, Mode.SINK);
                Socket client = connect(server)) {
            client.getOutputStream().write(new byte[3 * Mode.CHUNK]);
            client.shutdownOutput();

            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSourceSendsUntilTheClientLeaves(ServerKind kind) throws IOException {
        try (BenchServer server = start(kind, Mode.SOURCE);
                Socket client = connect(server)) {
            int many = 8 * 1024 * 1024;

            assertThat(client.getInputStream().readNBytes(many)).hasSize(many);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHubTellsEverybodyTheSpeakerToo(ServerKind kind) throws IOException {
        try (BenchServer server = start(kind, Mode.HUB);
                Socket first = connect(server)) {
            // Who is answered is a member: with two loops nothing else tells.
            first.getOutputStream().write(MESSAGE);
            assertThat(first.getInputStream().readNBytes(MESSAGE.length)).isEqualTo(MESSAGE);
            Socket speaker = connect(server);
            speaker.getOutputStream().write(MESSAGE);

            assertThat(speaker.getInputStream().readNBytes(MESSAGE.length)).isEqualTo(MESSAGE);
            assertThat(first.getInputStream().readNBytes(MESSAGE.length)).isEqualTo(MESSAGE);
            speaker.close();
        }
    }

    private static BenchServer start(ServerKind kind, Mode mode) throws IOException {
        assumeThat(!kind.name().startsWith("NETTY_EPOLL") || Epoll.isAvailable())
                .as("epoll is there")
                .isTrue();
        return kind.start(mode);
    }

    private static Socket connect(BenchServer server) throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port());
        client.setSoTimeout(10_000);
        return client;
    }
}

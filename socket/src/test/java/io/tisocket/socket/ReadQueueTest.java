// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.tisocket.stream.Buffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The order of the reads of one connection, when one of them is taken back. */
@Timeout(30)
class ReadQueueTest {

    private static final int READS = 3;

    private final SimulatedNetwork network = SimulatedNetwork.seeded(1);
    private final List<TcpSocket> inbound = new ArrayList<>();
    private final List<Integer> served = new ArrayList<>();

    private TcpSocket connected() throws IOException {
        TcpSocket listener = network.loop().createTcp().port(4000).onAccepted(e -> inbound.add(e.inbound()));
        listener.listen();
        listener.accept();
        TcpSocket socket = network.loop().createTcp().host("127.0.0.1").port(4000);
        socket.connect();
        network.runUntilIdle();
        return socket;
    }

    private PendingRead read(TcpSocket socket, int number) {
        return new PendingRead(socket, Lifecycle.BIRTH, e -> served.add(number)).chunk(1);
    }

    @ParameterizedTest(name = "I3: the reads before and behind number {0}, which is taken back, are served in order")
    @ValueSource(ints = {0, 1, 2})
    void othersKeepTheirOrder(int takenBack) throws IOException {
        TcpSocket peer = connected();
        TcpSocket socket = inbound.get(0);
        Connection connection = (Connection) socket.role();
        List<PendingRead> reads = new ArrayList<>();
        List<Integer> left = new ArrayList<>();
        for (int number = 0; number < READS; number++) {
            reads.add(read(socket, number));
            left.add(number);
            connection.read(reads.get(number));
        }

        boolean wasPending = connection.cancel(reads.get(takenBack));
        connection.read(read(socket, READS));
        peer.writeAsync(Buffer.allocate(READS), 0, READS, e -> {});
        network.runUntilIdle();

        left.remove(takenBack);
        left.add(READS);
        assertThat(wasPending).isTrue();
        assertThat(served).isEqualTo(left);
    }
}

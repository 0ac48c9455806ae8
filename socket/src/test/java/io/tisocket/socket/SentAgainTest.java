// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.tisocket.stream.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Programs that send one large buffer again and again, and change it now and then. */
@Timeout(60)
class SentAgainTest {

    private static final int LARGE = 64 * 1024;

    private final ByteArrayOutputStream expected = new ByteArrayOutputStream();
    private final Buffer buffer = Buffer.allocate(LARGE);
    private SocketAndPeer pair;
    private TcpSocket socket;

    @BeforeEach
    void connect() throws IOException {
        pair = SocketAndPeer.connect();
        socket = pair.socket();
    }

    @AfterEach
    void end() throws IOException {
        pair.close();
    }

    /** Writes on the loop's thread, as a callback does, what must arrive as it is now. */
    private void write() {
        expected.writeBytes(buffer.toByteArray());
        socket.writeAsync(buffer, 0, buffer.length(), written -> {});
    }

    private void assertArrives(Runnable writes) throws IOException {
        pair.loop().execute(() -> {
            writes.run();
            socket.close();
        });
        byte[] heard = pair.heard();
        assertThat(heard).isEqualTo(expected.toByteArray());
    }

    @Test
    @DisplayName("I4: each write sends the bytes of its call, whatever was changed between them")
    void changedBetween() throws IOException {
        assertArrives(() -> {
            SplittableRandom random = new SplittableRandom(1);
            for (int round = 0; round < 6; round++) {
                write();
                write();
                write();
                buffer.set(random.nextInt(LARGE), round + 1);
                write();
                buffer.fill(round, 100, LARGE / 2);
            }
        });
    }

    @Test
    @DisplayName("I4: bytes that are changed through a view count too")
    void changedThroughAView() throws IOException {
        assertArrives(() -> {
            ByteBuffer view = buffer.view(0, LARGE);
            for (int round = 0; round < 6; round++) {
                write();
                write();
                view.put(round, (byte) 9);
            }
        });
    }

    @Test
    @DisplayName("I4: a buffer that was released and filled anew sends what is in it")
    void releasedBetween() throws IOException {
        assertArrives(() -> {
            for (int round = 1; round < 4; round++) {
                write();
                write();
                write();
                buffer.release();
                buffer.length(LARGE);
                buffer.fill(round);
            }
        });
    }

    @Test
    @DisplayName("a large buffer that is sent again unchanged is kept where the system takes it without copying")
    void keptOutsideOfTheHeap() throws IOException {
        boolean[] kept = new boolean[2];
        assertArrives(() -> {
            write();
            kept[0] = buffer.memory() != null;
            write();
            kept[1] = buffer.memory() != null;
        });

        assertThat(kept).containsExactly(false, true);
    }
}

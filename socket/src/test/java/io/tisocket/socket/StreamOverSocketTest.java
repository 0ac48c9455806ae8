// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.tisocket.stream.Adapters;
import io.tisocket.stream.PumpEvent;
import io.tisocket.stream.Streams;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What works on any stream, on a socket. */
@Timeout(30)
class StreamOverSocketTest {

    @Test
    @DisplayName("E3: a blocking pump whose connection fails while its handler runs ends with the failure")
    void aPumpTellsOfAFailureDuringItsHandler() throws IOException {
        try (SocketAndPeer both = SocketAndPeer.connect()) {
            List<PumpEvent> events = new ArrayList<>();
            both.peer().getOutputStream().write(new byte[5]);

            long count = Streams.pump(
                    both.socket(),
                    event -> {
                        events.add(event);
                        if (event.bytesProcessed() > 0) {
                            reset(both);
                        }
                    },
                    100);

            assertThat(count).isEqualTo(5);
            assertThat(events).hasSize(2);
            assertThat(events.get(1).failure())
                    .hasValueSatisfying(failure -> assertThat(failure).hasMessageContaining("ECONNRESET"));
        }
    }

    /** Has the peer reset the connection, and waits until the loop has noticed. */
    private static void reset(SocketAndPeer both) {
        try {
            both.peer().setSoLinger(true, 0);
            both.peer().close();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        while (both.socket().state() != SocketState.ERROR) {
            Thread.onSpinWait();
        }
    }

    @Test
    @DisplayName("X2: the second of two adapters of one socket is closed without effect")
    void bothAdaptersMayBeClosed() throws IOException {
        try (SocketAndPeer both = SocketAndPeer.connect()) {
            InputStream input = Adapters.inputStream(both.socket());
            OutputStream output = Adapters.outputStream(both.socket());
            output.write(1);

            assertThatCode(() -> {
                        output.close();
                        input.close();
                    })
                    .doesNotThrowAnyException();

            assertThat(both.heard()).containsExactly(1);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import static io.tisocket.socket.SocketErrorCode.ECONNREFUSED;
import static io.tisocket.socket.SocketErrorCode.ECONNRESET;
import static io.tisocket.socket.SocketErrorCode.EIO;
import static io.tisocket.socket.SocketErrorCode.EMFILE;
import static io.tisocket.socket.SocketErrorCode.ETIMEDOUT;
import static io.tisocket.socket.SocketErrorCode.UNKNOWN_HOST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Random histories with faults. {@code -Dtisocket.histories=1000000} lives that many, {@code -Dtisocket.histories.seed=17}
 * begins with that seed.
 */
class FaultyHistoryTest {

    @Test
    @DisplayName(
            "C9, I3, L10, X4, N7: whatever the network does, each byte comes once and in order or an error is reported, "
                    + "each connection ends once, each operation completes once, and nothing is left open")
    void randomHistoriesHoldTheRules() {
        long first = Long.getLong("tisocket.histories.seed", System.nanoTime() & 0xFFFF_FFFFL);
        long count = Long.getLong("tisocket.histories", 50_000);
        long begin = System.nanoTime();
        Map<SocketErrorCode, Integer> reported = new EnumMap<>(SocketErrorCode.class);
        for (long seed = first; seed < first + count; seed++) {
            FaultyHistory history = new FaultyHistory(seed);
            List<String> violations = history.run();
            if (!violations.isEmpty()) {
                fail("%s%n  %s%nrepeat with -Dtisocket.histories.seed=%d -Dtisocket.histories=1"
                        .formatted(history, String.join("\n  ", violations), seed));
            }
            history.reported().forEach(code -> reported.merge(code, 1, Integer::sum));
        }
        long millis = (System.nanoTime() - begin) / 1_000_000;
        System.out.printf(
                "%d faulty histories from seed %d in %d ms; histories with each error: %s%n",
                count, first, millis, reported);
        if (count >= 1_000) {
            assertThat(reported).containsKeys(ECONNRESET, ECONNREFUSED, ETIMEDOUT, UNKNOWN_HOST, EMFILE, EIO);
        }
    }
}

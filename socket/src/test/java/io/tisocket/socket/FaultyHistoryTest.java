// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tisocket.socket.HistoryTally.Outcome;
import io.tisocket.socket.simulation.Fault;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Random histories with faults. {@code -Dtisocket.histories=1000000} lives that many, {@code -Dtisocket.histories.seed=17}
 * begins with that seed.
 */
class FaultyHistoryTest {

    /** What the network of the histories can report. */
    private static final Set<SocketErrorCode> ERRORS = EnumSet.of(
            SocketErrorCode.ECONNRESET,
            SocketErrorCode.ECONNREFUSED,
            SocketErrorCode.ETIMEDOUT,
            SocketErrorCode.UNKNOWN_HOST,
            SocketErrorCode.EMFILE,
            SocketErrorCode.EIO);

    @Test
    @DisplayName(
            "C9, I3, L10, X4, N7: whatever the network does, each byte comes once and in order or an error is reported, "
                    + "each connection ends once, each operation completes once, and nothing is left open")
    void randomHistoriesHoldTheRules() {
        long first = Long.getLong("tisocket.histories.seed", System.nanoTime() & 0xFFFF_FFFFL);
        long count = Long.getLong("tisocket.histories", 100_000);
        long begin = System.nanoTime();
        HistoryTally tally = Histories.live(first, count, FaultyHistory::new);
        long millis = (System.nanoTime() - begin) / 1_000_000;
        System.out.printf("%s%n  from seed %d in %d ms%n", tally, first, millis);
    }

    @Test
    @DisplayName("in the first 2,000 histories every fault strikes, and everything that can become of a socket does")
    void everythingHappens() {
        HistoryTally tally = Histories.live(0, 2_000, FaultyHistory::new);

        assertThat(Fault.values()).allMatch(fault -> tally.of(fault) > 0);
        assertThat(Outcome.values()).allMatch(outcome -> tally.of(outcome) > 0);
        assertThat(ERRORS).allMatch(error -> tally.of(error) > 0);
        assertThat(tally.of(Outcome.STARTED))
                .isEqualTo(tally.of(Outcome.SUCCEEDED) + tally.of(Outcome.FAILED) + tally.of(Outcome.CANCELLED));
    }

    @Test
    @DisplayName("the same histories are lived by one thread and by five")
    void threadsChangeNothing() {
        String alone = Histories.live(7, 300, FaultyHistory::new, 1).toString();

        assertThat(Histories.live(7, 300, FaultyHistory::new, 5)).hasToString(alone);
    }

    @Test
    @DisplayName("of several failures the one of the least seed is reported, with what repeats it")
    void failuresAreRepeatable() {
        assertThatThrownBy(() -> Histories.live(0, 300, seed -> new FaultyHistory(seed) {
                    @Override
                    void observe(Told told, Object receiver, Runnable report) {
                        report.run();
                        if (told == Told.TERMINATED && seed >= 41) {
                            report.run();
                        }
                    }
                }))
                .hasMessageContaining("a second terminal event")
                .hasMessageContaining("history of seed 41")
                .hasMessageContaining("-Dtisocket.histories.seed=41 -Dtisocket.histories=1");
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.reliability.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.tisocket.stream.Buffer;
import io.tisocket.stream.IoEvent;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What counts and tells is tried itself, with trials in which something is wrong. */
class RunnerTest {

    private static final Map<String, Trial.Body> WRONG = Map.of(
            "bytes are lost",
            round -> round.tally().lost(3, "bytes"),
            "bytes come twice",
            round -> round.tally().lost(-3, "bytes"),
            "something else was promised",
            round -> round.expect("the answer", 41, 42),
            "a value is not a number",
            round -> round.expectWithin("a figure", Double.NaN, 0, 1),
            "the trial throws",
            round -> {
                throw new IllegalStateException("planted");
            },
            "a callback throws",
            round -> {
                round.loop().execute(() -> {
                    throw new IllegalStateException("planted");
                });
                round.turn();
            },
            "an operation reports twice",
            round -> {
                Completion completion = new Completion(round, "read");
                IoEvent event = IoEvent.success(round.socket().raw(), Buffer.allocate(1), 1);
                completion.accept(event);
                completion.accept(event);
            },
            "nothing is tried",
            round -> round.tally().tried(-1));

    private static Set<String> wrong() {
        return WRONG.keySet();
    }

    private static Tally run(Trial.Body body) throws InterruptedException {
        return new Runner(1).run(new Trial("planted", 1, 1, body), 1);
    }

    @ParameterizedTest
    @MethodSource("wrong")
    @DisplayName("a trial in which something is wrong is not clean, and says so")
    void whatIsWrongIsCounted(String what) throws InterruptedException {
        Tally tally = run(WRONG.get(what));

        assertThat(tally.isClean()).isFalse();
        assertThat(tally.words()).isNotEmpty().allMatch(word -> word.contains("--rounds 1 --seed 1"));
    }

    @Test
    @DisplayName("what a process has counted is counted by its parent")
    void talliesAreAdded() throws InterruptedException {
        Tally child = run(WRONG.get("bytes are lost"));
        Tally parent = new Tally();

        child.lines().forEach(parent::add);

        assertThat(parent.counts()).isEqualTo(child.counts());
        assertThat(parent.words()).isEqualTo(child.words());
    }

    @Test
    @DisplayName("a figure that grows after the warm-up is a broken promise")
    void growthIsBroken() {
        Function<double[], Boolean> clean = values -> {
            Tally tally = new Tally();
            for (double value : values) {
                tally.steady("descriptors", value, 2, 1);
            }
            return tally.isClean();
        };

        assertThat(clean.apply(new double[] {5, 8, 9, 9, 7})).isTrue();
        assertThat(clean.apply(new double[] {5, 8, 9, 9.5})).isFalse();
    }
}

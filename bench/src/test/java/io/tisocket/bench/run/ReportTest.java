// SPDX-License-Identifier: Apache-2.0
package io.tisocket.bench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is concluded from numbers, on numbers made up. */
class ReportTest {

    private final List<Peer> peers =
            new Peers(new Installation(Path.of("."), Optional.empty(), Optional.empty())).all();
    private final Results results = new Results();

    @Test
    void theMedianOfAnEvenNumberOfRunsLiesInTheMiddle() {
        Summary summary = Summary.of(List.of(4.0, 1.0, 3.0, 10.0));

        assertThat(summary).isEqualTo(new Summary(3.5, 1, 10, 4));
    }

    @Test
    void aBarOfThroughputHoldsFromItsLimitOn() {
        measured(Peers.JAVA, 95);
        measured(Peers.C, 100);

        Bar bar = new Bar(Workload.PING_64, Metric.PER_SECOND, Peers.JAVA, 0.95, Peers.C);

        assertThat(bar.value(results)).contains(0.95);
        assertThat(bar.holds(0.95)).isTrue();
        assertThat(bar.holds(0.94)).isFalse();
    }

    @Test
    void aBarIsJudgedByTheMedianOfTheRatiosRoundByRound() {
        for (int round = 1; round <= 3; round++) {
            measured(round, Peers.JAVA, 96 + round);
            measured(round, Peers.C, 100);
        }
        measured(4, Peers.JAVA, 48); // a round in which the machine was slow
        measured(4, Peers.C, 50);

        Bar bar = new Bar(Workload.PING_64, Metric.PER_SECOND, Peers.JAVA, 0.95, Peers.C);

        assertThat(bar.value(results)).contains((0.97 + 0.98) / 2);
    }

    @Test
    void aBarWhoseLoadHadNoTimeLeftSaysSo() {
        shares(Peers.JAVA, 0.97, 0.8);
        shares(Peers.C, 0.97, 0.96);
        shares(Peers.NODE, 0.6, 0.99);

        assertThat(results.loadWasTheLimit(barOf(Peers.JAVA, Peers.C))).isTrue();
        assertThat(results.loadWasTheLimit(barOf(Peers.C, Peers.NODE))).isFalse();
    }

    @Test
    void ratiosRoundByRoundLeaveOutWhatOneOfTheTwoLacks() {
        measured(1, Peers.JAVA, 90);
        measured(1, Peers.C, 100);
        measured(2, Peers.JAVA, 20);
        measured(2, Peers.C, 10);
        measured(3, Peers.JAVA, 7);

        Optional<Summary> ratios = results.ratios(Workload.PING_64, Metric.PER_SECOND, Peers.JAVA, Peers.C);

        assertThat(ratios).contains(new Summary(1.45, 0.9, 2, 2));
    }

    @Test
    void ofARoundWithTwoTurnsTheirMeanCounts() {
        measured(1, Peers.JAVA, 80);
        measured(1, Peers.JAVA, 100);
        measured(1, Peers.C, 100);

        Optional<Summary> ratios = results.ratios(Workload.PING_64, Metric.PER_SECOND, Peers.JAVA, Peers.C);

        assertThat(ratios).contains(new Summary(0.9, 0.9, 0.9, 1));
    }

    @Test
    void aBarOfLatencyHoldsUpToItsLimit() {
        Bar bar = new Bar(Workload.ACCEPT, Metric.P99, Peers.JAVA, 1000, "");

        assertThat(bar.holds(1000)).isTrue();
        assertThat(bar.holds(1001)).isFalse();
    }

    @Test
    void everyBarIsAboutServersAndNumbersThatExist() {
        List<String> ids = peers.stream().map(Peer::id).toList();

        assertThat(Bar.all()).allSatisfy(bar -> {
            assertThat(ids).contains(bar.peer());
            assertThat(bar.workload().metrics).contains(bar.metric());
            assertThat(bar.other())
                    .satisfiesAnyOf(
                            other -> assertThat(other).isEmpty(),
                            other -> assertThat(ids).contains(other));
        });
    }

    @Test
    void whatIsMissingIsNamedWithItsReason() {
        measured(Peers.JAVA, 95);

        String markdown = MarkdownReport.of(report());

        assertThat(markdown).contains("`tisocket-js-compiled`").contains("**Skipped**: needs a JDK 25");
        assertThat(markdown).contains("| tisocket-java | 95 |");
    }

    @Test
    void theRawNumbersContainEveryRunAndNoPath() {
        measured(Peers.JAVA, 95.5);

        String json = JsonReport.of(report());

        assertThat(json).contains("\"per_second\": 95.5000").contains("\"server\": \"tisocket-java\"");
        assertThat(json).doesNotContain("bin/java");
    }

    @Test
    void numbersAreReadFromALineOfJson() {
        assertThat(Json.numbers("{\"workload\":\"churn\",\"p50_us\":1.5,\"messages\":12}"))
                .isEqualTo(Map.of("p50_us", 1.5, "messages", 12.0));
    }

    @Test
    void anUnknownWorkloadIsRefusedWithTheListOfThoseThatExist() {
        assertThatThrownBy(() -> Options.choose(List.of(Workload.values()), Workload::id, List.of("ping-2")))
                .hasMessageContaining("ping-2")
                .hasMessageContaining("ping-64");
    }

    private static Bar barOf(String peer, String other) {
        return new Bar(Workload.PING_64, Metric.PER_SECOND, peer, 1, other);
    }

    private void shares(String peer, double load, double server) {
        Map<String, Double> numbers = Map.of("per_second", 1.0, "load_cpu", load, "server_cpu", server);
        results.add(new Sample(1, Workload.PING_64, peer, numbers));
    }

    @Test
    void aNumberOfRoundsThatIsNoneIsRefusedByName() {
        assertThatThrownBy(() -> Options.parse("--rounds", "many"))
                .hasMessage("--rounds many: a number from 1 to 100 is needed");
    }

    private void measured(String peer, double perSecond) {
        measured(1, peer, perSecond);
    }

    private void measured(int round, String peer, double perSecond) {
        results.add(new Sample(round, Workload.PING_64, peer, Map.of("per_second", perSecond)));
    }

    private Report report() {
        return new Report(
                Options.parse("--quick"), new Machine(Map.of(), 0), peers, List.of(Workload.values()), results);
    }
}

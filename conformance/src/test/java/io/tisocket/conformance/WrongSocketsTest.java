// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.tisocket.conformance.WrongFace.WrongWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The kit finds every wrong socket, names the rule that it breaks, and says what is wrong. */
class WrongSocketsTest {

    /** One fault, the rules that find it, and what they say. */
    record Fault(
            String name,
            BiFunction<WrongWorld, SocketUnderTest, WrongSocket> maker,
            Class<? extends RuleTest> rules,
            RuleId rule,
            String says) {

        /** Tells whether {@code message} contains one of the alternatives. */
        boolean isSaidIn(String message) {
            return Arrays.stream(says.split("\\|")).anyMatch(message::contains);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Fault> faults() {
        return Stream.of(
                new Fault(
                        "CONNECTED is set after the callback",
                        WrongSockets.StateSetLate::new,
                        UnderWrong.Lifecycle.class,
                        RuleId.L2,
                        "state inside connected"),
                new Fault(
                        "a sixth state shows while closing",
                        WrongSockets.SixthState::new,
                        UnderWrong.Lifecycle.class,
                        RuleId.L1,
                        "states seen from another thread"),
                new Fault(
                        "the accept flag is cleared after the callback",
                        WrongSockets.FlagClearedLate::new,
                        UnderWrong.Accept.class,
                        RuleId.A5,
                        "no ACCEPTED number 2"),
                new Fault(
                        "the wildcard is bound",
                        WrongSockets.WildcardBound::new,
                        UnderWrong.Listen.class,
                        RuleId.N5,
                        "listen() on <0.0.0.0> must fail"),
                new Fault(
                        "listen() ignores the host",
                        WrongSockets.HostIgnored::new,
                        UnderWrong.Listen.class,
                        RuleId.N4,
                        "peer: connect to /127.0.0.2"),
                new Fault(
                        "close() resets the connection",
                        WrongSockets.ResetOnClose::new,
                        UnderWrong.Close.class,
                        RuleId.X3,
                        "end of the stream"),
                new Fault(
                        "every error code is 0",
                        WrongSockets.ErrorCodeZero::new,
                        UnderWrong.Errors.class,
                        RuleId.E1,
                        "errorCode, ECONNRESET"),
                new Fault(
                        "one accept() takes two",
                        WrongSockets.AcceptTwice::new,
                        UnderWrong.Accept.class,
                        RuleId.A1,
                        "accepted events for one accept()"),
                new Fault(
                        "the listener polls",
                        WrongSockets.PollingListener::new,
                        UnderWrong.Accept.class,
                        RuleId.A7,
                        "from connect to accepted"),
                new Fault(
                        "error is called twice",
                        (world, right) -> new WrongSockets.Twice(world, right, Kind.ERROR),
                        UnderWrong.Terminal.class,
                        RuleId.L10,
                        "ERROR was called back after the terminal event ERROR|error events"),
                new Fault(
                        "closed is called after an error",
                        WrongSockets.ClosedAfterError::new,
                        UnderWrong.Terminal.class,
                        RuleId.L10,
                        "closed was called back without a close()|closed events after error"),
                new Fault(
                        "connected is called twice",
                        (world, right) -> new WrongSockets.Twice(world, right, Kind.CONNECTED),
                        UnderWrong.Connect.class,
                        RuleId.C5,
                        "connected events"),
                new Fault(
                        "asynchronous writes overtake each other",
                        WrongStreams.SwappedWrites::new,
                        UnderWrong.Write.class,
                        RuleId.I3,
                        "bytes in the order of the calls"),
                new Fault(
                        "a byte is lost",
                        WrongStreams.LostByte::new,
                        UnderWrong.Write.class,
                        RuleId.I3,
                        "bytes in the order of the calls"),
                new Fault(
                        "asynchronous writes send later bytes",
                        WrongStreams.NoSnapshot::new,
                        UnderWrong.Write.class,
                        RuleId.I4,
                        "whose buffer was overwritten"),
                new Fault(
                        "the host changes when CONNECTED",
                        WrongSockets.HostNotFrozen::new,
                        UnderWrong.Property.class,
                        RuleId.P1,
                        "setting host when CONNECTED must be refused"),
                new Fault(
                        "error comes before the failed reads",
                        WrongStreams.ErrorFirst::new,
                        UnderWrong.Errors.class,
                        RuleId.E3,
                        "before its pending reads and writes had failed"),
                new Fault(
                        "the timeout ends reads",
                        WrongStreams.TimeoutOnReads::new,
                        UnderWrong.Property.class,
                        RuleId.P5,
                        "whether the idle connection ends"),
                new Fault(
                        "connect() blocks",
                        WrongSockets.BlockingConnect::new,
                        UnderWrong.Connect.class,
                        RuleId.C1,
                        "time in connect()"),
                new Fault(
                        "a pump is told of the local close",
                        WrongStreams.TalkativePump::new,
                        UnderWrong.Close.class,
                        RuleId.X4,
                        "a pump"),
                new Fault(
                        "one more than the queue size waits",
                        WrongSockets.QueueOneTooLong::new,
                        UnderWrong.Queue.class,
                        RuleId.N6,
                        "connection 2 of a queue of 1"),
                new Fault(
                        "close() is legal everywhere",
                        WrongSockets.CloseAlwaysLegal::new,
                        UnderWrong.Close.class,
                        RuleId.X2,
                        "close() when INITIALIZED must be refused"));
    }

    @BeforeAll
    static void forgetEarlierRuns() throws IOException {
        String folder = System.getProperty("tisocket.conformance.results", "");
        if (!folder.isEmpty()) {
            Files.deleteIfExists(Path.of(folder, "wrong.tsv"));
        }
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.MethodSource("faults")
    void theKitFindsTheFault(Fault fault) throws IOException {
        List<Failed> failures = run(fault);

        List<Failed> found = failures.stream()
                .filter(failed -> failed.rules().contains(fault.rule()))
                .toList();
        assertThat(found)
                .as("failed tests of rule %s; all failures: %s", fault.rule(), failures)
                .isNotEmpty();
        assertThat(found)
                .as("messages of the failed tests of rule " + fault.rule())
                .anyMatch(failed -> fault.isSaidIn(failed.message()));
        note(fault, found);
    }

    /** A test that failed. */
    private record Failed(String test, List<RuleId> rules, String message) {}

    private static List<Failed> run(Fault fault) {
        List<Failed> failures = new ArrayList<>();
        UnderWrong.face = new WrongFace(fault.name(), fault.maker());
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(fault.rules()))
                .filters((PostDiscoveryFilter) test -> FilterResult.includedIf(test.isContainer()
                                && test.getSource()
                                        .filter(MethodSource.class::isInstance)
                                        .isEmpty()
                        || rules(test.getSource()).contains(fault.rule())))
                .build();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                result.getThrowable()
                        .ifPresent(thrown -> failures.add(new Failed(
                                test.getDisplayName(), rules(test.getSource()), String.valueOf(thrown.getMessage()))));
            }
        });
        return failures;
    }

    private static List<RuleId> rules(Optional<TestSource> source) {
        return source.filter(MethodSource.class::isInstance)
                .map(MethodSource.class::cast)
                .map(method -> method.getJavaMethod().getAnnotation(Rule.class))
                .map(rule -> Arrays.asList(rule.value()))
                .orElse(List.of());
    }

    private static void note(Fault fault, List<Failed> found) throws IOException {
        String folder = System.getProperty("tisocket.conformance.results", "");
        if (!folder.isEmpty()) {
            String said = found.stream()
                    .map(Failed::message)
                    .filter(fault::isSaidIn)
                    .findFirst()
                    .orElse("");
            String line = fault.name() + "\t" + fault.rule() + "\t"
                    + said.lines()
                            .map(String::strip)
                            .filter(l -> !l.isEmpty())
                            .limit(3)
                            .collect(Collectors.joining(" "))
                    + "\n";
            Files.createDirectories(Path.of(folder));
            Files.writeString(Path.of(folder, "wrong.tsv"), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }
}

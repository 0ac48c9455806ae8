// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Writes the report from what the other tests have noted, and fails when a rule has no test. */
@Tag("report")
class ReportTest {

    /** What the faces are called. */
    private static final List<String> FACES = List.of("Java", "JavaScript");

    /** Rules that only JavaScript can show: names and shapes of the script's objects. */
    private static final Set<RuleId> JAVASCRIPT_ONLY =
            EnumSet.of(RuleId.M1, RuleId.M5, RuleId.M6, RuleId.M7, RuleId.P6, RuleId.J3, RuleId.J5, RuleId.S3);

    /** Rules that only Java can show: a script has neither {@code abort()} nor a second thread. */
    private static final Set<RuleId> JAVA_ONLY = EnumSet.of(RuleId.X6);

    private static final Path RESULTS =
            Path.of(System.getProperty("tisocket.conformance.results", "target/conformance-results"));
    private static final Path SPEC = Path.of(System.getProperty("tisocket.root", ".."), "docs", "spec.md");

    /** How often a test ran with which outcome. */
    private static final class Tally {
        private int passed;
        private int skipped;
        private int failed;

        void add(String outcome) {
            switch (outcome) {
                case "passed" -> passed++;
                case "skipped" -> skipped++;
                default -> failed++;
            }
        }

        @Override
        public String toString() {
            return failed > 0
                    ? failed + " FAILED"
                    : passed == 0 ? "skipped" : passed == 1 ? "passed" : "passed × " + passed;
        }
    }

    @Test
    void everyRuleHasATestAndTheReportSaysWhich() throws IOException {
        Assumptions.assumeFalse(lines("outcomes.tsv").isEmpty(), "no test has run");
        Map<RuleId, Map<String, Map<String, Tally>>> outcomes = read();

        Files.writeString(RESULTS.resolveSibling("conformance-report.md"), report(outcomes, FACES));

        List<String> untested = new ArrayList<>();
        for (RuleId rule : RuleId.values()) {
            for (String face : FACES) {
                Set<RuleId> others = face.equals("Java") ? JAVASCRIPT_ONLY : JAVA_ONLY;
                if (!others.contains(rule) && !passed(outcomes.getOrDefault(rule, Map.of()), face)) {
                    untested.add(rule + " on " + face);
                }
            }
        }
        assertThat(untested).as("rules without a test that passed").isEmpty();
    }

    private static boolean passed(Map<String, Map<String, Tally>> tests, String face) {
        return tests.values().stream().anyMatch(tallies -> tallies.containsKey(face) && tallies.get(face).passed > 0);
    }

    /** Returns what the column of a face says: a skipped test is one of what that face does not have. */
    private static String cell(Map<String, Tally> tallies, String face) {
        Tally tally = tallies.get(face);
        boolean missing = tally == null || tally.toString().equals("skipped");
        if (!missing) {
            return tally.toString();
        }
        String only = tallies.entrySet().stream()
                .filter(other -> other.getValue().passed > 0)
                .map(other -> other.getKey() + " only")
                .findFirst()
                .orElse("skipped");
        return "– (" + only + ")";
    }

    /** Returns the lines of all files of that name, one of each process that ran tests. */
    private static List<String> lines(String name) throws IOException {
        if (!Files.isDirectory(RESULTS)) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.walk(RESULTS)) {
            for (Path file : files.filter(path -> path.endsWith(name)).toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines;
    }

    private static Map<RuleId, Map<String, Map<String, Tally>>> read() throws IOException {
        Map<RuleId, Map<String, Map<String, Tally>>> outcomes = new EnumMap<>(RuleId.class);
        for (String line : lines("outcomes.tsv")) {
            String[] field = line.split("\t");
            if (!field[1].startsWith("wrong: ")) {
                outcomes.computeIfAbsent(RuleId.valueOf(field[0]), rule -> new TreeMap<>())
                        .computeIfAbsent(field[2], test -> new TreeMap<>())
                        .computeIfAbsent(field[1], face -> new Tally())
                        .add(field[3]);
            }
        }
        return outcomes;
    }

    private static String report(Map<RuleId, Map<String, Map<String, Tally>>> outcomes, List<String> faces)
            throws IOException {
        StringBuilder text = new StringBuilder("# Conformance report\n\n")
                .append("Each rule of `docs/spec.md`, its tests, and how often each passed on which face.\n\n")
                .append("| rule | test | ")
                .append(String.join(" | ", faces))
                .append(" |\n")
                .append("| --- | --- |")
                .append(" --- |".repeat(faces.size()))
                .append('\n');
        for (RuleId rule : RuleId.values()) {
            Map<String, Map<String, Tally>> tests = outcomes.getOrDefault(rule, Map.of());
            text.append("| **").append(rule).append("** ").append(rule.title()).append(" | ");
            text.append(tests.size())
                    .append(tests.size() == 1 ? " test" : " tests")
                    .append(" |");
            text.append(" |".repeat(faces.size())).append('\n');
            tests.forEach((test, tallies) -> {
                text.append("| | ").append(test).append(" |");
                faces.forEach(
                        face -> text.append(' ').append(cell(tallies, face)).append(" |"));
                text.append('\n');
            });
        }
        return text + wrongSockets();
    }

    private static String wrongSockets() throws IOException {
        List<String> wrong = lines("wrong.tsv");
        if (wrong.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder(
                "\n## Deliberately wrong sockets\n\n| fault | found by rule | message |\n| --- | --- | --- |\n");
        for (String line : new TreeSet<>(wrong)) {
            text.append("| ")
                    .append(line.replace("|", "\\|").replace("\t", " | "))
                    .append(" |\n");
        }
        return text.toString();
    }

    @Test
    void theListOfRulesIsThatOfTheSpecification() throws IOException {
        Assumptions.assumeTrue(Files.exists(SPEC), "docs/spec.md is not there yet");
        Matcher ids = Pattern.compile("(?m)^(?:\\| *|#+ *|\\* *|- *)?\\**([MLPCNAXEIJS]\\d{1,2})\\b")
                .matcher(Files.readString(SPEC));

        Set<String> inSpec =
                ids.results().map(result -> result.group(1)).collect(Collectors.toCollection(TreeSet::new));

        assertThat(inSpec)
                .isEqualTo(Stream.of(RuleId.values()).map(Enum::name).collect(Collectors.toCollection(TreeSet::new)));
    }
}

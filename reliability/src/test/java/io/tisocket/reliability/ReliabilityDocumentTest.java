// SPDX-License-Identifier: Apache-2.0
package io.tisocket.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.tisocket.reliability.trial.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whether docs/reliability.md names what there is: its tables are written by hand. */
class ReliabilityDocumentTest {

    private static final Path ROOT = Path.of("..");

    /** {@code `SomeTest.method`}, and further methods of it in quotes of their own. */
    private static final Pattern TEST =
            Pattern.compile("`([A-Z]\\w+(?:Test|Rules))(?:\\.(\\w+))?`((?:, `[a-z]\\w+`)*)");

    private static final Pattern METHOD = Pattern.compile("`([a-z]\\w+)`");

    private static final Pattern ITALIC = Pattern.compile("(?<!\\*)\\*([^*|]+)\\*(?!\\*)");

    private static List<String> rows() throws IOException {
        return Files.readAllLines(ROOT.resolve("docs/reliability.md")).stream()
                .filter(line -> line.startsWith("|"))
                .toList();
    }

    private static List<String> trials() {
        return Catalogue.sections().stream()
                .flatMap(section -> section.trials().stream())
                .map(Trial::name)
                .toList();
    }

    @Test
    @DisplayName("each trial has a row of figures, and each row of figures is a trial")
    void figures() throws IOException {
        List<String> named = rows().stream()
                .map(row -> row.split("\\|", -1))
                .filter(cells -> cells.length == 9 && !cells[1].isBlank())
                .map(cells -> cells[1].strip())
                .filter(name -> !name.equals("trial") && !name.startsWith("---"))
                .toList();

        assertThat(named).containsExactlyElementsOf(trials());
    }

    @Test
    @DisplayName("each trial that a table names in italics is one")
    void trialsThatAreNamed() throws IOException {
        for (String row : rows()) {
            for (MatchResult italic : ITALIC.matcher(row).results().toList()) {
                String part = italic.group(1).replace("…", "").strip();
                assertThat(trials()).as(row).anyMatch(trial -> trial.contains(part));
            }
        }
    }

    @Test
    @DisplayName("each test that a table names is one")
    void testsThatAreNamed() throws IOException {
        Map<String, String> sources = sources();
        for (String row : rows()) {
            for (MatchResult test : TEST.matcher(row).results().toList()) {
                assertThat(sources).as(row).containsKey(test.group(1));
                List<String> methods = new ArrayList<>();
                if (test.group(2) != null) {
                    methods.add(test.group(2));
                    METHOD.matcher(test.group(3)).results().forEach(more -> methods.add(more.group(1)));
                }
                assertThat(methods)
                        .as(row)
                        .allMatch(method -> sources.get(test.group(1)).contains(" " + method + "("));
            }
        }
    }

    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new TreeMap<>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path module : modules.filter(each -> Files.exists(each.resolve("pom.xml")))
                    .toList()) {
                for (String folder : List.of("src/main/java", "src/test/java")) {
                    read(module.resolve(folder), sources);
                }
            }
        }
        return sources;
    }

    private static void read(Path folder, Map<String, String> sources) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
            }
        }
    }
}

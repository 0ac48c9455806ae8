// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PropertiesTest {

    private static final String P = "var P = Ti.App.Properties;";

    @TempDir
    private Path home;

    private ScriptFiles files;

    @BeforeEach
    void folder() throws IOException {
        files = new ScriptFiles(home.toRealPath());
    }

    @Test
    @DisplayName("every kind of property is found again by the next run")
    void kinds() throws IOException {
        files.print(P + """
                P.setString('s', 'text'); P.setInt('i', 7.9); P.setDouble('d', 1.5); P.setBool('b', false);
                P.setList('l', [1, { a: 2 }]); P.setObject('o', { x: [true, null] });
                """);

        assertThat(files.print(P + """
                console.log(P.getString('s'), P.getInt('i'), P.getDouble('d'), P.getBool('b'), JSON.stringify(P.getList('l')),
                    JSON.stringify(P.getObject('o')), P.listProperties().sort().join());
                """))
                .containsExactly("text 7 1.5 false [1,{\"a\":2}] {\"x\":[true,null]} b,d,i,l,o,s");
    }

    @Test
    @DisplayName("a property that is missing, or of a kind that has no meaning here, is the default, else null")
    void defaults() throws IOException {
        assertThat(files.print(P + """
                P.setString('s', 'text'); P.setInt('n', 5); P.setString('number', '12');
                console.log(P.getString('none'), P.getInt('none', 3), P.getBool('none', false), P.getList('none'), P.getObject('s', null));
                console.log(P.getInt('s', 9), P.getString('n'), P.getInt('number'), P.hasProperty('none'), P.hasProperty('n'));
                """)).containsExactly("null 3 false null null", "9 5 12 false true");
    }

    @Test
    @DisplayName("a property set to null is removed; what is read is a copy")
    void removal() throws IOException {
        assertThat(files.print(P + """
                P.setInt('a', 1); P.setInt('b', 2); P.setInt('c', 3);
                P.removeProperty('a'); P.setInt('b', null);
                console.log(P.listProperties().join());
                P.setList('l', [1]); P.getList('l').push(2);
                console.log(P.getList('l').length);
                P.removeAllProperties();
                console.log(P.listProperties().length);
                """)).containsExactly("c", "1", "0");
    }

    @Test
    @DisplayName("a change is told to listeners with the name of the property; setting the same value is none")
    void changeEvent() throws IOException {
        assertThat(files.print(P + """
                P.addEventListener('change', (e) => console.log(e.property));
                P.setInt('a', 1); P.setInt('a', 1); P.setInt('a', 2); P.removeProperty('a'); P.removeProperty('a');
                """)).containsExactly("a", "a", "a");
    }

    @Test
    @DisplayName("what is stored is whole: one file, replaced at once, nothing beside it")
    void atomic() throws IOException {
        files.print(
                P + "for (var i = 0; i < 50; i++) P.setInt('n' + i, i); setTimeout(() => P.setString('last', 'x'), 1)");

        try (Stream<Path> stored = Files.list(files.data())) {
            assertThat(stored).hasSize(1);
        }
        assertThat(files.print(P + "console.log(P.listProperties().length, P.getString('last'))"))
                .containsExactly("51 x");
    }

    @Test
    @DisplayName("a damaged file is reported and counts as empty")
    void damaged() throws IOException {
        Files.createDirectories(files.data());
        Files.writeString(files.data().resolve(".properties.json"), "{\"a\": ");

        Script script = files.run(P + "console.log(P.hasProperty('a')); P.setInt('b', 1)");

        assertThat(script.output()).containsExactly("false");
        assertThat(script.errors()).hasSize(1).first().asString().contains("cannot be read and counts as empty");
    }

    @Test
    @DisplayName("a script that stores nothing leaves nothing behind")
    void leavesNothing() throws IOException {
        files.print(P + "P.getString('a'); Ti.Filesystem.getFile('x').exists();");

        assertThat(files.data()).doesNotExist();
    }

    @Test
    @DisplayName("data of a script is below TISOCKET_DATA, else below the user's data, in a folder of the script's own")
    void whereDataIs() {
        Path script = Path.of("/tmp/my script.js");

        Optional<Path> chosen = DataFolder.of(script, Map.of("TISOCKET_DATA", "/chosen"), "/home/me");
        Optional<Path> shared = DataFolder.of(script, Map.of("XDG_DATA_HOME", "/shared"), "/home/me");
        Optional<Path> own = DataFolder.of(script, Map.of(), "/home/me");
        Optional<Path> other = DataFolder.of(Path.of("/var/my script.js"), Map.of(), "/home/me");

        assertThat(chosen.orElseThrow().toString()).matches("/chosen/my_script\\.js-[0-9a-f]{12}");
        assertThat(shared.orElseThrow().toString()).startsWith("/shared/tisocket/my_script.js-");
        assertThat(own.orElseThrow().toString())
                .startsWith("/home/me/")
                .isNotEqualTo(other.orElseThrow().toString());
        assertThat(DataFolder.of(script, Map.of(), "")).isEmpty();
        assertThat(List.of(chosen, shared, own)).allMatch(Optional::isPresent);
    }
}

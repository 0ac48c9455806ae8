// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class IncludeTest {

    @TempDir
    private Path home;

    private ScriptFiles files;

    @BeforeEach
    void folder() throws IOException {
        files = new ScriptFiles(home.toRealPath());
    }

    @Test
    @DisplayName("Ti.include runs files in order, in the script's own scope, both ways")
    void sharesTheScope() throws IOException {
        files.with("one.js", "var one = base + 1; function double(x) { return 2 * x; }")
                .with("two.js", "var two = double(one);");

        assertThat(files.print("var base = 1; Ti.include('one.js', '/two.js'); console.log(one, two)"))
                .containsExactly("2 4");
    }

    @Test
    @DisplayName("a path is relative to the file that includes, else to the script's folder")
    void relativePaths() throws IOException {
        files.with("lib/a.js", "Ti.include('b.js', 'lib/c.js')")
                .with("lib/b.js", "console.log('b')")
                .with("lib/c.js", "console.log('c')");

        assertThat(files.print("Ti.include('lib/a.js'); Ti.include('lib/b.js')"))
                .containsExactly("b", "c", "b");
    }

    @Test
    @DisplayName(
            "a path with .. is found from the file that includes, though from the script's folder it would lead out")
    void upwards() throws IOException {
        files.with("lib/deep/a.js", "Ti.include('../../top.js', '../b.js', './../deep/../b.js')")
                .with("lib/b.js", "console.log('b')")
                .with("top.js", "console.log('top')");

        assertThat(files.print("Ti.include('lib/../lib/./deep/a.js')")).containsExactly("top", "b", "b");
    }

    @Test
    @DisplayName(
            "a library that asks for module finds none when it is included, so it makes a global; after that module is back")
    void universalLibrary() throws IOException {
        files.with(
                "lib.js",
                "(function (root) { var L = {n: 1}; if (typeof module === 'object' && module.exports) {"
                        + " module.exports = L; } else { root.L = L; } })(this);");

        assertThat(files.print(
                        "Ti.include('lib.js'); console.log(L.n, module.exports === exports, require('./lib').n)"))
                .containsExactly("1 true 1");
    }

    @Test
    @DisplayName("a file that is missing, no JavaScript, or outside of the folders is an Error that says so")
    void errors() throws IOException {
        files.with("bad.js", "\nvar = 1;");

        assertThat(files.thrown("Ti.include('gone.js')")).startsWith("Error: Ti.include(): cannot find 'gone.js'");
        assertThat(files.thrown("Ti.include('bad.js')"))
                .startsWith("SyntaxError: ")
                .contains("app/bad.js:2:5: ");
        assertThat(files.thrown("Ti.include('../x.js')")).contains("outside of the folders");
    }
}

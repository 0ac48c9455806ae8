// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RequireTest {

    @TempDir
    private Path home;

    private ScriptFiles files;

    @BeforeEach
    void folder() throws IOException {
        files = new ScriptFiles(home.toRealPath());
    }

    @ParameterizedTest
    @ValueSource(strings = {"./lib/a", "./lib/a.js", "/lib/a", "lib/a", "./lib/../lib/a", "./node_modules/../lib/a.js"})
    @DisplayName("a module is found by a relative path, from the top with a slash, and as Titanium does without one")
    void spellings(String id) throws IOException {
        files.with("lib/a.js", "exports.name = 'a';").with("node_modules/x.js", "");

        assertThat(files.print("console.log(require('" + id + "').name)")).containsExactly("a");
    }

    @Test
    @DisplayName("a path is relative to the module that asks, not to the main script")
    void relativeToTheModule() throws IOException {
        files.with("lib/a.js", "module.exports = require('./b') + require('../c')")
                .with("lib/b.js", "module.exports = 'b'")
                .with("c.js", "module.exports = 'c'");

        assertThat(files.print("console.log(require('./lib/a'))")).containsExactly("bc");
    }

    @Test
    @DisplayName("a dot and two dots stand for a folder, and not for a file of the same name beside it")
    void dots() throws IOException {
        files.with("index.js", "module.exports = 'top'")
                .with("lib/index.js", "module.exports = 'folder'")
                .with("lib.js", "module.exports = 'file'")
                .with("lib/x.js", "module.exports = require('..') + ' ' + require('.') + ' ' + require('../lib')")
                .with("lib/in/y.js", "module.exports = require('../..') + ' ' + require('./..')");

        assertThat(files.print("console.log(require('./lib/x')); console.log(require('./lib/in/y'))"))
                .containsExactly("top folder file", "top folder");
    }

    @Test
    @DisplayName("a script in the root of all folders looks for a package there, and then no further")
    void inTheRoot() throws IOException {
        try (ScriptRuntime runtime = ScriptRuntime.builder()
                .resources(Path.of("/"))
                .data(files.data())
                .build()) {
            assertThat(runtime.run("root.js", """
                    let code = '';
                    try { require('no-such-package'); } catch (e) { code = e.code; }
                    if (code !== 'MODULE_NOT_FOUND') { throw new Error(code); }
                    """)).isEqualTo(ScriptOutcome.COMPLETED);
        }
    }

    @Test
    @DisplayName("a folder stands for the main of its package.json, else for its index.js or index.json")
    void folders() throws IOException {
        files.with("p/package.json", "{\"main\": \"src/start\"}")
                .with("p/src/start.js", "module.exports = 'main'")
                .with("q/index.js", "module.exports = 'index'")
                .with("r/index.json", "{\"a\": 1}")
                .with("s/package.json", "{\"main\": \"missing.js\"}")
                .with("s/index.js", "module.exports = 'fallback'");

        assertThat(
                        files.print(
                                "console.log(require('./p'), require('./q/'), require('./r').a, require('./s'), require('./q/.'))"))
                .containsExactly("main index 1 fallback index");
    }

    @Test
    @DisplayName("a bare name is looked up in node_modules, folder by folder upwards, the nearest first")
    void nodeModules() throws IOException {
        files.with("node_modules/far/index.js", "module.exports = 'far'")
                .with("node_modules/both.js", "module.exports = 'outer'")
                .with("deep/node_modules/both.js", "module.exports = 'inner'")
                .with("node_modules/@scope/pkg/lib/part.js", "module.exports = 'part'")
                .with(
                        "deep/er/m.js",
                        "module.exports = [require('far'), require('both'), require('@scope/pkg/lib/part')]");

        assertThat(files.print("console.log(require('./deep/er/m').join(), require('both'))"))
                .containsExactly("far,inner,part outer");
    }

    @Test
    @DisplayName("JSON is parsed; what is none names the file")
    void json() throws IOException {
        files.with("good.json", "\uFEFF{\"list\": [1, 2]}").with("bad.json", "{\"list\": ");

        assertThat(files.print("console.log(require('./good').list[1], require('./good.json') === require('./good'))"))
                .containsExactly("2 true");
        assertThat(files.thrown("require('./bad.json')"))
                .startsWith("SyntaxError: ")
                .contains("bad.json: ");
    }

    @Test
    @DisplayName("a module runs once, whatever way it is named; its exports are the same object")
    void cache() throws IOException {
        files.with("m.js", "console.log('runs'); exports.n = 0;");

        assertThat(files.print(
                        "require('./m').n++; console.log(require('/m.js').n, require.resolve('m') in require.cache)"))
                .containsExactly("runs", "1 true");
    }

    @Test
    @DisplayName("modules that require each other see what the other has exported until then, as in Node")
    void cycles() throws IOException {
        files.with(
                        "a.js",
                        "exports.done = false; const b = require('./b'); exports.seen = b.seen; exports.done = true;")
                .with("b.js", "exports.seen = require('./a').done; exports.done = true;");

        assertThat(files.print("const a = require('./a'); console.log(a.seen, a.done, require('./b').done)"))
                .containsExactly("false true true");
    }

    @Test
    @DisplayName("a module that throws is not cached: it runs again when it is required again")
    void throwing() throws IOException {
        files.with(
                "m.js",
                "globalThis.runs = (globalThis.runs || 0) + 1; if (runs < 2) throw new Error('first'); exports.runs = runs;");

        assertThat(files.print(
                        "try { require('./m') } catch (e) { console.log(e.message) } console.log(require('./m').runs)"))
                .containsExactly("first", "2");
    }

    @Test
    @DisplayName("module, exports, __filename and __dirname are the module's; its variables are its own")
    void moduleObject() throws IOException {
        files.with("lib/m.js", """
                var own = 1;
                function alsoOwn() {}
                module.exports = [this === exports, module.exports === exports, module.id === __filename,
                    module.filename === __filename, module.loaded, typeof module.require, require.main === module];
                global.paths = [__filename, __dirname];
                exports.ignored = true;
                """);

        assertThat(files.print(
                        "const m = require('./lib/m'); console.log(JSON.stringify(m)); console.log(paths.join(' '));"
                                + " console.log(typeof own, typeof alsoOwn, module.children[0].loaded);"))
                .containsExactly(
                        "[true,true,true,true,false,\"function\",false]",
                        files.folder() + "/lib/m.js " + files.folder() + "/lib",
                        "undefined undefined true");
    }

    @Test
    @DisplayName("the main script is a script: its variables are global; module, exports and require exist there too")
    void mainScript() throws IOException {
        files.with("m.js", "module.exports = typeof shared + typeof helper + (global === globalThis);");

        assertThat(files.print("""
                var shared = 1;
                function helper() {}
                console.log(require('./m'), module.id, module.exports === exports, require.main === module, module.loaded);
                console.log(__filename, __dirname);
                setTimeout(() => console.log(module.loaded), 1);
                """))
                .containsExactly(
                        "numberfunctiontrue . true true false", files.folder() + "/main.js " + files.folder(), "true");
    }

    @Test
    @DisplayName("a script may declare variables with the names of require, module and exports")
    void redeclared() throws IOException {
        files.with("m.js", "module.exports = 1");

        assertThat(files.print("const require2 = require; { let require = 5; } var exports = 3; let module = 4; "
                        + "console.log(require2('./m'), exports, module)"))
                .containsExactly("1 3 4");
    }

    @Test
    @DisplayName("a module that is missing is MODULE_NOT_FOUND, with who asked and what was tried")
    void missing() throws IOException {
        files.with("lib/a.js", "require('./gone')");

        Script script =
                files.run("try { require('./lib/a') } catch (e) { console.log(e.code); console.log(e.message) }");

        assertThat(script.output().get(0)).isEqualTo("MODULE_NOT_FOUND");
        assertThat(script.output().get(1))
                .startsWith("Cannot find module './gone' required by ")
                .endsWith("app/lib/a.js; looked for");
        assertThat(script.output()).anySatisfy(line -> assertThat(line).endsWith("app/lib/gone.js"));
        assertThat(script.output()).anySatisfy(line -> assertThat(line).endsWith("app/lib/gone.json"));
    }

    @Test
    @DisplayName("a module that is no JavaScript is a SyntaxError with file, line, column, the line and a caret")
    void syntaxError() throws IOException {
        files.with("lib/bad.js", "exports.a = 1;\nlet x y;\n").with("lib/open.js", "function f() {\n");

        assertThat(files.thrown("require('./lib/bad')").lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("SyntaxError: ").contains("app/lib/bad.js:2:7: "),
                        line -> assertThat(line).isEqualTo("let x y;"),
                        line -> assertThat(line).isEqualTo("      ^"));
        assertThat(files.thrown("require('./lib/open')")).contains("app/lib/open.js:");
    }

    @Test
    @DisplayName("an error in a module has the module's lines in its stack")
    void stack() throws IOException {
        files.with("lib/m.js", "// one\nexports.fails = function fails() {\n  throw new Error('here');\n};\n");

        Script script = files.run("require('./lib/m').fails()");

        assertThat(script.outcome()).isEqualTo(ScriptOutcome.UNCAUGHT);
        assertThat(String.join("\n", script.errors())).contains("Error: here").contains("app/lib/m.js:3:");
    }

    @Test
    @DisplayName("a first line with #! is skipped; 'use strict' holds for its module only")
    void firstLine() throws IOException {
        files.with("tool.js", "#!/usr/bin/env tisocket\nmodule.exports = 'ran'")
                .with("strict.js", "'use strict'; module.exports = (function () { return this === undefined })()")
                .with("sloppy.js", "module.exports = (function () { return this === undefined })()");

        assertThat(files.print("console.log(require('./tool'), require('./strict'), require('./sloppy'))"))
                .containsExactly("ran true false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret", "./lib/../../secret.js", "file:///etc/passwd", "./out/secret", "./link.js"})
    @DisplayName(
            "S3: nothing outside of the script's folders is required, neither by .. nor by a URL nor through a link")
    void outside(String id) throws IOException {
        Path secret =
                Files.createDirectories(files.folder().resolveSibling("other")).resolve("secret.js");
        Files.writeString(secret, "console.log('SECRET')");
        Files.writeString(files.folder().resolveSibling("secret.js"), "console.log('SECRET')");
        files.with("lib/x.js", "");
        Files.createSymbolicLink(files.folder().resolve("out"), secret.getParent());
        Files.createSymbolicLink(files.folder().resolve("link.js"), secret);

        assertThat(files.thrown("require('" + id + "')"))
                .startsWith("Error: ")
                .containsPattern("outside of the folders of this script|a link leads out of the folders");
    }

    @Test
    @DisplayName("S3: an absolute path is looked for below the script's folder only")
    void absolute() throws IOException {
        assertThat(files.thrown("require('/etc/passwd')"))
                .startsWith("Error: Cannot find module '/etc/passwd'")
                .doesNotContain("\n  /etc/passwd");
    }

    @Test
    @DisplayName("the exports of a package.json name the file: a path, one for a condition, or one for each id")
    void exported() throws IOException {
        files.with("node_modules/one/package.json", "{\"exports\": \"./lib/one.js\", \"main\": \"wrong.js\"}")
                .with("node_modules/one/lib/one.js", "module.exports = 1")
                .with(
                        "node_modules/@a/two/package.json",
                        "{\"exports\": {\".\": {\"import\": \"./no.mjs\", \"require\": {\"default\": \"./two.js\"}},"
                                + " \"./f/*\": \"./lib/*.js\", \"./f/no\": null}}")
                .with("node_modules/@a/two/two.js", "module.exports = 2")
                .with("node_modules/@a/two/lib/x.js", "module.exports = 'x'")
                .with(
                        "node_modules/three/package.json",
                        "{\"exports\": {\"import\": \"./no.mjs\", \"default\": \"./three.js\"}}")
                .with("node_modules/three/three.js", "module.exports = 3")
                .with("node_modules/out/package.json", "{\"exports\": \"./../../secret.js\"}");

        assertThat(files.print(
                        "console.log(require('one'), require('@a/two'), require('@a/two/f/x'), require('three'))"))
                .containsExactly("1 2 x 3");
        assertThat(files.thrown("require('@a/two/f/no')")).startsWith("Error: Cannot find module '@a/two/f/no'");
        assertThat(files.print("console.log(require('one/lib/one.js'), require('@a/two/lib/x'))"))
                .as("files that no id is given for are found by their path")
                .containsExactly("1 x");
    }
}

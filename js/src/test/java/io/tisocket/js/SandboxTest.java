// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a script tries in order to get out. Rules S1 and S3. */
@Timeout(60)
class SandboxTest {

    private static final String REFUSED = "outside of the folders of this script|a link leads out of the folders|"
            + "has to begin with file:///|Cannot find module";

    @TempDir
    private Path home;

    private ScriptFiles files;

    @BeforeEach
    void folder() throws IOException {
        files = new ScriptFiles(home.toRealPath());
    }

    private static final List<String> ESCAPES = List.of(
            "Java.type('java.lang.Runtime')",
            "Packages.java.lang.System.exit(1)",
            "java.lang.System.getenv()",
            "Polyglot.eval('js', '1')",
            "Polyglot.import('x')",
            "Graal.versionECMAScript",
            "load('/etc/passwd')",
            "loadWithNewGlobal('/etc/passwd')",
            "read('/etc/passwd')",
            "process.env",
            "exit(0)",
            "quit()",
            "new Worker('x.js')",
            "new Function('return Java')()",
            "(0, eval)('Java')",
            "(async () => {}).constructor('return Java')()",
            "new (function* () {}).constructor('yield Java')().next()",
            "new ShadowRealm().evaluate('Java')",
            "Ti.constructor.constructor('return process')()",
            "Ti.createBuffer().getClass()",
            "Ti.createBuffer().class.forName('java.lang.Runtime')",
            "Ti.Network.Socket.createTCP().getClass().getClassLoader()",
            "Reflect.ownKeys(Ti.createBuffer()).length ? 1 : Ti.createBuffer().wrappedBuffer.getClass()",
            "new Ti.createBuffer().constructor()");

    @Test
    @DisplayName(
            "S3: whatever leads to Java, to the process, its environment or the engine is no function, or an error that a script can catch")
    void noWayOut() throws IOException {
        String attempts = ESCAPES.stream().map(attempt -> "() => " + attempt).collect(Collectors.joining(",\n"));

        assertThat(files.print("""
                for (const attempt of [%s]) {
                    Promise.resolve().then(attempt).then(
                        (value) => console.log('reached', String(attempt), typeof value),
                        (e) => console.log(e instanceof Error ? e.name : String(attempt)));
                }
                """.formatted(attempts)))
                .hasSize(ESCAPES.size())
                .containsOnly("ReferenceError", "TypeError");
    }

    @Test
    @DisplayName("S3: import() of a file, a URL or a module of Node is refused, from within the folder too")
    void dynamicImport() throws IOException {
        files.with("inside.mjs", "export default 1");

        assertThat(files.print("""
                for (const name of ['./inside.mjs', '/etc/passwd', 'file:///etc/passwd', 'fs', 'node:child_process', 'https://127.0.0.1/x.js']) {
                    import(name).then(() => console.log('reached'), (e) => console.log(e instanceof Error, /java|tisocket/.test(e.message)));
                }
                """)).hasSize(6).containsOnly("true false");
    }

    private static final List<String> PATHS_OUT = List.of(
            "g('../secret')",
            "g('lib/../../secret')",
            "g('..', 'secret')",
            "g('.', '..', '..', 'etc', 'passwd')",
            "g('/etc/passwd')",
            "g('//etc/passwd')",
            "g('file:///etc/passwd')",
            "g('file:///etc/%70asswd')",
            "g('file:///%2e%2e/%2e%2e/etc/passwd')",
            "g('file:../../etc/passwd')",
            "g('file://' + d + '../secret')",
            "g(d, '..', 'secret')",
            "g(d + '../app/../secret')",
            "g('/proc/self/environ')",
            "g('/proc/self/cwd/secret')",
            "g('/dev/stdin')",
            "fs.openStream(fs.MODE_READ, '/etc/passwd')",
            "fs.openStream(fs.MODE_WRITE, d, '../written')",
            "fs.openStream(fs.MODE_APPEND, d, '..', 'secret')",
            "fs.getAsset('../secret')",
            "g(d, 'a').copy('/tmp/x')",
            "g(d, 'a').move(d + '../written')",
            "g(d, 'a').move('file:///tmp/written')",
            "g(d, 'a').rename('../written')",
            "g(d, 'a').rename('/written')",
            "g(d, 'a').rename('..')",
            "g(d, 'link').read()",
            "g(d, 'link').write('x')",
            "g(d, 'link').append('x')",
            "g(d, 'link').open(2)",
            "g(d, 'link').size",
            "g(d, 'link').copy(d + 'copied')",
            "g(d, 'out', 'secret').read()",
            "g(d, 'out', 'written').write('x')",
            "g(d, 'out', 'written').createFile()",
            "g(d, 'out', 'written').createDirectory()",
            "g(d, 'out', 'secret').deleteFile() || g('../x')",
            "g(d, 'out').deleteDirectory(true) || g('../x')",
            "g(d, 'out').getDirectoryListing()",
            "g(d, 'a').move(d + 'out/written')",
            "g(d, 'a').copy(d + 'out/written')",
            "g('inner/secret').read()",
            "g('inner', 'link').read()",
            "require('../secret')",
            "require('/../secret')",
            "require('./inner/secret')",
            "require('file:///etc/passwd')",
            "require('x/../../../secret')",
            "Ti.include('../secret')",
            "Ti.include('file:///etc/passwd')",
            "Ti.include('inner/secret')");

    @Test
    @DisplayName("S3: no path leads out of the folders, neither to read nor to write, move, delete or require")
    void paths() throws IOException {
        Path outside = Files.createDirectories(home.toRealPath().resolve("outside"));
        Files.writeString(outside.resolve("secret"), "secret");
        Files.writeString(home.resolve("secret"), "secret");
        files.with("lib/x.js", "");
        Files.createDirectories(files.data());
        Files.writeString(files.data().resolve("a"), "a");
        Files.createSymbolicLink(files.data().resolve("link"), outside.resolve("secret"));
        Files.createSymbolicLink(files.data().resolve("out"), outside);
        Files.createSymbolicLink(files.folder().resolve("inner"), outside);
        Files.createSymbolicLink(outside.resolve("link"), outside.resolve("secret"));

        String attempts = PATHS_OUT.stream().map(attempt -> "() => " + attempt).collect(Collectors.joining(",\n"));

        assertThat(files.print("""
                const fs = Ti.Filesystem, g = fs.getFile, d = fs.applicationDataDirectory;
                for (const attempt of [%s]) {
                    try { console.log('done:', String(attempt), attempt()); }
                    catch (e) { console.log(e instanceof Error ? e.message.replace(/\\n/g, ' ') : 'no Error', '<-', String(attempt)); }
                }
                """.formatted(attempts)))
                .hasSize(PATHS_OUT.size())
                .allSatisfy(line -> assertThat(line).containsPattern(REFUSED).doesNotContain("java."));

        assertThat(outside.resolve("secret")).hasContent("secret");
        assertThat(home.resolve("secret")).hasContent("secret");
        assertThat(outside.resolve("written")).doesNotExist();
        assertThat(home.resolve("written")).doesNotExist();
        assertThat(files.data().resolve("a")).hasContent("a");
    }

    @Test
    @DisplayName(
            "S3: a folder that becomes a link to the outside after a script has seen it is refused when it is used")
    void linkMadeLater() throws IOException {
        Path outside = Files.createDirectories(home.toRealPath().resolve("outside"));
        Files.writeString(outside.resolve("secret"), "secret");

        assertThat(new ScriptFiles(home.toRealPath()).thrown("""
                var folder = Ti.Filesystem.getFile(Ti.Filesystem.applicationDataDirectory, 'f');
                folder.createDirectory();
                var file = Ti.Filesystem.getFile(folder.resolve(), 'secret');
                file.write('mine');
                console.log(file.read().text);
                file.deleteFile(); folder.deleteDirectory();
                """)).isEqualTo("mine\nnothing");
        Files.createSymbolicLink(files.data().resolve("f"), outside);

        assertThat(files.thrown(
                        "Ti.Filesystem.getFile(Ti.Filesystem.applicationDataDirectory, 'f', 'secret').write('x')"))
                .containsPattern(REFUSED);
        assertThat(outside.resolve("secret")).hasContent("secret");
    }

    private static final List<String> WILDCARDS = List.of(
            "0.0.0.0",
            "0",
            "0.0",
            "0.0.0",
            "00.00.00.00",
            "000.000.000.000",
            "0x0",
            "0x0.0x0.0x0.0x0",
            "0X00000000",
            "::",
            "[::]",
            "::0",
            "0::",
            "0::0",
            "0:0:0:0:0:0:0:0",
            "[0:0:0:0:0:0:0:0]",
            "::%lo",
            "::0.0.0.0",
            "::ffff:0.0.0.0",
            "::ffff:0:0",
            "[::ffff:0.0.0.0]",
            "0:0:0:0:0:ffff:0:0",
            "",
            " ",
            "*",
            "[]",
            "0.0.0.0 ",
            "0.0.0.0\\0",
            "4294967296",
            "any",
            "INADDR_ANY",
            "localhost\\0.example",
            "/0.0.0.0",
            "0.0.0.0/0",
            "0.0.0.0:80",
            "user@0.0.0.0");

    @Test
    @DisplayName("S1, N5: no spelling of all interfaces is listened on; the error says why")
    void wildcards() {
        String hosts = WILDCARDS.stream().map(host -> "'" + host + "'").collect(Collectors.joining(", "));

        assertThat(Script.print("""
                for (const host of [%s]) {
                    const socket = Ti.Network.Socket.createTCP({ host });
                    try {
                        socket.listen();
                        console.log(`listens on <${host}>: ${socket.host}:${socket.port}`);
                        socket.close();
                    } catch (e) {
                        console.log(e instanceof Error, e.message.length > 10, /java/.test(e.message), socket.state === 3);
                    }
                }
                """.formatted(hosts))).hasSize(WILDCARDS.size()).containsOnly("true true false false");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ti.createBuffer({ length: 2147483647 })",
                "Ti.createBuffer({ length: 9007199254740991 })",
                "Ti.createBuffer({ length: 1e300 })",
                "Ti.createBuffer({ value: 'x', length: 2147483647 })",
                "var b = Ti.createBuffer({ length: 9 }); b.length = 2147483647",
                "var b = Ti.createBuffer({ length: 1 }); for (;;) { b.append(b); }",
                "var b = Ti.createBlob('xxxxxxxxxxxxxxxx'); for (;;) { b = b.append(b); }",
                "Ti.createBuffer({ length: 4294967296 })",
                "String.format('%2147483647s', 'x')",
                "'x'.repeat(2147483647)",
                "new ArrayBuffer(9007199254740991)",
                "(function again() { again(); })()",
                "Ti.Codec.encodeString({ source: 'x', dest: Ti.createBuffer({ length: 1 }), destPosition: 2147483647 })"
            })
    @DisplayName("S2: what would take more memory than there is is a RangeError, and the script goes on")
    void bombs(String bomb) {
        // In the heap of the test runner, 512 MiB, none of them can be made.
        assertThat(Script.print("""
                try { %s; console.log('made'); } catch (e) { console.log(e.name); }
                setTimeout(() => console.log(Ti.createBuffer({ value: 'on' }).toString()), 1);
                """.formatted(bomb))).containsExactly("RangeError", "on");
    }
}

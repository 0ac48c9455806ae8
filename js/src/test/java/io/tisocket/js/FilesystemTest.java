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

@Timeout(60)
class FilesystemTest {

    private static final String IN_DATA = """
            var dir = Ti.Filesystem.applicationDataDirectory;
            function file(name) { return Ti.Filesystem.getFile(dir, name); }
            """;

    @TempDir
    private Path home;

    private ScriptFiles files;

    @BeforeEach
    void folder() throws IOException {
        files = new ScriptFiles(home.toRealPath());
    }

    @Test
    @DisplayName("a name that is appended to a nativePath is a name, whatever it means in a URL")
    void namesBehindANativePath() throws IOException {
        assertThat(files.print(IN_DATA + """
                const folder = Ti.Filesystem.getFile(dir);
                for (const name of ['track#1', 'track#2', 'a%41', 'my file']) {
                    Ti.Filesystem.getFile(folder.nativePath, name).write(name);
                }
                console.log(folder.getDirectoryListing().sort().join());
                """)).containsExactly("a%41,my file,track#1,track#2");
    }

    @Test
    @DisplayName("getFile joins its parts; a relative path is below the resources")
    void getFile() throws IOException {
        files.with("lib/text.txt", "hello");

        assertThat(files.print("""
                var fs = Ti.Filesystem;
                for (const file of [fs.getFile('lib/text.txt'), fs.getFile('lib', 'text.txt'),
                        fs.getFile(fs.resourcesDirectory, 'lib', '/text.txt'), fs.getFile(fs.resourcesDirectory + 'lib/text.txt'),
                        fs.getFile(fs.getFile('lib/text.txt').nativePath)]) {
                    console.log(file.read().text, file.name, file.extension(), file.size, file.exists(), file.apiName);
                }
                """)).hasSize(5).containsOnly("hello text.txt txt 5 true Ti.Filesystem.File");
    }

    @Test
    @DisplayName("a file is written with text, blobs, buffers and other files, replaced or appended")
    void write() throws IOException {
        assertThat(files.print(IN_DATA + """
                console.log(file('a').write('one'), file('a').append(Ti.createBuffer({value: ' two'})));
                console.log(file('b').write(file('a')), file('b').write(Ti.createBlob(' three'), true));
                console.log(file('b').read().text, file('b').size);
                console.log(file('a').write('') , file('a').size, file('none').read());
                """))
                .containsExactly("true true", "true true", "one two three 13", "true 0 null");
        assertThat(files.data().resolve("b")).hasContent("one two three");
    }

    @Test
    @DisplayName("folders are made, listed and deleted; a folder with content only on demand")
    void folders() throws IOException {
        Script script = files.run(IN_DATA + """
                var deep = file('x/y/z');
                console.log(deep.createDirectory(), deep.createDirectory(), deep.isDirectory(), deep.isFile());
                file('x/f').write('1');
                console.log(file('x').getDirectoryListing(), file('x/f').getDirectoryListing());
                console.log(deep.parent.name, file('x').deleteDirectory(), file('x').exists());
                console.log(file('x').deleteDirectory(true), file('x').exists(), file('x').deleteDirectory(true));
                console.log(Ti.Filesystem.getFile(dir).getDirectoryListing());
                """);

        assertThat(script.output())
                .containsExactly("true true true false", "[ 'f', 'y' ] null", "y false true", "true false false", "[]");
        assertThat(script.errors()).hasSize(1).first().asString().contains("deleteDirectory");
    }

    @Test
    @DisplayName("files are copied, moved, renamed and deleted")
    void copyAndMove() throws IOException {
        files.with("r.txt", "r");

        assertThat(files.print(IN_DATA + """
                file('a').write('a');
                console.log(file('a').copy(dir + 'b'), file('b').read().text, file('a').exists());
                console.log(file('b').move(dir + 'c'), file('b').exists(), file('c').exists());
                console.log(file('c').rename('d'), file('d').exists(), file('d').deleteFile(), file('d').deleteFile());
                console.log(Ti.Filesystem.getFile('r.txt').copy(file('e').resolve()), file('e').read().text);
                """))
                .containsExactly("true a true", "true false true", "true true true false", "true r");
    }

    @Test
    @DisplayName("what fails returns false and logs why; nothing is thrown")
    void failure() throws IOException {
        Script script =
                files.run(IN_DATA + "console.log(file('no/such/folder').write('x'), file('gone').copy(dir + 'x'))");

        assertThat(script.output()).containsExactly("false false");
        assertThat(script.errors()).hasSize(2);
        assertThat(script.errors().get(0)).startsWith("[ERROR] write ").contains("no such file or folder");
    }

    @Test
    @DisplayName("1.6: open and openStream give file streams in the modes of Ti.Stream")
    void streams() throws IOException {
        assertThat(files.print(IN_DATA + """
                var out = Ti.Filesystem.openStream(Ti.Filesystem.MODE_WRITE, dir, 's');
                console.log(out.write(Ti.createBuffer({value: 'hello'})), out.apiName, out.isWritable(), out.isReadable());
                out.close();
                var more = file('s').open(Ti.Stream.MODE_APPEND);
                more.write(Ti.createBuffer({value: ' world'}));
                more.close();
                var input = file('s').open(Ti.Filesystem.MODE_READ);
                console.log(String(Ti.Stream.readAll(input)));
                input.close();
                try { file('gone').open(Ti.Filesystem.MODE_READ); } catch (e) { console.log(e instanceof Error); }
                console.log([Ti.Filesystem.MODE_READ, Ti.Filesystem.MODE_WRITE, Ti.Filesystem.MODE_APPEND].join());
                """))
                .containsExactly("5 Ti.Filesystem.FileStream true false", "hello world", "true", "0,1,2");
    }

    @Test
    @DisplayName("application data stays, the temporary folder goes")
    void lifetimes() throws IOException {
        String temp = files.print(IN_DATA + """
                file('kept').write('1');
                Ti.Filesystem.createTempFile().write('2');
                console.log(Ti.Filesystem.tempDirectory);
                """).get(0);

        assertThat(files.print(IN_DATA + "console.log(file('kept').read().text)"))
                .containsExactly("1");
        assertThat(Path.of(temp)).doesNotExist();
    }

    @Test
    @DisplayName("times are milliseconds, and dates")
    void times() throws IOException {
        assertThat(files.print(IN_DATA + """
                file('a').write('a');
                var age = Date.now() - file('a').modificationTimestamp();
                console.log(age > -60000 && age < 60000, file('a').modifiedAt() instanceof Date, file('none').modificationTimestamp());
                """)).containsExactly("true true 0");
    }

    @Test
    @DisplayName("S3: the script's folder is for reading only")
    void resourcesAreReadOnly() throws IOException {
        files.with("r.txt", "r");

        for (String attempt : new String[] {
            "write('x')",
            "append('x')",
            "deleteFile()",
            "rename('y')",
            "move('z.txt')",
            "copy('z.txt')",
            "open(1)",
            "open(2)"
        }) {
            assertThat(files.thrown("Ti.Filesystem.getFile('r.txt')." + attempt))
                    .as(attempt)
                    .contains("the folder of the script is for reading only");
        }
        assertThat(files.thrown("Ti.Filesystem.getFile('new').createDirectory()"))
                .contains("for reading only");
        assertThat(files.folder().resolve("r.txt")).hasContent("r");
        assertThat(files.print("var f = Ti.Filesystem.getFile('r.txt'); console.log(f.writable, f.readonly)"))
                .containsExactly("false true");
    }

    @Test
    @DisplayName("S3: .., absolute paths and URLs out of the folders are refused")
    void outside() throws IOException {
        Files.writeString(home.resolve("secret"), "secret");

        for (String path : new String[] {
            "../secret",
            "lib/../../secret",
            "/etc/passwd",
            "file:///etc/passwd",
            "file:/etc/passwd",
            "file://localhost/etc/passwd",
            "file:///etc/%70asswd",
            home.toRealPath() + "/app/../secret",
            home.toRealPath() + "/app2"
        }) {
            assertThat(files.thrown("Ti.Filesystem.getFile('" + path + "')"))
                    .as(path)
                    .startsWith("Error: ")
                    .contains("outside of the folders of this script");
        }
        assertThat(files.thrown("Ti.Filesystem.openStream(0, '..', 'secret')")).contains("outside of the folders");
        assertThat(files.thrown("Ti.Filesystem.getFile(Ti.Filesystem.applicationDataDirectory, 'a').move('../a')"))
                .contains("outside of the folders");
    }

    @Test
    @DisplayName("S3: links out of the folders are not followed, neither to read nor to write nor to delete")
    void links() throws IOException {
        Path outside = Files.createDirectories(home.toRealPath().resolve("outside"));
        Files.writeString(outside.resolve("secret"), "secret");
        files.with("x", "");
        Files.createDirectories(files.data());
        Files.createSymbolicLink(files.data().resolve("folder"), outside);
        Files.createSymbolicLink(files.data().resolve("file"), outside.resolve("secret"));
        Files.createSymbolicLink(files.data().resolve("dangling"), outside.resolve("new"));

        for (String attempt : new String[] {
            "file('folder/secret').read()",
            "file('folder').getDirectoryListing()",
            "file('file').read()",
            "file('file').write('x')",
            "file('dangling').write('x')",
            "file('folder/new').write('x')",
            "file('file').open(0)"
        }) {
            assertThat(files.thrown(IN_DATA + attempt)).as(attempt).contains("a link leads out of the folders");
        }
        assertThat(outside.resolve("secret")).hasContent("secret");
        assertThat(outside.resolve("new")).doesNotExist();
        assertThat(
                        files.print(
                                IN_DATA
                                        + "console.log(file('file').exists(), file('folder/secret').isFile(), file('folder').isDirectory())"))
                .containsExactly("false false false");
    }

    @Test
    @DisplayName("S3: deleting a folder deletes the links in it, not what they lead to")
    void deletesLinks() throws IOException {
        Path outside = Files.createDirectories(home.toRealPath().resolve("outside"));
        Files.writeString(outside.resolve("secret"), "secret");
        Files.createDirectories(files.data().resolve("d"));
        Files.createSymbolicLink(files.data().resolve("d/link"), outside);

        assertThat(files.print(IN_DATA + "console.log(file('d').deleteDirectory(true), file('d').exists())"))
                .containsExactly("true false");
        assertThat(outside.resolve("secret")).exists();
    }
}

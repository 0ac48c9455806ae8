// SPDX-License-Identifier: Apache-2.0
package io.tisocket.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    @Test
    void withoutACommandTheUsageIsShownAsAnError() {
        int code = execute();

        assertThat(code).isEqualTo(ExitCode.USAGE);
        assertThat(errors()).contains("Usage: tisocket", "run");
        assertThat(output()).isEmpty();
    }

    @Test
    void helpNamesEveryExitCode() {
        int code = execute("--help");

        assertThat(code).isEqualTo(ExitCode.DONE);
        assertThat(output())
                .contains("Usage: tisocket", "  0 ", "  1 ", "  2 ", "  66 ", "  69 ", "  70 ", "  130 ", "  143 ");
        assertThat(errors()).isEmpty();
    }

    @Test
    void helpExplainsACommand() {
        int code = execute("help", "run");

        assertThat(code).isEqualTo(ExitCode.DONE);
        assertThat(output()).contains("tisocket run", "FILE", "Ti.App.arguments");
    }

    @Test
    void versionNamesTheProgramTheEngineAndTheJava() {
        int code = execute("--version");

        assertThat(code).isEqualTo(ExitCode.DONE);
        assertThat(output())
                .matches("(?s)tisocket \\d+\\.\\d+.*GraalJS \\d+.*Java "
                        + Runtime.version().feature() + ".*");
    }

    @Test
    void anUnknownCommandIsAnErrorOfUsage() {
        int code = execute("fly");

        assertThat(code).isEqualTo(ExitCode.USAGE);
        assertThat(errors()).contains("fly", "Usage: tisocket");
    }

    @Test
    void aScriptWithoutTheCommandIsAnsweredWithTheCommandToType() throws IOException {
        Path script = write("hello.js", "");

        int code = execute(script.toString(), "--loud");

        assertThat(code).isEqualTo(ExitCode.USAGE);
        assertThat(errors()).contains("tisocket run " + script + " --loud");
    }

    @Test
    void anUnknownOptionBeforeTheFileIsAnErrorOfUsage() throws IOException {
        int code = execute("run", "--loud", write("hello.js", "").toString());

        assertThat(code).isEqualTo(ExitCode.USAGE);
        assertThat(errors()).contains("--loud", "Usage: tisocket run");
    }

    @Test
    void aScriptThatEndsIsDone() throws IOException {
        int code = execute("run", write("hello.js", "console.log('héllo')").toString());

        assertThat(code).isEqualTo(ExitCode.DONE);
        assertThat(output()).isEqualTo("héllo\n");
        assertThat(errors()).isEmpty();
    }

    @Test
    void whatFollowsTheFileBelongsToTheScript() throws IOException {
        Path script = write("arguments.js", "console.log(Ti.App.arguments.join('|'))");

        int code = execute("run", script.toString(), "--help", "-V", "@file", "two words", "", "--", "-1");

        assertThat(code).isEqualTo(ExitCode.DONE);
        assertThat(output()).isEqualTo("--help|-V|@file|two words||--|-1\n");
    }

    @Test
    void dataNamesTheFolderInWhichTheScriptKeepsItsFiles() throws IOException {
        Path script = write(
                "keeps.js",
                "Ti.Filesystem.getFile(Ti.Filesystem.applicationDataDirectory, 'a.txt').write(Ti.App.arguments[0])");
        Path data = folder.resolve("kept");

        int code = execute("run", "--data", data.toString(), script.toString(), "--data");

        assertThat(code).isEqualTo(ExitCode.DONE);
        assertThat(data.resolve("a.txt")).hasContent("--data");
    }

    @Test
    void twoDashesBeforeTheFileEndTheOptions() throws IOException {
        Path script = write("arguments.js", "console.log(Ti.App.arguments.join('|'))");

        int code = execute("run", "--", script.toString(), "-V");

        assertThat(code).isEqualTo(ExitCode.DONE);
        assertThat(output()).isEqualTo("-V\n");
    }

    @Test
    void anUncaughtErrorIsToldByTheExitCode() throws IOException {
        int code = execute(
                "run",
                write("throws.js", "throw new Error('broken on purpose')").toString());

        assertThat(code).isEqualTo(ExitCode.SCRIPT_ERROR);
        assertThat(errors()).contains("broken on purpose");
    }

    @Test
    void anErrorInACallbackLetsTheProgramGoOnAndIsToldAtTheEnd() throws IOException {
        Path script = write(
                "callback.js",
                "setTimeout(function () { throw new Error('broken on purpose'); }, 1);\n"
                        + "setTimeout(function () { console.log('still here'); }, 20);\n");

        int code = execute("run", script.toString());

        assertThat(code).isEqualTo(ExitCode.SCRIPT_ERROR);
        assertThat(output()).isEqualTo("still here\n");
        assertThat(errors()).contains("broken on purpose");
    }

    @Test
    void aSyntaxErrorIsToldByTheExitCode() throws IOException {
        int code = execute("run", write("syntax.js", "var = 3;\n").toString());

        assertThat(code).isEqualTo(ExitCode.SCRIPT_ERROR);
        assertThat(errors()).contains("syntax.js");
    }

    @Test
    void aMissingFileIsNamedWithTheFolderThatWasSearched() {
        int code = execute("run", "nowhere.js");

        assertThat(code).isEqualTo(ExitCode.NO_INPUT);
        assertThat(errors())
                .contains(
                        "no such file: nowhere.js", Path.of("").toAbsolutePath().toString());
    }

    @Test
    void aForgottenExtensionIsSuggested() throws IOException {
        Path script = write("hello.js", "");

        int code = execute("run", folder.resolve("hello").toString());

        assertThat(code).isEqualTo(ExitCode.NO_INPUT);
        assertThat(errors()).contains("did you mean " + script);
    }

    @Test
    void aFolderIsNoScript() {
        int code = execute("run", folder.toString());

        assertThat(code).isEqualTo(ExitCode.NO_INPUT);
        assertThat(errors()).contains(folder.toString(), "is a directory");
    }

    @Test
    void aFileThatMayNotBeReadIsNamed() throws IOException {
        Path script = write("secret.js", "");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(script), "this user may read everything");

        int code = execute("run", script.toString());

        assertThat(code).isEqualTo(ExitCode.NO_INPUT);
        assertThat(errors()).contains("not allowed to read " + script);
    }

    private int execute(String... args) {
        return Main.execute(new PrintStream(output, true, UTF_8), new PrintStream(errors, true, UTF_8), args);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private String output() {
        return output.toString(UTF_8);
    }

    private String errors() {
        return errors.toString(UTF_8);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a project of its own, with JDKs and a Maven that only pretend: what it decides, in milliseconds. */
@Timeout(60)
class LauncherTest {
    private static final String LAUNCHER = "cli/src/main/launcher/";

    @TempDir
    private Path folder;

    private Path project;
    private Path tools;

    @BeforeEach
    void aProjectWithAFakeMaven() throws IOException {
        project = Files.createDirectories(folder.resolve("pro ject")).toRealPath();
        tools = Files.createDirectories(folder.resolve("tools"));
        Files.createDirectories(project.resolve("cli/src/main/launcher"));
        for (String file : List.of(
                "tisocket",
                "cli/distribution",
                LAUNCHER + "java.sh",
                LAUNCHER + "build.sh",
                LAUNCHER + "compiler.json",
                LAUNCHER + "tisocket.sh")) {
            Files.copy(Path.of(System.getProperty("tisocket.root"), file), project.resolve(file));
            Files.setPosixFilePermissions(project.resolve(file), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Files.writeString(project.resolve("pom.xml"), "");
        Files.writeString(project.resolve("cli/src/main/Some.java"), "");
        program(
                tools.resolve("mvn"),
                "echo built >> '" + folder + "/builds'",
                "sleep 0.3 # long enough that a second launcher meets the first",
                "for a in \"$@\"; do case $a in -Dtisocket.dist=*) d=${a#*=} ;; esac; done",
                "mkdir -p \"$d/lib\" \"$d/engine\" \"$d/compiler\" && : > \"$d/lib/some.jar\"",
                "echo '[INFO] Building TiSocket Something 1.0'");
    }

    @Test
    void theFirstUseBuildsAndLaterUsesDoNot() throws Exception {
        Path jdk = jdk("jdk-17", "17.0.9");

        Run first = launch(jdk, "run", "a.js");
        Run second = launch(jdk, "run", "a.js");

        assertThat(first.code).isZero();
        assertThat(first.output)
                .contains("building with JDK 17.0.9 (first use", "TiSocket Something", "started run a.js");
        assertThat(second.output).isEqualTo("started run a.js\n");
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void aChangedAnAddedAndARemovedSourceAreBuilt() throws Exception {
        Path jdk = jdk("jdk-17", "17.0.9");
        launch(jdk, "run", "a.js");

        Files.setLastModifiedTime(
                project.resolve("cli/src/main/Some.java"),
                FileTime.from(Instant.now().plusMillis(5)));
        Run changed = launch(jdk, "run", "a.js");
        Files.writeString(project.resolve("cli/src/main/Other.java"), "");
        launch(jdk, "run", "a.js");
        Files.delete(project.resolve("cli/src/main/Other.java"));
        launch(jdk, "run", "a.js");

        assertThat(changed.output).contains("sources have changed");
        assertThat(builds()).isEqualTo(4);
    }

    @Test
    void twoFirstUsesAtOnceBuildOnce() throws Exception {
        Path jdk = jdk("jdk-17", "17.0.9");
        List<Process> launched = new ArrayList<>();

        for (int i = 0; i < 4; i++) {
            launched.add(start(jdk, "run", "a.js"));
        }

        for (Process process : launched) {
            assertThat(new Run(process).output).endsWith("started run a.js\n");
        }
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void aLockWhoseOwnerDiedIsBroken() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Path lock = Files.createDirectories(project.resolve("target/dist/lock"));
        Files.writeString(lock.resolve("owner"), dead.pid() + "\n");

        Run run = launch(jdk("jdk-17", "17.0.9"), "run", "a.js");

        assertThat(run.output).endsWith("started run a.js\n");
        assertThat(lock).doesNotExist();
    }

    @Test
    void aFailedBuildShowsItsEndAndLeavesTheLockFree() throws Exception {
        program(tools.resolve("mvn"), "echo '[ERROR] Some.java:[3,7] not a statement'", "exit 1");

        Run run = launch(jdk("jdk-17", "17.0.9"), "run", "a.js");

        assertThat(run.code).isEqualTo(70);
        assertThat(run.output).contains("not a statement", project + "/target/dist/build.log");
        assertThat(project.resolve("target/dist/lock")).doesNotExist();
    }

    @Test
    void withoutMavenItSaysHowToGetIt() throws Exception {
        Files.delete(tools.resolve("mvn"));
        for (String tool : List.of("dirname", "readlink", "find", "mkdir", "rm", "sh", "env", "date", "cat", "sleep")) {
            for (Path bin : List.of(Path.of("/usr/bin"), Path.of("/bin"))) {
                if (Files.exists(bin.resolve(tool)) && Files.notExists(tools.resolve(tool))) {
                    program(tools.resolve(tool), "exec " + bin.resolve(tool) + " \"$@\"");
                }
            }
        }

        Run run = new Run(start(jdk("jdk-17", "17.0.9"), tools.toString(), "run", "a.js"));

        assertThat(run.code).isEqualTo(69);
        assertThat(run.output).contains("Maven (mvn) is needed", "apt install maven");
    }

    @Test
    void aJdkThatIsTooOldIsNamed() throws Exception {
        Path jdk = jdk("jdk-8", "1.8.0_392");

        Run run = launch(jdk, "run", "a.js");

        assertThat(run.code).isEqualTo(69);
        assertThat(run.output).contains("1.8.0_392 is too old: " + jdk, "JDK 17 or newer", "apt install");
    }

    @Test
    void aRuntimeWithoutACompilerIsNamed() throws Exception {
        Path jdk = jdk("jre-21", "21.0.1");
        Files.delete(jdk.resolve("bin/javac"));

        Run run = launch(jdk, "run", "a.js");

        assertThat(run.code).isEqualTo(69);
        assertThat(run.output).contains("21.0.1 is a runtime without a compiler: " + jdk);
    }

    @Test
    void aHomeThatIsNoneIsNamed() throws Exception {
        Run run = launch(folder.resolve("nowhere"), "run", "a.js");

        assertThat(run.code).isEqualTo(69);
        assertThat(run.output).contains("TISOCKET_JAVA_HOME is no JDK", "nowhere");
    }

    @Test
    void itIsFoundThroughLinks() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("absolute"), project.resolve("tisocket"));
        Path linkToLink = Files.createSymbolicLink(tools.resolve("relative"), Path.of("../absolute"));

        Run run = new Run(startProgram(linkToLink, jdk("jdk-17", "17.0.9"), path(), "run", "a.js"));

        assertThat(link).isSymbolicLink();
        assertThat(run.output).endsWith("started run a.js\n");
    }

    @Test
    void itsExitCodeIsThatOfTheProgram() throws Exception {
        Path jdk = jdk("jdk-17", "17.0.9");
        program(jdk.resolve("bin/java"), "exit 66");

        assertThat(launch(jdk, "run", "a.js").code).isEqualTo(66);
    }

    @Test
    void aHeapThatTheUserSizesIsSizedByNobodyElse() throws Exception {
        Path jdk = jdk("jdk-17", "17.0.9");
        launch(jdk, "run", "a.js");
        program(jdk.resolve("bin/java"), "echo \"$@\"");

        Run byDefault = launchWith("-Dsome=thing", jdk);
        Run sized = launchWith("-Dsome=thing -Xmx64m", jdk);

        assertThat(byDefault.output).contains(" -Xmn64m -Dsome=thing io.tisocket.cli.Main");
        assertThat(sized.output)
                .contains(" -Dsome=thing -Xmx64m io.tisocket.cli.Main")
                .doesNotContain("-Xmn");
    }

    @Test
    void onTheJdkThatCompilesScriptsItNamesTheDirectivesForTheJvmsCompilers() throws Exception {
        Path jdk = jdk("jdk-25", "25.0.1");
        program(
                jdk.resolve("bin/java"),
                "for a in \"$@\"; do case $a in -XX:AOTCache=start.aot) echo classes > start.aot; exit ;; esac; done",
                "echo \"$@\"");
        program(
                jdk.resolve("bin/jlink"),
                "for image in \"$@\"; do :; done",
                "mkdir -p \"$image/bin\" && cp '" + jdk.resolve("bin/java") + "' \"$image/bin\"");

        Run run = launch(jdk, "run", "a.js");

        assertThat(run.code).isZero();
        assertThat(run.output)
                .containsPattern(
                        "-Dtisocket\\.compilerDirectives=.*/compiler\\.json .*io\\.tisocket\\.cli\\.Main run a\\.js\n");
    }

    @Test
    void aProjectThatMovedIsBuiltAgain() throws Exception {
        Path jdk = jdk("jdk-17", "17.0.9");
        launch(jdk, "run", "a.js");
        project = Files.move(project, folder.resolve("elsewhere"));

        launch(jdk, "run", "a.js");

        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void whatItStartsRunsByItselfInAnotherFolder() throws Exception {
        Path jdk = jdk("jdk-17", "17.0.9");
        launch(jdk, "run", "a.js");
        Path started;
        try (Stream<Path> files = Files.walk(project.resolve("target/dist"))) {
            started = files.filter(file -> file.endsWith("bin/tisocket"))
                    .findFirst()
                    .orElseThrow();
        }
        Path moved = Files.move(started.getParent().getParent(), project.resolve("target/dist/other place"));

        Run run = new Run(startProgram(moved.resolve("bin/tisocket"), jdk, path(), "run", "a.js"));

        assertThat(run.output).isEqualTo("started run a.js\n");
    }

    @Test
    void aDistributionNeedsAJdkThatMakesRuntimeImages() throws Exception {
        Run run = new Run(startProgram(project.resolve("cli/distribution"), jdk("jdk-17", "17.0.9"), path()));

        assertThat(run.code).isEqualTo(69);
        assertThat(run.output).contains("needs a JDK that makes runtime images, with jlink");
        assertThat(project.resolve("target/dist/lock")).doesNotExist();
    }

    @Test
    void aDistributionWithAnUnknownOptionSaysItsUsage() throws Exception {
        Run run = new Run(startProgram(project.resolve("cli/distribution"), jdk("jdk-17", "17.0.9"), path(), "--to"));

        assertThat(run.code).isEqualTo(2);
        assertThat(run.output).contains("unknown: --to", "usage: cli/distribution [--output DIR]");
    }

    private Run launch(Path jdk, String... args) throws Exception {
        return new Run(start(jdk, args));
    }

    private Process start(Path jdk, String... args) throws IOException {
        return startProgram(project.resolve("tisocket"), jdk, path(), args);
    }

    private Process start(Path jdk, String path, String command, String argument) throws IOException {
        return startProgram(project.resolve("tisocket"), jdk, path, command, argument);
    }

    private Run launchWith(String options, Path jdk) throws Exception {
        ProcessBuilder builder = builder(project.resolve("tisocket"), jdk, path(), "run", "a.js");
        builder.environment().put("TISOCKET_JAVA_OPTS", options);
        return new Run(builder.start());
    }

    private static Process startProgram(Path program, Path jdk, String path, String... args) throws IOException {
        return builder(program, jdk, path, args).start();
    }

    private static ProcessBuilder builder(Path program, Path jdk, String path, String... args) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("TISOCKET_JAVA_HOME", jdk.toString());
        builder.environment().put("PATH", path);
        builder.environment().remove("TISOCKET_JAVA_OPTS");
        builder.environment().remove("TISOCKET_VERBOSE");
        return builder;
    }

    private String path() {
        return tools + ":" + System.getenv("PATH");
    }

    private Path jdk(String name, String version) throws IOException {
        Path home = folder.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
        program(home.resolve("bin/javac"), "exit 0");
        program(
                home.resolve("bin/java"),
                "for a in \"$@\"; do case $a in -XX:SharedArchiveFile=start.jsa) echo classes > \"${a#*=}\"; exit ;; esac; done",
                "while [ \"$1\" != io.tisocket.cli.Main ]; do shift; done; shift",
                "echo started \"$@\"");
        return home;
    }

    private int builds() throws IOException {
        return Files.readAllLines(folder.resolve("builds")).size();
    }

    private static void program(Path file, String... lines) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** What a launch printed, both streams together, and its exit code. */
    private static final class Run {
        private final String output;
        private final int code;

        Run(Process process) throws Exception {
            output = new String(process.getInputStream().readAllBytes(), UTF_8);
            code = process.waitFor();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ScriptRuntimeTest {

    @Test
    @DisplayName("J4: a script that waits for nothing ends by itself")
    void endsByItself() {
        Script script = Script.run("console.log('hello')");

        assertThat(script).isEqualTo(new Script(ScriptOutcome.COMPLETED, List.of("hello"), List.of()));
    }

    @Test
    @DisplayName("a file that is missing is an IOException; nothing runs")
    void missingFile() {
        try (ScriptRuntime runtime = ScriptRuntime.builder().build()) {
            assertThatThrownBy(() -> runtime.run(Path.of("no-such-file.js"))).isInstanceOf(IOException.class);
        }
    }

    @Test
    @DisplayName("a syntax error shows file, line, column, the line and a caret; nothing of the script runs")
    void syntaxError() {
        Script script = Script.run("console.log('never');\n\tvar y = ;\n");

        assertThat(script.outcome()).isEqualTo(ScriptOutcome.SYNTAX_ERROR);
        assertThat(script.output()).isEmpty();
        assertThat(script.errors()).hasSize(3);
        assertThat(script.errors().get(0)).contains("script.js:2:10: SyntaxError: ");
        assertThat(script.errors().get(1)).isEqualTo("\tvar y = ;");
        assertThat(script.errors().get(2)).isEqualTo("\t        ^");
    }

    @Test
    @DisplayName("E5: an exception at top level is reported with the script's stack; callbacks that are due still run")
    void uncaughtAtTopLevel() {
        Script script = Script.run("""
                setTimeout(() => console.log('later'), 1);
                function fails() { Ti.createBuffer({length: -1}); }
                fails();
                console.log('never');
                """);

        assertThat(script.outcome()).isEqualTo(ScriptOutcome.UNCAUGHT);
        assertThat(script.output()).containsExactly("later");
        assertThat(script.errors().get(0)).startsWith("[ERROR] Uncaught RangeError: createBuffer()");
        assertThat(script.errors().get(1)).matches(" {4}at fails \\(.*script\\.js:2:\\d+\\)");
        assertThat(script.errors()).hasSize(3).noneMatch(line -> line.contains("java") || line.contains("tisocket/"));
    }

    @Test
    @DisplayName("D35: an exception in a callback is reported, and the program goes on")
    void uncaughtInCallback() {
        Script script = Script.run("""
                setTimeout(() => { throw new TypeError('first') }, 1);
                setTimeout(() => { throw {code: 7} }, 2);
                setTimeout(() => { throw undefined }, 3);
                setTimeout(() => console.log('on'), 4);
                """);

        assertThat(script.outcome()).isEqualTo(ScriptOutcome.UNCAUGHT);
        assertThat(script.output()).containsExactly("on");
        assertThat(script.errors())
                .contains(
                        "[ERROR] Uncaught TypeError: first",
                        "[ERROR] Uncaught { code: 7 }",
                        "[ERROR] Uncaught undefined");
    }

    @Test
    @DisplayName("a rejected promise that nobody handles is reported; a handled one is not")
    void unhandledRejection() {
        Script script = Script.run("""
                Promise.reject(new Error('handled')).catch(() => console.log('caught'));
                (async () => { await null; throw new Error('unhandled'); })();
                setTimeout(() => console.log('on'), 1);
                """);

        assertThat(script.outcome()).isEqualTo(ScriptOutcome.UNCAUGHT);
        assertThat(script.output()).containsExactly("caught", "on");
        assertThat(script.errors().get(0)).isEqualTo("[ERROR] Uncaught (in promise) Error: unhandled");
    }

    @Test
    @DisplayName("J1: microtasks run after each callback, before the next one")
    void microtasksRunBetweenCallbacks() {
        assertThat(Script.print("""
                setImmediate(() => { Promise.resolve().then(() => console.log('micro 1')); console.log('callback 1'); });
                setImmediate(async () => { console.log('callback 2'); await null; console.log('micro 2'); });
                setImmediate(() => console.log('callback 3'));
                Promise.resolve().then(() => console.log('micro 0'));
                console.log('script');
                """))
                .containsExactly("script", "micro 0", "callback 1", "micro 1", "callback 2", "micro 2", "callback 3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "for (;;) { }",
                "for (;;) { try { Ti.Stream.readAll(1); } catch (e) { } }",
                "setTimeout(() => { for (;;) { } }, 1);",
                "(function again() { Promise.resolve().then(again); })();",
                "setInterval(() => { }, 1000);",
                "const l = Ti.Network.Socket.createTCP({ }); l.listen(); l.accept();",
                """
                const l = Ti.Network.Socket.createTCP({ }); l.listen(); l.accept();
                const c = Ti.Network.Socket.createTCP({ host: l.host, port: l.port,
                    connected() { for (;;) { try { c.read(Ti.createBuffer({ length: 10 })); } catch (e) { } } } });
                c.connect();""",
            })
    @DisplayName("stop() ends a script in an endless loop, in a blocking call, and one that waits")
    void stop(String text) throws Exception {
        Path file = Script.write("console.log('started');\n" + text);
        CountDownLatch started = new CountDownLatch(1);
        CompletableFuture<ScriptOutcome> outcome = new CompletableFuture<>();
        PrintStream output = new PrintStream(new OutputStream() {
            @Override
            public void write(int b) {
                started.countDown();
            }
        });
        ScriptRuntime runtime = ScriptRuntime.builder().output(output).build();
        Thread thread = new Thread(() -> {
            try {
                outcome.complete(runtime.run(file));
            } catch (IOException unreadable) {
                outcome.completeExceptionally(unreadable);
            }
        });

        thread.start();
        started.await();
        long before = System.nanoTime();
        runtime.stop();

        assertThat(outcome.join()).isEqualTo(ScriptOutcome.STOPPED);
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before)).isLessThan(1000);
        assertThat(runtime.run(file)).isEqualTo(ScriptOutcome.STOPPED);
        Script.delete(file);
    }

    @Test
    @DisplayName("one runtime can run several scripts, one after the other")
    void runsAgain() throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        Path file = Script.write("console.log(typeof seen); globalThis.seen = 1;");
        try (ScriptRuntime runtime = ScriptRuntime.builder()
                .output(new PrintStream(output, true, StandardCharsets.UTF_8))
                .build()) {
            runtime.run(file);
            runtime.run(file);
        }

        assertThat(output.toString(StandardCharsets.UTF_8).lines()).containsExactly("undefined", "undefined");
        Script.delete(file);
    }

    @Test
    @DisplayName("the arguments of the script are Ti.App.arguments")
    void arguments() {
        assertThat(Script.print("console.log(Ti.App.arguments, Array.isArray(Ti.App.arguments))", "a", "b c"))
                .containsExactly("[ 'a', 'b c' ] true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Java",
                "Polyglot",
                "Graal",
                "load",
                "print",
                "quit",
                "exit",
                "Packages",
                "java",
                "process",
                "read"
            })
    @DisplayName("S3: a script has no way to Java, to processes or to other files")
    void nothingElseIsGlobal(String name) {
        assertThat(Script.value("typeof " + name)).isEqualTo("undefined");
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tisocket.stream.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.graalvm.polyglot.HostAccess;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EmbeddingTest {

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    private ScriptRuntime.Builder builder() {
        return ScriptRuntime.builder()
                .output(new PrintStream(output, true, StandardCharsets.UTF_8))
                .errors(new PrintStream(errors, true, StandardCharsets.UTF_8));
    }

    private List<String> printed(ScriptRuntime.Builder builder, String text) {
        try (ScriptRuntime runtime = builder.build()) {
            assertThat(runtime.run("test.js", text)).as(errors::toString).isEqualTo(ScriptOutcome.COMPLETED);
        }
        return output.toString(StandardCharsets.UTF_8).lines().toList();
    }

    /** What a Java program might give a script. */
    public static final class Shop {

        @HostAccess.Export
        public final String name = "corner";

        public final String secret = "hidden";

        private final List<Object> received = new ArrayList<>();
        private Optional<ScriptFunction> listener = Optional.empty();

        @HostAccess.Export
        public int price(String article, int count) {
            return article.length() * count;
        }

        @HostAccess.Export
        public void give(Object value) {
            received.add(value);
        }

        @HostAccess.Export
        public void listen(ScriptFunction function) {
            listener = Optional.of(function);
        }

        @HostAccess.Export
        public Object call(ScriptFunction function, Object argument) {
            return function.call(argument).orElse("nothing");
        }

        @HostAccess.Export
        public void soon(Runnable task, Consumer<String> consumer) {
            task.run();
            consumer.accept("later");
        }

        @HostAccess.Export
        public List<Map<String, Object>> stock() {
            return List.of(Map.of("article", "tea", "count", 3L));
        }

        @HostAccess.Export
        public Buffer echo(Buffer bytes) {
            return bytes;
        }

        @HostAccess.Export
        public void fail() {
            throw new UnsupportedOperationException("out of tea");
        }

        public void unexported() {}
    }

    @Test
    @DisplayName("a script runs from a text and from a reader, with a name for messages")
    void runsText() throws Exception {
        try (ScriptRuntime runtime = builder().build()) {
            assertThat(runtime.run("text.js", "console.log(1)")).isEqualTo(ScriptOutcome.COMPLETED);
            assertThat(runtime.run("reader.js", new StringReader("console.log(2)")))
                    .isEqualTo(ScriptOutcome.COMPLETED);
            assertThat(runtime.run("bad.js", "var 1;")).isEqualTo(ScriptOutcome.SYNTAX_ERROR);
        }

        assertThat(output.toString(StandardCharsets.UTF_8)).isEqualToIgnoringNewLines("12");
        assertThat(errors.toString(StandardCharsets.UTF_8)).startsWith("bad.js:1:5: SyntaxError");
    }

    @Test
    @DisplayName("S3: a text has no files but what it writes itself; its data is gone with it")
    void textHasNoFolder() {
        assertThat(printed(builder(), """
                        try { require('./x'); } catch (e) { console.log(e.code); }
                        const file = Ti.Filesystem.getFile(Ti.Filesystem.applicationDataDirectory, 'a');
                        console.log(file.write('1'), Ti.App.Properties.hasProperty('n'), file.resolve());
                        Ti.App.Properties.setInt('n', 1);
                        """))
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("MODULE_NOT_FOUND"),
                        line -> assertThat(line).startsWith("true false "));
        String path =
                output.toString(StandardCharsets.UTF_8).lines().toList().get(1).substring("true false ".length());
        assertThat(java.nio.file.Path.of(path)).doesNotExist();
    }

    @Test
    @DisplayName("S3, J3: of an object the script sees the exported members, as functions and values of its own")
    void exportedMembers() {
        assertThat(printed(builder().global("shop", new Shop()), """
                        console.log(shop.name, shop.price('tea', 2), Object.keys(shop).includes('unexported'), shop.secret);
                        console.log(typeof shop.price, shop.price instanceof Function, shop.getClass, shop.price.name);
                        console.log(Object.getPrototypeOf(shop) === Object.prototype);
                        """))
                .containsExactly("corner 6 false undefined", "function true undefined price", "true");
    }

    @Test
    @DisplayName("J3: what an exported method throws, and arguments that do not fit, are errors of JavaScript")
    void exceptions() {
        assertThat(printed(builder().global("shop", new Shop()), """
                        for (const attempt of [() => shop.fail(), () => shop.price({}, 1), () => shop.price()]) {
                            try { attempt(); console.log('nothing'); }
                            catch (e) { console.log(e instanceof Error, e.message.includes('out of tea'), typeof e.stack); }
                        }
                        """))
                .containsExactly("true true string", "true false string", "true false string");
    }

    @Test
    @DisplayName("values are copied both ways: primitives, lists, maps, buffers")
    void values() {
        Shop shop = new Shop();
        List<String> lines = printed(
                builder()
                        .global("shop", shop)
                        .global("list", List.of(1, "two", List.of(3.5)))
                        .global("map", Map.of("a", Map.of("b", true)))
                        .global("bytes", new byte[] {1, 2})
                        .global("number", 12L),
                """
                console.log(Array.isArray(list), JSON.stringify(list), JSON.stringify(map), bytes.apiName, bytes[1], number + 1);
                console.log(shop.stock()[0].article, shop.stock()[0].count, shop.echo(Ti.createBuffer({value: 'hi'})).toString());
                shop.give(1); shop.give(1.5); shop.give('s'); shop.give(null); shop.give(undefined); shop.give(true);
                shop.give([1, [2]]); shop.give({a: {b: 'c'}});
                """);

        assertThat(lines).containsExactly("true [1,\"two\",[3.5]] {\"a\":{\"b\":true}} Ti.Buffer 2 13", "tea 3 hi");
        assertThat(shop.received)
                .containsExactly(1, 1.5, "s", null, null, true, List.of(1, List.of(2)), Map.of("a", Map.of("b", "c")));
    }

    @Test
    @DisplayName("an object that contains itself cannot be copied, which is an error for the script")
    void cycle() {
        assertThat(printed(builder().global("shop", new Shop()), """
                        const o = {}; o.o = o;
                        try { shop.give(o); } catch (e) { console.log(e instanceof Error); }
                        """)).containsExactly("true");
    }

    @Test
    @DisplayName("a function of the script is called on its thread, and what it throws passes through")
    void functions() {
        assertThat(printed(builder().global("shop", new Shop()), """
                        console.log(shop.call((x) => x * 2, 21), shop.call(() => undefined, 1));
                        try { shop.call(() => { throw new RangeError('mine'); }, 1); } catch (e) { console.log(String(e)); }
                        """))
                .containsExactly("42 nothing", "RangeError: mine");
    }

    @Test
    @DisplayName("J1: a Runnable or Consumer that Java runs is posted, never called within the call")
    void functionalInterfaces() {
        assertThat(printed(builder().global("shop", new Shop()), """
                        shop.soon(() => console.log('ran'), (text) => console.log(text));
                        console.log('first');
                        """)).containsExactly("first", "ran", "later");
    }

    @Test
    @DisplayName("Ti and a name given twice are refused; values of the engine are refused")
    void refusedGlobals() {
        assertThatThrownBy(() -> builder().global("Ti", 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder().global("a", 1).global("a", 2)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("function() finds a global function of the script")
    void globalFunction() {
        try (ScriptRuntime runtime = builder().build()) {
            List<Object> results = new ArrayList<>();
            runtime.post(() -> {
                results.add(runtime.function("twice").orElseThrow().call(4).orElseThrow());
                results.add(runtime.function("none").isPresent());
            });

            runtime.run("test.js", "function twice(x) { return 2 * x; } var none = 1;");

            assertThat(results).containsExactly(8, false);
        }
    }

    @Test
    @DisplayName("a listener given to Java is posted to from another thread, with the order kept")
    void postsToListener() throws Exception {
        Shop shop = new Shop();
        try (ScriptRuntime runtime = builder().global("shop", shop).build()) {
            KeepAlive open = runtime.keepAlive();
            runtime.post(() -> {
                ScriptFunction listener = shop.listener.orElseThrow();
                new Thread(() -> {
                            listener.post("one", List.of(1));
                            listener.post("two", List.of(2));
                            open.close();
                        })
                        .start();
            });

            ScriptOutcome outcome = runtime.run("test.js", "shop.listen((n, l) => console.log(n, l[0]))");

            assertThat(outcome).isEqualTo(ScriptOutcome.COMPLETED);
        }
        assertThat(output.toString(StandardCharsets.UTF_8).lines()).containsExactly("one 1", "two 2");
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** That a file of the prelude is loaded late makes no difference to a script. */
@Timeout(60)
class PreludeTest {

    private static final Path FILES = Path.of("src/main/resources/io/tisocket/js");

    /** Names that are asked for only when their file is loaded, if need be with {@code ?.}. */
    private static final List<String> OPTIONAL =
            List.of("isProxy", "File", "settle", "isAbortSignal", "abortError", "absent");

    @Test
    @DisplayName("the index names for each name that files share the file that defines it")
    void index() throws IOException {
        assertThat(named()).isEqualTo(defined());
    }

    private static Map<String, String> named() throws IOException {
        Map<String, String> named = new TreeMap<>();
        String index = Files.readString(FILES.resolve("index.js"));
        String table = index.substring(index.indexOf("__proto__: null"), index.indexOf("};"));
        Matcher entry = Pattern.compile("(\\w+): '(\\w+)'").matcher(table);
        while (entry.find()) {
            named.put(entry.group(1), entry.group(2));
        }
        return named;
    }

    private static Map<String, String> defined() throws IOException {
        Map<String, String> defined = new TreeMap<>();
        try (Stream<Path> files = Files.list(FILES)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString().replace(".js", "");
                Matcher definition =
                        Pattern.compile("(?m)^ +internal\\.(\\w+) = ").matcher(Files.readString(file));
                while (definition.find()) {
                    if (!name.equals("index") && !OPTIONAL.contains(definition.group(1))) {
                        defined.put(definition.group(1), name);
                    }
                }
            }
        }
        return defined;
    }

    @Test
    @DisplayName("a global that a script has replaced stays replaced when its file is loaded for another")
    void replaced() {
        assertThat(Script.print("""
                setTimeout = 'mine';
                setImmediate(() => console.log(setTimeout, typeof setInterval));
                """)).containsExactly("mine function");
    }

    @Test
    @DisplayName("a global that a script has deleted stays deleted when its file is loaded for another")
    void deleted() {
        assertThat(Script.print("""
                delete globalThis.setTimeout;
                setImmediate(() => console.log(typeof setTimeout, typeof setInterval));
                """)).containsExactly("undefined function");
    }

    @Test
    @DisplayName("a declaration of a script takes the place of a global that was never used")
    void declared() {
        assertThat(Script.print("""
                var alert = 1;
                function setTimeout() { return 2; }
                const AbortController = 3;
                setImmediate(() => console.log(alert, setTimeout(), AbortController, typeof AbortSignal.abort));
                """)).containsExactly("1 2 3 function");
    }

    @Test
    @DisplayName("Ti cannot be assigned to, before and after it was used")
    void constant() {
        assertThat(Script.print("""
                const assign = () => { 'use strict'; Ti = 1; };
                const refused = () => { try { assign(); return false; } catch (e) { return e instanceof TypeError; } };
                const before = refused();
                const network = typeof Ti.Network.createSocket + typeof Ti.Network.Socket.createTCP;
                console.log(before, network, refused(), Ti === Titanium);
                """)).containsExactly("true undefinedfunction true true");
    }

    @Test
    @DisplayName("a namespace cannot be assigned to, before and after it was used")
    void constantNamespace() {
        assertThat(Script.print("""
                Ti.Network = 1;
                const before = typeof Ti.Network;
                Ti.Network = 1;
                console.log(before, typeof Ti.Network);
                """)).containsExactly("object object");
    }

    @Test
    @DisplayName("a function of Ti that a script has replaced stays replaced")
    void replacedMethod() {
        assertThat(Script.print("""
                Ti.createBuffer = () => 'mine';
                const codec = Ti.Codec.encodeNumber;
                console.log(Ti.createBuffer(), Ti.Stream.MODE_READ, Ti.createBlob('x').toString());
                """)).containsExactly("mine 0 x");
    }

    @Test
    @DisplayName("loading a file runs no microtask in the middle of a script")
    void microtasks() {
        assertThat(Script.print("""
                Promise.resolve().then(() => console.log('microtask'));
                setTimeout(() => console.log('timer'), 1);
                Ti.API.log('info', Ti.Network.Socket.createTCP().state);
                console.log('end');
                """)).containsExactly("[INFO] 1", "end", "microtask", "timer");
    }

    @Test
    @DisplayName("a failure is reported when nothing of the prelude was used before it")
    void report() {
        assertThat(Script.run("throw new Error('first');").errors().get(0)).isEqualTo("[ERROR] Uncaught Error: first");
        assertThat(Script.run("Promise.reject(new Error('first'));").errors().get(0))
                .isEqualTo("[ERROR] Uncaught (in promise) Error: first");
    }

    @Test
    @DisplayName("module.loaded tells whether the script is over, whenever it is first asked")
    void loadedAsked() {
        assertThat(Script.print("""
                setTimeout(() => console.log(module.loaded), 1);
                """)).containsExactly("true");
        assertThat(Script.print("""
                console.log(module.loaded);
                setImmediate(() => console.log(module.loaded));
                """)).containsExactly("false", "true");
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js;

import io.tisocket.js.host.Host;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;

/** The JavaScript that defines what scripts see. Each file is one function of (internal, host). */
final class Prelude {

    /** In the order in which they build on each other. */
    private static final List<String> FILES = List.of(
            "errors",
            "values",
            "inspect",
            "Proxy",
            "API",
            "timers",
            "abort",
            "encoding",
            "format",
            "Blob",
            "Buffer",
            "Codec",
            "IOStream",
            "Stream",
            "TCP",
            "promises",
            "connections",
            "Network",
            "App",
            "Properties",
            "Platform",
            "Utils",
            "Filesystem",
            "modules",
            "UI",
            "embedding");

    private Prelude() {}

    /** Loads all files; returns what they share. */
    static Value load(Context context, Host host) {
        Value internal = context.eval("js", "({})");
        for (String file : FILES) {
            context.eval(source(file + ".js")).executeVoid(internal, host);
        }
        return internal;
    }

    private static Source source(String name) {
        try (InputStream in = Prelude.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("prelude file " + name + " is missing");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            // Internal: its frames do not show in the stacks that scripts see.
            return Source.newBuilder("js", text, "tisocket/" + name)
                    .internal(true)
                    .build();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

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
import org.graalvm.polyglot.proxy.ProxyExecutable;

/** The JavaScript that defines what scripts see. Each file is one function of (internal, host). */
final class Prelude {

    /** In the order in which they build on each other; the last loads others when they are needed. */
    private static final List<String> FILES = List.of(
            "errors",
            "values",
            "inspect",
            "Proxy",
            "API",
            "timers",
            "Blob",
            "Buffer",
            "Codec",
            "IOStream",
            "Stream",
            "TCP",
            "Network",
            "App",
            "modules",
            "embedding",
            "lazy");

    private Prelude() {}

    /** Loads all files; returns what they share. */
    static Value load(Context context, Host host) {
        Value internal = context.eval("js", "({})");
        ProxyExecutable load = names -> load(names[0].asString(), context, internal, host);
        internal.putMember("load", load);
        for (String file : FILES) {
            load(file, context, internal, host);
        }
        return internal;
    }

    private static Value load(String file, Context context, Value internal, Host host) {
        return context.eval(source(file + ".js")).execute(internal, host);
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

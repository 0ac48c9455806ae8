// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js;

import io.tisocket.js.host.Host;
import io.tisocket.js.host.SimulationHost;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;

/**
 * The JavaScript that defines what scripts see. Each file is a function of (internal, host) that runs once, when something
 * that it defines is first asked for; {@code index.js} tells what that is.
 */
final class Prelude {

    /** The first JDK that has numbers of 16 bits, which the engine needs for the functions of JavaScript that have to do with them. */
    private static final int JDK_WITH_FLOAT16 = 20;

    private Prelude() {}

    /** Prepares the globals; returns what finds, by its name, what the files define for each other. */
    static Function<String, Value> open(Context context, Host host) {
        ProxyExecutable load =
                arguments -> context.eval(source(arguments[0].asString())).execute(arguments[1], host);
        boolean hasFloat16 = Runtime.version().feature() >= JDK_WITH_FLOAT16;
        Function<String, Value> internal = context.eval(source("index")).execute(load, hasFloat16)::execute;
        host.open(internal);
        return internal;
    }

    /** Replaces the time and the chance of the machine by those of a simulated network. */
    static void simulate(Context context, SimulationHost host) {
        context.eval(source("simulated")).executeVoid(host);
    }

    private static Source source(String file) {
        String name = file + ".js";
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

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js;

import java.lang.invoke.MethodHandles;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.EnvironmentAccess;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotAccess;
import org.graalvm.polyglot.io.IOAccess;

/** What the engine lets a script do: compute. Everything else comes from the prelude. Rule S3. */
final class Sandbox {

    /** The first JDK that has numbers of 16 bits, which the engine needs for the functions of JavaScript that have to do with them. */
    private static final int JDK_WITH_FLOAT16 = 20;

    private static final String WITHOUT_FLOAT16 = "delete Math.f16round; delete globalThis.Float16Array;"
            + "delete DataView.prototype.getFloat16; delete DataView.prototype.setFloat16;";

    private Sandbox() {}

    static Context open(Embedding embedding) {
        Context context = context(embedding);
        if (Runtime.version().feature() < JDK_WITH_FLOAT16) {
            // There they would end in an error that no script can catch.
            context.eval("js", WITHOUT_FLOAT16);
        }
        return context;
    }

    private static Context context(Embedding embedding) {
        return Context.newBuilder("js")
                .allowHostAccess(exported(embedding))
                .allowHostClassLookup(null)
                .allowPolyglotAccess(PolyglotAccess.NONE)
                .allowIO(IOAccess.NONE)
                .allowCreateProcess(false)
                .allowCreateThread(false)
                .allowNativeAccess(false)
                .allowEnvironmentAccess(EnvironmentAccess.NONE)
                .allowExperimentalOptions(true)
                .option("engine.WarnInterpreterOnly", "false")
                .option("js.load", "false")
                .option("js.print", "false")
                .option("js.console", "false")
                .option("js.polyglot-builtin", "false")
                .option("js.java-package-globals", "false")
                .option("js.global-arguments", "false")
                // The prelude needs it to hear of rejections, then removes it.
                .option("js.graal-builtin", "true")
                .option("js.unhandled-rejections", "handler")
                .build();
    }

    private static HostAccess exported(Embedding embedding) {
        HostAccess.Builder access = HostAccess.newBuilder()
                .allowAccessAnnotatedBy(HostAccess.Export.class)
                .allowBufferAccess(true)
                .allowMutableTargetMappings();
        embedding.mappings(access);
        if (Sandbox.class.getModule().isNamed()) {
            // The package of the host is exported to nobody.
            access.useModuleLookup(MethodHandles.lookup());
        }
        return access.build();
    }
}

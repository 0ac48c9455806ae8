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

    private Sandbox() {}

    static Context open(Embedding embedding) {
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

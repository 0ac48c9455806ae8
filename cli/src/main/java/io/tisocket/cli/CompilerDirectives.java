// SPDX-License-Identifier: Apache-2.0
package io.tisocket.cli;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * What the compilers of the JVM are told about themselves, once a script has run for a while:
 * docs/decisions/0019-compiling-the-compiler.md. The option of the JVM that does the same says so on the standard output.
 */
final class CompilerDirectives {
    /** The system property with the name of the file, which the launcher sets where scripts are compiled. */
    static final String PROPERTY = "tisocket.compilerDirectives";

    /** Most scripts have ended by then. Nothing of the compiler is hot before. */
    private static final Duration DELAY = Duration.ofSeconds(2);

    private static final System.Logger LOG = System.getLogger(CompilerDirectives.class.getName());

    private CompilerDirectives() {}

    /** Adds the directives of {@code file} later, on a thread that keeps no process; without a file, does nothing. */
    static void addLater(@Nullable String file) {
        if (file == null) {
            return;
        }
        Thread adding = new Thread(() -> waitAndAdd(file), "tisocket-directives");
        adding.setDaemon(true);
        adding.start();
    }

    private static void waitAndAdd(String file) {
        try {
            Thread.sleep(DELAY.toMillis());
            LOG.log(System.Logger.Level.DEBUG, add(file));
        } catch (JMException | InterruptedException refused) {
            // Scripts run as they would without, and are compiled later.
            LOG.log(System.Logger.Level.DEBUG, "no compiler directives", refused);
        }
    }

    /** Returns what the JVM answers: how many directives there were, or what is wrong with the file. */
    static String add(String file) throws JMException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName commands = new ObjectName("com.sun.management:type=DiagnosticCommand");
        Object[] arguments = {new String[] {file}};
        String[] signature = {String[].class.getName()};
        return String.valueOf(server.invoke(commands, "compilerDirectivesAdd", arguments, signature))
                .strip();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.bench.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What {@code bench/run} found and built, as it tells by system properties.
 *
 * @param root the root of the project
 * @param java17 the home of a JDK 17
 * @param java25 the home of a JDK 25
 */
record Installation(Path root, Optional<Path> java17, Optional<Path> java25) {

    static Installation read() {
        return new Installation(
                Path.of(System.getProperty("bench.root", ".")), home("bench.java17"), home("bench.java25"));
    }

    private static Optional<Path> home(String property) {
        String home = System.getProperty(property, "");
        return home.isEmpty() ? Optional.empty() : Optional.of(Path.of(home));
    }

    /** Returns the JDK that the Java servers run on: the newer one, or that of this process. */
    Path java() {
        return java25.or(() -> java17).orElse(Path.of(System.getProperty("java.home", "")));
    }

    Path bench() {
        return root.resolve("bench");
    }

    Path target() {
        return bench().resolve("target");
    }

    Path cProgram(String name) {
        return target().resolve("c").resolve(name);
    }

    Path script(String name) {
        return bench().resolve("src/main/js").resolve(name);
    }

    /** Returns the jar of this module; what it needs is named in it. */
    String jar() {
        return System.getProperty("java.class.path", "");
    }

    /** Returns where {@code program} is on the PATH. */
    static Optional<Path> onPath(String program) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
            Path candidate = Path.of(folder, program);
            if (Files.isExecutable(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}

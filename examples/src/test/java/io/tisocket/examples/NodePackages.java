// SPDX-License-Identifier: Apache-2.0
package io.tisocket.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * What {@code examples/package.json} names, installed once into {@code examples/target/npm}. Without npm, or without a
 * registry, the tests that need it are skipped and say why.
 */
final class NodePackages {
    private static final Path EXAMPLES = Path.of(System.getProperty("tisocket.root"), "examples");
    private static final Path HOME = EXAMPLES.resolve(Path.of("target", "npm"));
    private static final List<String> MANIFESTS = List.of("package.json", "package-lock.json");

    private NodePackages() {}

    /** Returns the folder with the packages. */
    static synchronized Path folder() throws IOException, InterruptedException {
        Path packages = HOME.resolve("node_modules");
        if (!isInstalled()) {
            Foreign.need("npm");
            install();
        }
        return packages;
    }

    private static boolean isInstalled() throws IOException {
        Path marker = HOME.resolve("installed");
        if (Files.notExists(marker)) {
            return false;
        }
        for (String manifest : MANIFESTS) {
            if (Files.mismatch(EXAMPLES.resolve(manifest), HOME.resolve(manifest)) != -1) {
                return false;
            }
        }
        return true;
    }

    private static void install() throws IOException, InterruptedException {
        Files.createDirectories(HOME);
        Files.deleteIfExists(HOME.resolve("installed"));
        for (String manifest : MANIFESTS) {
            Files.copy(EXAMPLES.resolve(manifest), HOME.resolve(manifest), StandardCopyOption.REPLACE_EXISTING);
        }
        ProcessBuilder npm =
                new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund").directory(HOME.toFile());
        try (RunningProgram installing = new RunningProgram(npm)) {
            if (installing.awaitEnd() != 0) {
                Foreign.missing("npm ci in examples: " + String.join("\n", installing.output()));
            }
        }
        Files.createFile(HOME.resolve("installed"));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Says in words why a path is no script, before anything is started for it. */
final class ScriptFile {
    private ScriptFile() {}

    static Optional<String> problemOf(Path file) {
        if (Files.isDirectory(file)) {
            return Optional.of(file + " is a directory; name the script in it");
        }
        if (Files.notExists(file)) {
            return Optional.of("no such file: " + file + whereLooked(file) + guess(file));
        }
        if (!Files.isReadable(file)) {
            return Optional.of("not allowed to read " + file + "; see its permissions: ls -l " + file);
        }
        return Optional.empty();
    }

    private static String whereLooked(Path file) {
        return file.isAbsolute()
                ? ""
                : System.lineSeparator() + "  in the folder " + Path.of("").toAbsolutePath();
    }

    private static String guess(Path file) {
        Path withExtension = file.resolveSibling(file.getFileName() + ".js");
        return Files.isRegularFile(withExtension)
                ? System.lineSeparator() + "  did you mean " + withExtension + "?"
                : "";
    }
}

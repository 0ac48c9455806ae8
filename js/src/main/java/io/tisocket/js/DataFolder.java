// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Where a script file keeps its application data when nobody chose a folder: one for each script, below {@code
 * TISOCKET_DATA} or the folder in which programs of the user keep theirs.
 */
final class DataFolder {

    private static final int NAME_LENGTH = 40;
    private static final int DIGEST_BYTES = 6;

    private DataFolder() {}

    /** Returns the folder; empty when the user has no home. */
    static Optional<Path> of(Path script, Map<String, String> environment, String home) {
        return base(environment, home).map(base -> base.resolve(key(script)));
    }

    private static Optional<Path> base(Map<String, String> environment, String home) {
        String chosen = environment.getOrDefault("TISOCKET_DATA", "");
        if (!chosen.isEmpty()) {
            return Optional.of(Path.of(chosen));
        }
        String shared = environment.getOrDefault("XDG_DATA_HOME", "");
        if (!shared.isEmpty() && Path.of(shared).isAbsolute()) {
            return Optional.of(Path.of(shared, "tisocket"));
        }
        if (home.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                System.getProperty("os.name", "").startsWith("Mac")
                        ? Path.of(home, "Library", "Application Support", "tisocket")
                        : Path.of(home, ".local", "share", "tisocket"));
    }

    /** Returns a name for a script: its own, and what tells it from others of that name. */
    private static String key(Path script) {
        String name = String.valueOf(script.getFileName()).replaceAll("[^A-Za-z0-9._-]", "_");
        String path = script.toAbsolutePath().normalize().toString();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(path.getBytes(StandardCharsets.UTF_8));
            String tail = HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
            return name.substring(0, Math.min(name.length(), NAME_LENGTH)) + "-" + tail;
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

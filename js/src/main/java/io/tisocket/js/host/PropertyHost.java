// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.graalvm.polyglot.HostAccess.Export;
import org.jspecify.annotations.Nullable;

/** What {@code Ti.App.Properties} keeps between runs: one file in the folder for application data. */
public final class PropertyHost {

    private static final String FILE = ".properties.json";

    private final ScriptErrors errors;
    private final ScriptFolders folders;

    PropertyHost(ScriptErrors errors, ScriptFolders folders) {
        this.errors = errors;
        this.folders = folders;
    }

    /** Returns what was stored last, or null. */
    @Export
    public @Nullable String load() {
        return errors.guard(() -> {
            Path file = folders.data().resolve(FILE);
            return Files.exists(file) ? Files.readString(file) : null;
        });
    }

    /** Stores a text in place of the last one: whoever reads sees the one or the other, never a part. */
    @Export
    public void store(String text) {
        errors.perform(() -> {
            Path folder = folders.data();
            folders.prepare(folder);
            Path next = Files.createTempFile(folder, FILE, ".new");
            try {
                Files.writeString(next, text);
                Files.move(next, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException failed) {
                Files.deleteIfExists(next);
                throw failed;
            }
        });
    }
}

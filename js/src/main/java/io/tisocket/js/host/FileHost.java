// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js.host;

import io.tisocket.stream.Blob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.graalvm.polyglot.HostAccess.Export;

/** The files in the folder of the script, for reading only. Rule S3. */
public final class FileHost {

    private final ScriptErrors errors;
    private final Path folder;

    FileHost(ScriptErrors errors, Path folder) {
        this.errors = errors;
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** Returns the folder of the script. */
    @Export
    public String resources() {
        return folder.toString();
    }

    /** Tells whether there is such a file, within the folder. */
    @Export
    public boolean exists(String path) {
        return errors.guard(() -> Files.exists(inside(path)));
    }

    /** Reads a whole file. */
    @Export
    public Blob read(String path) {
        return errors.guard(() -> Blob.read(inside(path)));
    }

    /** Returns the file, when it is in the folder, links included. */
    private Path inside(String path) throws IOException {
        Path file = folder.resolve(path).normalize();
        boolean inside = file.startsWith(folder)
                && (Files.notExists(file) || file.toRealPath().startsWith(folder.toRealPath()));
        if (!inside) {
            throw new IOException(path + ": not in the folder of the script, " + folder);
        }
        return file;
    }
}

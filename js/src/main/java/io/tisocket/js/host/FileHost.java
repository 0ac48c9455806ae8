// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js.host;

import io.tisocket.socket.SocketLoop;
import io.tisocket.stream.Blob;
import io.tisocket.stream.FileStream;
import io.tisocket.stream.IoStream;
import io.tisocket.stream.StreamMode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.graalvm.polyglot.HostAccess.Export;
import org.jspecify.annotations.Nullable;

/**
 * The files of a script. A path that {@link ScriptFolders} refuses throws; what else fails when something is changed is
 * returned as text, and null means that it was done. Rule S3.
 */
public final class FileHost {

    private static final int FILE = 1;
    private static final int FOLDER = 2;

    private final ScriptErrors errors;
    private final ScriptFolders folders;
    private final SocketLoop loop;

    FileHost(ScriptErrors errors, ScriptFolders folders, SocketLoop loop) {
        this.errors = errors;
        this.folders = folders;
        this.loop = loop;
    }

    /** Returns the folder for reading. */
    @Export
    public String resources() {
        return folder(folders::resources);
    }

    /** Returns the folder of what is to last. */
    @Export
    public String data() {
        return errors.guard(() -> {
            try {
                folders.prepare(folders.data());
            } catch (IOException impossible) {
                return folders.data() + "/"; // then writing will fail, and say why
            }
            return folders.data() + "/";
        });
    }

    /** Returns the folder of what is not to last. */
    @Export
    public String temp() {
        return folder(folders::temp);
    }

    private String folder(Supplier<Path> which) {
        return errors.guard(() -> which.get() + "/");
    }

    /** Returns the absolute path that a path stands for. */
    @Export
    public String locate(String path) {
        return errors.guard(() -> folders.locate(path).toString());
    }

    /** Returns the path as a URL. */
    @Export
    public String url(String path) {
        return errors.guard(() -> "file://" + folders.locate(path).toUri().getRawPath());
    }

    /** Returns the folder that something is in, or null at the top. */
    @Export
    public @Nullable String parent(String path) {
        return errors.guard(() -> {
            Path parent = folders.locate(path).getParent();
            return parent != null && folders.contains(parent) ? parent.toString() : null;
        });
    }

    /** Returns 0 for nothing, 1 for a file, 2 for a folder. A link that leads out of the folders is nothing. */
    @Export
    public int kind(String path) {
        return errors.guard(() -> {
            folders.locate(path);
            try {
                return kind(folders.readable(path));
            } catch (IOException refused) {
                return 0;
            }
        });
    }

    static int kind(Path file) {
        return Files.isDirectory(file) ? FOLDER : Files.exists(file) ? FILE : 0;
    }

    /** Returns the number of bytes, 0 for nothing. */
    @Export
    public double size(String path) {
        return errors.guard(() -> {
            Path file = folders.readable(path);
            return Files.exists(file) ? (double) Files.size(file) : 0.0;
        });
    }

    /** Returns when it was modified or created, in milliseconds since 1970, 0 for nothing. */
    @Export
    public double time(String path, String which) {
        return errors.guard(() -> {
            Path file = folders.readable(path);
            if (!Files.exists(file)) {
                return 0.0;
            }
            Object time = Files.getAttribute(file, which.equals("created") ? "creationTime" : "lastModifiedTime");
            return (double) ((FileTime) time).toMillis();
        });
    }

    /** Tells whether it may be written. */
    @Export
    public boolean isWritable(String path) {
        return errors.guard(() -> {
            Path file = folders.readable(path);
            return folders.isWritable(file) && (Files.isWritable(file) || !Files.exists(file));
        });
    }

    /** Tells whether its name is one that is not shown. */
    @Export
    public boolean isHidden(String path) {
        return errors.guard(() -> Files.isHidden(folders.readable(path)));
    }

    /** Tells whether it is a link. */
    @Export
    public boolean isLink(String path) {
        return errors.guard(() -> Files.isSymbolicLink(folders.readable(path)));
    }

    /** Returns how many bytes may still be written. */
    @Export
    public double space(String path) {
        return errors.guard(() -> {
            Path existing = folders.readable(path);
            while (existing != null && !Files.exists(existing)) {
                existing = existing.getParent();
            }
            return existing == null
                    ? 0.0
                    : (double) Files.getFileStore(existing).getUsableSpace();
        });
    }

    /** Reads a whole file; null where there is none. */
    @Export
    public @Nullable Blob read(String path) {
        return errors.guard(() -> {
            Path file = folders.readable(path);
            return Files.isRegularFile(file) ? Blob.read(file) : null;
        });
    }

    /** Returns the names in a folder, separated by slashes, or null where there is no folder. */
    @Export
    public @Nullable String list(String path) {
        return errors.guard(() -> {
            Path folder = folders.readable(path);
            if (!Files.isDirectory(folder)) {
                return null;
            }
            Set<String> names = new TreeSet<>();
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
                entries.forEach(entry -> names.add(entry.getFileName().toString()));
            }
            return String.join("/", names);
        });
    }

    /** Opens a file as a stream. */
    @Export
    public IoStream open(String path, int mode) {
        return errors.guard(() -> {
            StreamMode wanted = StreamMode.of(mode);
            Path file = wanted == StreamMode.READ ? folders.readable(path) : writable(path);
            return FileStream.open(file, wanted, loop);
        });
    }

    /** Writes a blob, in place of what is there or behind it. */
    @Export
    public @Nullable String write(String path, Blob content, boolean append) {
        return change(writable(path), file -> {
            Set<OpenOption> options = append
                    ? Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND)
                    : Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
            try (var channel = Files.newByteChannel(file, options)) {
                var bytes = content.view();
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
        });
    }

    /** Makes an empty file. */
    @Export
    public @Nullable String createFile(String path) {
        return change(writable(path), file -> Files.createFile(file));
    }

    /** Makes a folder. */
    @Export
    public @Nullable String createFolder(String path, boolean withParents) {
        return change(writable(path), withParents ? Files::createDirectories : Files::createDirectory);
    }

    /** Deletes a file. */
    @Export
    public @Nullable String deleteFile(String path) {
        return change(writable(path), Files::delete);
    }

    /** Deletes a folder. */
    @Export
    public @Nullable String deleteFolder(String path, boolean withContent) {
        return change(writable(path), withContent ? ScriptFolders::delete : Files::delete);
    }

    /** Moves or renames. */
    @Export
    public @Nullable String move(String path, String to) {
        Path target = writable(to);
        return change(writable(path), file -> Files.move(file, target, StandardCopyOption.REPLACE_EXISTING));
    }

    /** Copies a file. */
    @Export
    public @Nullable String copy(String path, String to) {
        Path target = writable(to);
        return change(
                errors.guard(() -> folders.readable(path)),
                file -> Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING));
    }

    private Path writable(String path) {
        return errors.guard(() -> {
            Path file = folders.writable(path);
            folders.prepare(file);
            return file;
        });
    }

    private @Nullable String change(Path file, Change change) {
        return errors.guard(() -> {
            try {
                change.apply(file);
                return null;
            } catch (NoSuchFileException missing) {
                return missing.getFile() + ": no such file or folder";
            } catch (IOException failed) {
                return failed.getClass().getSimpleName().replace("Exception", "") + ": " + failed.getMessage();
            }
        });
    }

    /** What is done to a file. */
    private interface Change {
        void apply(Path file) throws IOException;
    }
}

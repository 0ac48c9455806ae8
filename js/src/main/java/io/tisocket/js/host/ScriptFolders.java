// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The only folders whose files a script reaches: resources, to read; application data and a temporary folder, to read and
 * write. Every path of a script passes through {@link #readable} or {@link #writable}, each time it is used. Rule S3.
 */
public final class ScriptFolders implements AutoCloseable {

    private final Optional<Path> resources;
    private final Supplier<Optional<Path>> chosenData;
    private @Nullable Path data;
    private @Nullable Path temporary;

    /**
     * Names the folders; none is created before something is written.
     *
     * @param resources empty: the script has no files of its own
     * @param data asked at most once, when the folder is first needed; empty: what the script stores is gone when it ends
     */
    public ScriptFolders(Optional<Path> resources, Supplier<Optional<Path>> data) {
        this.resources = resources.map(ScriptFolders::normal);
        this.chosenData = data;
    }

    private static Path normal(Path folder) {
        return folder.toAbsolutePath().normalize();
    }

    /** Returns the folder that is for reading only; a script without one sees an empty temporary folder. */
    Path resources() {
        return resources.orElseGet(() -> temporary().resolve("resources"));
    }

    /** Returns the folder in which the script keeps what is to last. */
    Path data() {
        Path chosen = data;
        if (chosen == null) {
            chosen = chosenData
                    .get()
                    .map(ScriptFolders::normal)
                    .orElseGet(() -> temporary().resolve("data"));
            data = chosen;
        }
        return chosen;
    }

    /** Returns the folder that is deleted when the script ends. */
    Path temp() {
        return temporary().resolve("tmp");
    }

    private Path temporary() {
        Path made = temporary;
        if (made == null) {
            try {
                made = Files.createTempDirectory("tisocket-").toRealPath();
                Files.createDirectories(made.resolve("tmp"));
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            temporary = made;
        }
        return made;
    }

    /**
     * Returns the absolute path that {@code path} stands for: itself, when it is absolute or a {@code file:} URL, else below
     * the resources.
     *
     * @throws IOException when it is outside of the folders
     */
    Path locate(String path) throws IOException {
        String plain = path.startsWith("file:") ? fromUrl(path) : path;
        Path file = resources().resolve(plain).normalize();
        root(file, path);
        return file;
    }

    private static String fromUrl(String url) throws IOException {
        try {
            String decoded = new URI(url).getPath();
            if (decoded != null) {
                return decoded;
            }
        } catch (URISyntaxException notEncoded) {
            // As scripts put it together: a URL to which a name was appended as it is.
            return url.replaceFirst("^file:(//[^/]*)?(?=/)", "");
        }
        throw new IOException(url + ": not the URL of a file; it has to begin with file:///");
    }

    /**
     * Returns what {@link #locate} does.
     *
     * @throws IOException also when a link leads out of the folders
     */
    Path readable(String path) throws IOException {
        Path file = locate(path);
        checkLinks(file, root(file, path), path);
        return file;
    }

    /**
     * Returns what {@link #readable} does.
     *
     * @throws IOException also when the folder is for reading only
     */
    Path writable(String path) throws IOException {
        Path file = readable(path);
        if (!isWritable(file)) {
            throw new IOException(path + ": the folder of the script is for reading only; write below "
                    + "Ti.Filesystem.applicationDataDirectory");
        }
        return file;
    }

    /** Tells whether a file at {@code file} may be written. */
    boolean isWritable(Path file) {
        Path root = innermost(file);
        return root != null && !root.equals(resources());
    }

    /** Tells whether {@code file}, or the link that is there, is in one of the folders. */
    boolean contains(Path file) {
        return innermost(file) != null;
    }

    /** Makes the folder for application data, when {@code file} is to be written there. */
    void prepare(Path file) throws IOException {
        Path root = innermost(file);
        if (root != null && isWritable(file)) {
            Files.createDirectories(root);
        }
    }

    /** Returns the innermost of the folders that {@code file} is in. */
    private Path root(Path file, String asked) throws IOException {
        Path root = innermost(file);
        if (root == null) {
            throw new IOException(asked + ": outside of the folders of this script, " + resources() + " and " + data());
        }
        return root;
    }

    private @Nullable Path innermost(Path file) {
        Path found = null;
        for (Path root : List.of(resources(), data(), temp())) {
            if (file.startsWith(root) && (found == null || root.startsWith(found))) {
                found = root;
            }
        }
        return found;
    }

    /** Follows the links in the part of the path that exists. */
    private static void checkLinks(Path file, Path root, String asked) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        Path existing = root;
        for (Path name : root.relativize(file)) {
            Path next = existing.resolve(name);
            if (!Files.exists(next, LinkOption.NOFOLLOW_LINKS)) {
                break;
            }
            existing = next;
        }
        // A link to nothing cannot be followed, and writing to it would make a file wherever it points.
        boolean inside = Files.exists(existing) && existing.toRealPath().startsWith(root.toRealPath());
        if (!inside) {
            throw new IOException(asked + ": a link leads out of the folders of this script, or nowhere");
        }
    }

    /** Deletes what is temporary. */
    @Override
    public void close() {
        Path made = temporary;
        temporary = null;
        if (made != null) {
            try {
                delete(made);
            } catch (IOException remains) {
                System.getLogger(ScriptFolders.class.getName())
                        .log(System.Logger.Level.WARNING, "temporary folder remains", remains);
            }
        }
    }

    /** Deletes a folder with all that is in it; links are deleted, not followed. */
    static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path emptied, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(emptied);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.reliability.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;

/** The descriptors of this process that are no files: sockets, pipes and what waits for them. Linux; elsewhere none are seen. */
public final class Descriptors {

    private static final Path OWN = Path.of("/proc/self/fd");

    private static final Duration SETTLING = Duration.ofSeconds(5);

    private final Set<String> before;

    private Descriptors(Set<String> before) {
        this.before = before;
    }

    /** Remembers what is open now. */
    public static Descriptors now() {
        return new Descriptors(open());
    }

    /**
     * Returns what has been opened since and is still open; it gives them some seconds to go away, since close() of a
     * connection leaves its descriptor to the peer's FIN for a while, and nothing tells when the system has taken it back.
     */
    public Set<String> leaked() {
        long deadline = System.nanoTime() + SETTLING.toNanos();
        Set<String> leaked = added();
        while (!leaked.isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            leaked = added();
        }
        return leaked;
    }

    private Set<String> added() {
        Set<String> added = open();
        added.removeAll(before);
        return added;
    }

    /** Returns how many descriptors of every kind this process has open. */
    public static int count() {
        return open().size();
    }

    /** Returns how many of them are open once none has been closed for a while. */
    public static int settled() {
        int count = count();
        int same = 0;
        while (same < 20) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            int next = count();
            same = next == count ? same + 1 : 0;
            count = next;
        }
        return count;
    }

    private static Set<String> open() {
        Set<String> names = new TreeSet<>();
        if (!Files.isDirectory(OWN)) {
            return names;
        }
        try (DirectoryStream<Path> links = Files.newDirectoryStream(OWN)) {
            for (Path link : links) {
                addUnlessFile(link, names);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return names;
    }

    private static void addUnlessFile(Path link, Set<String> names) throws IOException {
        try {
            String target = Files.readSymbolicLink(link).toString();
            if (!target.startsWith("/")) {
                names.add(link.getFileName() + " " + target);
            }
        } catch (NoSuchFileException closed) {
            // Gone between the listing and the look: not open.
            names.remove("");
        }
    }
}

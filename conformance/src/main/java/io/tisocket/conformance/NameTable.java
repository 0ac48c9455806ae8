// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;

/**
 * The names of this process: the file that the JDK's property {@code jdk.net.hosts.file} names, which it reads at every
 * look-up. In place of the file a pipe without a writer makes every look-up wait.
 */
final class NameTable {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Path file;
    private final StringBuilder lines = new StringBuilder("127.0.0.1 localhost\n");
    private boolean stalled;

    private NameTable(Path file) {
        this.file = file;
    }

    /** Takes the table over; skips the test where the process has none. */
    static NameTable open() throws IOException {
        String path = System.getProperty("jdk.net.hosts.file", "");
        Assumptions.assumeFalse(path.isEmpty(), "the names of this process are the system's: no jdk.net.hosts.file");
        NameTable table = new NameTable(Path.of(path));
        Files.createDirectories(table.file.getParent());
        table.write();
        return table;
    }

    /** Returns a name that was never looked up before, with these addresses in this order. */
    String fresh(String... addresses) throws IOException {
        String name = "name" + COUNT.incrementAndGet() + ".test";
        for (String address : addresses) {
            lines.append(address).append(' ').append(name).append('\n');
        }
        if (!stalled) {
            write();
        }
        return name;
    }

    private void write() throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.writeString(next, lines);
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Makes look-ups wait from now on. */
    void stall() throws IOException, InterruptedException {
        Path pipe = file.resolveSibling(file.getFileName() + ".pipe");
        Files.deleteIfExists(pipe);
        Process mkfifo = new ProcessBuilder("mkfifo", pipe.toString()).start();
        Assumptions.assumeTrue(mkfifo.waitFor(10, TimeUnit.SECONDS) && mkfifo.exitValue() == 0, "no mkfifo here");
        Files.move(pipe, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        stalled = true;
    }

    /** Answers the look-ups that wait, and those to come. */
    void resume() throws IOException {
        if (!stalled) {
            return;
        }
        stalled = false;
        Path pipe = file.resolveSibling(file.getFileName() + ".old");
        Files.move(file, pipe, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        write();
        // Opened for reading too, so that it does not wait for a reader when no look-up does.
        try (var both = java.nio.channels.FileChannel.open(
                pipe, java.nio.file.StandardOpenOption.READ, java.nio.file.StandardOpenOption.WRITE)) {
            both.write(java.nio.ByteBuffer.wrap(lines.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        }
        Files.delete(pipe);
    }

    void close() throws IOException {
        resume();
    }
}

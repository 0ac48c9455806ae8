// SPDX-License-Identifier: Apache-2.0
package io.tisocket.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file of 1 GiB through a socket into a file, in a heap much smaller than the file. {@code
 * -Dtisocket.transfer.mebibytes=128} makes do with less disk.
 */
@Timeout(600)
class FileTransferTest {
    private static final int MEBIBYTES = Integer.getInteger("tisocket.transfer.mebibytes", 1024);
    private static final int CHUNK = 1 << 20;

    @TempDir
    private Path folder;

    @Test
    void aLargeFileArrivesAsItWasInASmallHeap() throws Exception {
        Path script = folder.resolve("file-transfer.js");
        Files.copy(Path.of(System.getProperty("tisocket.root"), "examples", "file-transfer.js"), script);
        String written = writeRandomFile(folder.resolve("large"));

        try (RunningScript transfer = RunningScript.start(List.of("-Xmx64m"), script, "large", "copy")) {
            long bytes = (long) MEBIBYTES * CHUNK;
            transfer.awaitLine("^Sent " + bytes + " bytes$");
            transfer.awaitLine("^Received " + bytes + " bytes$");
            Path copy = Path.of(transfer.awaitLine("^In (?:file://)?(.*)$").group(1));
            assertThat(transfer.awaitEnd()).isZero();

            assertThat(read(copy)).isEqualTo(written);
            Files.delete(copy);
        }
    }

    private static String writeRandomFile(Path file) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        SplittableRandom random = new SplittableRandom(4);
        byte[] chunk = new byte[CHUNK];
        try (OutputStream output = new DigestOutputStream(Files.newOutputStream(file), digest)) {
            for (int i = 0; i < MEBIBYTES; i++) {
                random.nextBytes(chunk);
                output.write(chunk);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String read(Path file) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (InputStream input = new DigestInputStream(Files.newInputStream(file), digest)) {
            input.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}

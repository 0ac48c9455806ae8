// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A document in {@code docs/} that is printed from a table in the code.
 *
 * <p>{@code mvn -B verify -Dtisocket.docs=write} prints it anew; without that, the build fails when it is stale.
 */
final class GeneratedDocument {

    private GeneratedDocument() {}

    static void check(String name, String text) {
        Path file = Path.of(System.getProperty("tisocket.root"), "docs", name);
        try {
            if ("write".equals(System.getProperty("tisocket.docs"))) {
                Files.writeString(file, text);
            }
            assertThat(Files.readString(file))
                    .as("docs/%s is stale: run mvn -B verify -Dtisocket.docs=write and commit it", name)
                    .isEqualTo(text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}

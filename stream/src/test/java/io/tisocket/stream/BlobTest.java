// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ReadOnlyBufferException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlobTest {

    @Test
    @DisplayName("1.9: a blob counts bytes and decodes them as UTF-8")
    void textAndLength() {
        Blob blob = Blob.of("é");

        assertThat(blob.length()).isEqualTo(2);
        assertThat(blob.text()).contains("é");
        assertThat(blob.toString()).isEqualTo("é");
        assertThat(blob.mimeType()).isEqualTo("text/plain");
        assertThat(blob.file()).isEmpty();
    }

    @ParameterizedTest(name = "{0} has a text: {1}")
    @CsvSource({
        "application/octet-stream, true",
        "text/html, true",
        "application/json, true",
        "image/svg+xml, true",
        "image/png, false",
        "VIDEO/mp4, false",
        "application/zip, false"
    })
    @DisplayName("1.9: content of a known binary type has no text")
    void binaryTypesHaveNoText(String mimeType, boolean hasText) {
        Blob blob = Blob.of(new byte[] {'a'}, mimeType);

        assertThat(blob.text().isPresent()).isEqualTo(hasText);
        assertThat(blob.toString()).isEqualTo(hasText ? "a" : "[object TiBlob]");
    }

    @Test
    @DisplayName("1.9: nobody can change a blob")
    void contentIsImmutable() {
        byte[] bytes = {1, 2};
        Blob blob = Blob.of(bytes, "text/plain");

        bytes[0] = 9;
        blob.toByteArray()[0] = 9;
        blob.toBuffer().set(0, 9);

        assertThat(blob.toByteArray()).containsExactly(1, 2);
        assertThatExceptionOfType(ReadOnlyBufferException.class)
                .isThrownBy(() -> blob.view().put((byte) 9));
    }

    @Test
    @DisplayName("1.9: append makes a longer blob and leaves both parts as they are")
    void appendMakesALongerBlob() {
        Blob head = Blob.of("ab");

        Blob both = head.append(Blob.of("cd"));

        assertThat(both.text()).contains("abcd");
        assertThat(head.text()).contains("ab");
    }

    @Test
    @DisplayName("1.9: Base64 is padded and on one line")
    void base64() {
        assertThat(Blob.of("a").toBase64()).isEqualTo("YQ==");
        assertThat(Blob.of("x".repeat(100)).toBase64()).hasSize(136).doesNotContain("\n");
    }

    @Test
    @DisplayName("1.9: a file read into a blob names the file and its type, and outlives it")
    void readsAFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("page.HTML"), "<p>");

        Blob blob = Blob.read(file);
        Files.delete(file);

        assertThat(blob.text()).contains("<p>");
        assertThat(blob.mimeType()).isEqualTo("text/html");
        assertThat(blob.file()).contains(file);
    }

    @Test
    @DisplayName("1.9: a missing file cannot be read into a blob")
    void missingFile(@TempDir Path folder) {
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> Blob.read(folder.resolve("none")))
                .withMessageContaining("none");
    }
}

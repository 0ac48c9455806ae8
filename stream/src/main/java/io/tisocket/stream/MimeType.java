// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What the name of a file tells of its content, and which contents are no text. */
final class MimeType {

    private static final Map<String, String> BY_EXTENSION = Map.ofEntries(
            Map.entry("txt", "text/plain"),
            Map.entry("csv", "text/csv"),
            Map.entry("htm", "text/html"),
            Map.entry("html", "text/html"),
            Map.entry("css", "text/css"),
            Map.entry("js", "text/javascript"),
            Map.entry("json", "application/json"),
            Map.entry("xml", "application/xml"),
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("gif", "image/gif"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("mp3", "audio/mpeg"),
            Map.entry("mp4", "video/mp4"),
            Map.entry("pdf", "application/pdf"),
            Map.entry("gz", "application/gzip"),
            Map.entry("zip", "application/zip"));

    private static final Set<String> BINARY_FAMILIES = Set.of("image", "audio", "video", "font");
    private static final Set<String> BINARY = Set.of(
            "application/pdf",
            "application/gzip",
            "application/zip",
            "application/x-tar",
            "application/java-archive",
            "application/wasm");

    private MimeType() {}

    /** Returns the type that the extension of {@code file} stands for, else {@code application/octet-stream}. */
    static String of(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return BY_EXTENSION.getOrDefault(name.substring(name.lastIndexOf('.') + 1), Blob.OCTET_STREAM);
    }

    /** Tells whether content of this type is known to be no text; {@code application/octet-stream} is not known to be. */
    static boolean isBinary(String mimeType) {
        String lowerCase = mimeType.toLowerCase(Locale.ROOT);
        String family = lowerCase.substring(0, Math.max(0, lowerCase.indexOf('/')));
        return !lowerCase.endsWith("+xml") && (BINARY_FAMILIES.contains(family) || BINARY.contains(lowerCase));
    }
}

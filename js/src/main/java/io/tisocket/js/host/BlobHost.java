// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js.host;

import io.tisocket.stream.Blob;
import io.tisocket.stream.Buffer;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.graalvm.polyglot.HostAccess.Export;
import org.jspecify.annotations.Nullable;

/** Blobs. */
public final class BlobHost {

    private final ScriptErrors errors;

    BlobHost(ScriptErrors errors) {
        this.errors = errors;
    }

    /** Returns a blob of text. */
    @Export
    public Blob ofText(String text) {
        return errors.guard(() -> Blob.of(text));
    }

    /** Returns the number of bytes. */
    @Export
    public int length(Blob blob) {
        return blob.length();
    }

    /** Returns the type of the content. */
    @Export
    public String mimeType(Blob blob) {
        return blob.mimeType();
    }

    /** Returns the text, or null. */
    @Export
    public @Nullable String text(Blob blob) {
        return blob.text().orElse(null);
    }

    /** Returns the URL of the file it was read from, or null. */
    @Export
    public @Nullable String url(Blob blob) {
        return blob.file().map(BlobHost::url).orElse(null);
    }

    private static String url(Path file) {
        return "file://" + file.toUri().getRawPath();
    }

    /** Returns both as one blob. */
    @Export
    public Blob append(Blob blob, Blob tail) {
        return errors.guardLength(() -> blob.append(tail));
    }

    /** Returns the bytes in Base64. */
    @Export
    public String base64(Blob blob) {
        return errors.guard(blob::toBase64);
    }

    /** Returns a copy of the bytes as a buffer. */
    @Export
    public Buffer toBuffer(Blob blob) {
        return errors.guard(blob::toBuffer);
    }

    /** Returns the bytes for the engine to copy from. */
    @Export
    public ByteBuffer view(Blob blob) {
        return blob.view();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js.host;

import io.tisocket.stream.Blob;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import org.graalvm.polyglot.HostAccess.Export;

/** Base64 and digests. */
public final class EncodingHost {

    private final ScriptErrors errors;

    EncodingHost(ScriptErrors errors) {
        this.errors = errors;
    }

    /** Returns what Base64 stands for; line breaks and what else is no digit is skipped. */
    @Export
    public Blob decodeBase64(String text) {
        return errors.guard(() ->
                Blob.of(Base64.getMimeDecoder().decode(text.getBytes(StandardCharsets.ISO_8859_1)), Blob.OCTET_STREAM));
    }

    /** Returns the digest in hexadecimal digits. */
    @Export
    public String digest(String algorithm, Blob content) {
        return errors.guard(() -> {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            digest.update(content.view());
            return HexFormat.of().formatHex(digest.digest());
        });
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

/** What a peer has received, and how that ended. */
@SuppressWarnings("ArrayRecordComponent") // never compared as a whole
public record Seen(byte[] bytes, End end) {

    /** How the stream ended. */
    public enum End {
        /** With FIN. */
        EOF,
        /** With RST. */
        RESET,
        /** Not yet. */
        OPEN
    }

    @Override
    public String toString() {
        return bytes.length + " bytes, then " + end;
    }
}

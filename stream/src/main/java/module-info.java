// SPDX-License-Identifier: Apache-2.0
/** Bytes and where they flow: buffers, codecs, blobs and streams, without any dependency. */
module io.tisocket.stream {
    requires static transitive org.jspecify;

    exports io.tisocket.stream;
}

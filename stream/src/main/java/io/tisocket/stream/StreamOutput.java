// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;

/** A stream in the shape of an output stream; the bytes come straight from the caller's array. */
final class StreamOutput extends OutputStream {

    private final IoStream stream;

    StreamOutput(IoStream stream) {
        this.stream = stream;
    }

    @Override
    public void write(int value) throws IOException {
        stream.write(Buffer.wrap(new byte[] {(byte) value}));
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, source.length);
        if (length > 0) {
            stream.write(Buffer.wrap(source), offset, length);
        }
    }

    @Override
    public void close() throws IOException {
        Adapters.close(stream);
    }
}

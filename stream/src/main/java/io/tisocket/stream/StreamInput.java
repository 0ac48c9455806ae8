// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** A stream in the shape of an input stream; the bytes go straight into the caller's array. */
final class StreamInput extends InputStream {

    private final IoStream stream;

    StreamInput(IoStream stream) {
        this.stream = stream;
    }

    @Override
    public int read() throws IOException {
        Buffer one = Buffer.allocate(1);
        return stream.read(one) < 0 ? -1 : one.get(0);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        return length == 0 ? 0 : stream.read(Buffer.wrap(target), offset, length);
    }

    @Override
    public void close() throws IOException {
        Adapters.close(stream);
    }
}

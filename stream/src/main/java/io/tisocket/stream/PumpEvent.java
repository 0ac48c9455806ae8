// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import java.io.IOException;
import java.util.Optional;

/**
 * One chunk that a pump has read, or its end.
 *
 * @param source the stream being pumped
 * @param buffer a fresh buffer, exactly as long as the chunk; empty at the end and on failure
 * @param bytesProcessed the length of the chunk; {@link IoStream#END_OF_STREAM} at the end and on failure
 * @param totalBytesProcessed the bytes since the pump started, this chunk included
 * @param failure why the pump ended early; empty for a chunk and at the end of the stream
 */
public record PumpEvent(
        IoStream source, Buffer buffer, int bytesProcessed, long totalBytesProcessed, Optional<IOException> failure) {

    static PumpEvent chunk(IoStream source, Buffer chunk, long total) {
        return new PumpEvent(source, chunk, chunk.length(), total, Optional.empty());
    }

    static PumpEvent end(IoStream source, long total) {
        return new PumpEvent(source, Buffer.allocate(0), IoStream.END_OF_STREAM, total, Optional.empty());
    }

    static PumpEvent failure(IoStream source, long total, IOException failure) {
        return new PumpEvent(source, Buffer.allocate(0), IoStream.END_OF_STREAM, total, Optional.of(failure));
    }
}

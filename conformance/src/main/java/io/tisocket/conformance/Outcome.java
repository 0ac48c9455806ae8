// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

import java.util.Optional;

/**
 * How one read or write ended, or what a pump was given.
 *
 * @param bytesProcessed the number of bytes; -1 at the end of the stream and on failure
 * @param bytes what a pump was given; empty for reads and writes
 * @param failure why it failed, if it did
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a whole
public record Outcome(int bytesProcessed, byte[] bytes, Optional<FailureException> failure) {

    /** Tells whether it succeeded; the end of the stream is a success. */
    public boolean success() {
        return failure.isEmpty();
    }

    @Override
    public String toString() {
        return failure.map(f -> "failed, code " + f.code() + ": " + f.getMessage())
                .orElse(bytesProcessed + " bytes");
    }
}

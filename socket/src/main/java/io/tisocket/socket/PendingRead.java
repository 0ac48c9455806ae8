// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import io.tisocket.socket.transport.Wire;
import io.tisocket.stream.Buffer;
import io.tisocket.stream.IoStream;
import java.io.IOException;

/** A read that waits for its turn and for bytes. */
abstract class PendingRead {

    private final Report report;

    private PendingRead(Report report) {
        this.report = report;
    }

    /** Returns a read into a range of the caller's buffer. */
    static PendingRead into(Buffer buffer, int offset, int length, Report report) {
        return new PendingRead(report) {
            @Override
            boolean isEmpty() {
                return length == 0;
            }

            @Override
            void serve(Wire wire, Traffic traffic) {
                // The buffer may have been shortened since the call.
                int room = Math.min(length, buffer.length() - offset);
                if (room < 0 || (room == 0 && length > 0)) {
                    fail(new IOException("read: the buffer was shortened to " + buffer.length()
                            + " bytes, before the offset " + offset + " of the read"));
                    return;
                }
                int count = room == 0 ? 0 : wire.read(buffer.room(offset, room));
                traffic.read(count);
                report.done(buffer, count);
            }

            @Override
            Buffer unfilled() {
                return buffer;
            }
        };
    }

    /** Returns a read into a buffer made for what is there. */
    static PendingRead chunk(int maxLength, Report report) {
        return new PendingRead(report) {
            @Override
            boolean isEmpty() {
                return false;
            }

            @Override
            void serve(Wire wire, Traffic traffic) {
                Buffer chunk = wire.readChunk(maxLength);
                traffic.read(chunk.length());
                report.done(chunk, chunk.length());
            }

            @Override
            Buffer unfilled() {
                return Buffer.allocate(0);
            }
        };
    }

    final Report report() {
        return report;
    }

    /** Tells whether it asks for no bytes at all. */
    abstract boolean isEmpty();

    /** Takes what is there, at least one byte unless it asks for none, and counts it. */
    abstract void serve(Wire wire, Traffic traffic);

    /** Returns the buffer of an outcome without bytes. */
    abstract Buffer unfilled();

    /** Meets the end of the stream. */
    final void end() {
        report.done(unfilled(), IoStream.END_OF_STREAM);
    }

    final void fail(IOException reason) {
        report.failed(unfilled(), reason);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import io.tisocket.socket.transport.Wire;
import io.tisocket.stream.Buffer;
import io.tisocket.stream.IoEvent;
import io.tisocket.stream.IoStream;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A read that waits for its turn and for bytes, and then is the report of them. */
final class PendingRead extends Report {

    /** What it fills; null: a buffer made for what is there. */
    private @Nullable Buffer target;

    private int offset;
    private int length;
    private @Nullable PendingRead next;

    /** Begins without knowing where to: {@link #into} or {@link #chunk} must follow. */
    PendingRead(TcpSocket socket, int generation, Consumer<? super IoEvent> receiver) {
        super(socket, generation, receiver);
    }

    /** Makes it fill a range of the caller's buffer. */
    PendingRead into(Buffer buffer, int offset, int length) {
        this.target = buffer;
        this.offset = offset;
        this.length = length;
        return this;
    }

    /** Makes it fill a buffer made for what is there, of {@code maxLength} bytes at most. */
    PendingRead chunk(int maxLength) {
        this.length = maxLength;
        return this;
    }

    /** Returns the one behind it in its queue. */
    @Nullable
    PendingRead next() {
        return next;
    }

    void next(@Nullable PendingRead read) {
        next = read;
    }

    /** Tells whether it asks for no bytes at all. */
    boolean isEmpty() {
        return length == 0;
    }

    /** Takes what is there, at least one byte unless it asks for none, and counts it. */
    void serve(Wire wire, Traffic traffic) {
        Buffer buffer = target;
        if (buffer == null) {
            buffer = wire.readChunk(length);
            traffic.read(buffer.length());
            done(buffer, buffer.length());
            return;
        }
        // It may have been shortened since the call.
        int room = Math.min(length, buffer.length() - offset);
        if (room < 0 || (room == 0 && length > 0)) {
            fail(new IOException("read: the buffer was shortened to " + buffer.length() + " bytes, before the offset "
                    + offset + " of the read"));
            return;
        }
        int count = room == 0 ? 0 : wire.read(buffer.room(offset, room));
        traffic.read(count);
        done(buffer, count);
    }

    /** Meets the end of the stream. */
    void end() {
        done(unfilled(), IoStream.END_OF_STREAM);
    }

    void fail(IOException reason) {
        failed(unfilled(), reason);
    }

    /** Returns the buffer of an outcome without bytes. */
    private Buffer unfilled() {
        return target == null ? Buffer.allocate(0) : target;
    }
}

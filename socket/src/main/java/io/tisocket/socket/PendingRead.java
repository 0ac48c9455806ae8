// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import io.tisocket.socket.transport.Wire;
import io.tisocket.stream.Buffer;
import io.tisocket.stream.IoEvent;
import io.tisocket.stream.IoStream;
import java.io.IOException;
import java.util.function.Consumer;

/** A read that waits for its turn and for bytes. */
abstract class PendingRead {

    private final Consumer<? super IoEvent> whenRead;

    PendingRead(Consumer<? super IoEvent> whenRead) {
        this.whenRead = whenRead;
    }

    /** Returns a read into a range of the caller's buffer. */
    static PendingRead into(Buffer buffer, int offset, int length, Consumer<? super IoEvent> whenRead) {
        return new PendingRead(whenRead) {
            @Override
            boolean isEmpty() {
                return length == 0;
            }

            @Override
            void serve(TcpSocket source, Wire wire, Traffic traffic) {
                // The buffer may have been shortened since the call.
                int room = Math.min(length, buffer.length() - offset);
                if (room < 0 || (room == 0 && length > 0)) {
                    fail(
                            source,
                            new IOException("read: the buffer was shortened to " + buffer.length()
                                    + " bytes, before the offset " + offset + " of the read"));
                    return;
                }
                int count = room == 0 ? 0 : wire.read(buffer.view(offset, room));
                traffic.read(count);
                report(IoEvent.success(source, buffer, count));
            }

            @Override
            void end(TcpSocket source) {
                report(IoEvent.success(source, buffer, IoStream.END_OF_STREAM));
            }

            @Override
            void fail(TcpSocket source, IOException reason) {
                report(IoEvent.failure(source, buffer, reason));
            }
        };
    }

    /** Returns a read into a buffer made for what is there. */
    static PendingRead chunk(int maxLength, Consumer<? super IoEvent> whenRead) {
        return new PendingRead(whenRead) {
            @Override
            boolean isEmpty() {
                return false;
            }

            @Override
            void serve(TcpSocket source, Wire wire, Traffic traffic) {
                Buffer chunk = Buffer.allocate(Math.min(maxLength, wire.available()));
                int count = wire.read(chunk.view(0, chunk.length()));
                traffic.read(count);
                report(IoEvent.success(source, chunk, count));
            }

            @Override
            void end(TcpSocket source) {
                report(IoEvent.success(source, Buffer.allocate(0), IoStream.END_OF_STREAM));
            }

            @Override
            void fail(TcpSocket source, IOException reason) {
                report(IoEvent.failure(source, Buffer.allocate(0), reason));
            }
        };
    }

    /** Tells whether it asks for no bytes at all. */
    abstract boolean isEmpty();

    /** Takes what is there, at least one byte unless it asks for none, and counts it. */
    abstract void serve(TcpSocket source, Wire wire, Traffic traffic);

    /** Meets the end of the stream. */
    abstract void end(TcpSocket source);

    abstract void fail(TcpSocket source, IOException reason);

    final void report(IoEvent event) {
        whenRead.accept(event);
    }
}

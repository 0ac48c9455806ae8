// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import java.io.IOException;
import java.util.function.Consumer;

/** One asynchronous read to the end; the caller's buffer changes only when all is there. */
final class AsyncReadAll {

    private final IoStream source;
    private final Buffer into;
    private final Consumer<? super IoEvent> whenRead;
    private final Buffer all = Buffer.allocate(0);
    private final Repeat repeat = new Repeat(this::readChunk);

    AsyncReadAll(IoStream source, Buffer into, Consumer<? super IoEvent> whenRead) {
        this.source = source;
        this.into = into;
        this.whenRead = whenRead;
    }

    void readChunk() {
        source.readChunkAsync(Chunk.AHEAD, this::arrived);
    }

    private void arrived(IoEvent event) {
        if (event.failure().isPresent()) {
            whenRead.accept(IoEvent.failure(source, into, event.failure().get()));
        } else if (event.bytesProcessed() < 0) {
            into.takeOver(all);
            whenRead.accept(IoEvent.success(source, into, into.length()));
        } else {
            gather(event.buffer());
        }
    }

    private void gather(Buffer chunk) {
        try {
            all.append(chunk);
            chunk.release();
        } catch (IllegalArgumentException tooLong) {
            whenRead.accept(
                    IoEvent.failure(source, into, new IOException("readAll: " + tooLong.getMessage(), tooLong)));
            return;
        }
        repeat.again();
    }
}

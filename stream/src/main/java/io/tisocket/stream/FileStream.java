// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.Executor;

/** A stream that reads a file, or writes one. Closing twice is harmless. */
public final class FileStream extends BlockingStream {

    /** A device or a file that grows may hold more than its size tells. */
    private static final int LEAST_CHUNK = 1 << 12;

    private static final int LARGEST_CHUNK = 1 << 24;

    private final SeekableByteChannel channel;

    private FileStream(Path file, SeekableByteChannel channel, StreamMode mode, Executor executor) {
        super("file stream " + file, mode, executor);
        this.channel = channel;
    }

    /**
     * Opens {@code file}, blocking.
     *
     * @param mode {@code READ} needs the file; {@code WRITE} empties it, {@code APPEND} goes on at its end, and both make it
     *     when it is missing
     * @param executor runs the asynchronous forms, which read and write the disk, and their callbacks, one at a time and in
     *     order
     * @throws IOException when the file cannot be opened that way; the message names it, the mode and the reason
     */
    public static FileStream open(Path file, StreamMode mode, Executor executor) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(refusal(file, mode, "it is a folder"));
        }
        try {
            return new FileStream(file, Files.newByteChannel(file, options(mode)), mode, executor);
        } catch (NoSuchFileException missing) {
            String reason = mode == StreamMode.READ ? "no such file" : "its folder does not exist";
            throw new IOException(refusal(file, mode, reason), missing);
        } catch (AccessDeniedException denied) {
            throw new IOException(refusal(file, mode, "access denied"), denied);
        }
    }

    @Override
    int readNow(Buffer buffer, int offset, int length) throws IOException {
        ByteBuffer target = buffer.room(offset, length);
        while (target.hasRemaining()) {
            if (channel.read(target) < 0) {
                break;
            }
        }
        return target.position() == 0 ? END_OF_STREAM : target.position();
    }

    @Override
    void writeNow(Buffer buffer, int offset, int length) throws IOException {
        ByteBuffer source = buffer.borrow(offset, length);
        while (source.hasRemaining()) {
            channel.write(source);
        }
    }

    @Override
    long expected() throws IOException {
        return Math.max(LEAST_CHUNK, Math.min(channel.size() - channel.position(), LARGEST_CHUNK));
    }

    @Override
    void closeNow() throws IOException {
        channel.close();
    }

    private static Set<OpenOption> options(StreamMode mode) {
        return switch (mode) {
            case READ -> Set.of(StandardOpenOption.READ);
            case WRITE ->
                Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
            case APPEND -> Set.of(StandardOpenOption.APPEND, StandardOpenOption.CREATE);
        };
    }

    private static String refusal(Path file, StreamMode mode, String reason) {
        return "open " + file + " in mode " + mode + ": " + reason;
    }
}

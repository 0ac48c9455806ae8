// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.unix.Errors.NativeIoException;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.nio.channels.NotYetConnectedException;

/** Moves bytes between Netty's buffers and a descriptor that never blocks, by one system call. */
final class Descriptors {

    private Descriptors() {}

    /** Fills what is left of {@code bytes}; returns how many bytes came, 0 when there are none, -1 at the end of the stream. */
    static int receive(Socket socket, ByteBuf bytes) throws IOException {
        int room = bytes.writableBytes();
        int at = bytes.writerIndex();
        int count;
        try {
            count = bytes.hasMemoryAddress()
                    ? socket.recvAddress(bytes.memoryAddress(), at, at + room)
                    : socket.recv(bytes.internalNioBuffer(at, room), at, at + room);
        } catch (NotYetConnectedException notConnected) {
            throw notConnected("recv", notConnected);
        }
        if (count > 0) {
            bytes.writerIndex(at + count);
        }
        return count;
    }

    /** Takes from {@code bytes} what the system has room for. */
    static void send(Socket socket, ByteBuf bytes) throws IOException {
        try {
            int count = bytes.hasMemoryAddress()
                    ? socket.sendAddress(bytes.memoryAddress(), bytes.readerIndex(), bytes.writerIndex())
                    : socket.send(bytes.nioBuffer(), 0, bytes.readableBytes());
            bytes.skipBytes(count);
        } catch (NotYetConnectedException notConnected) {
            throw notConnected("send", notConnected);
        }
    }

    /** Sends FIN. */
    static void sendEnd(Socket socket) throws IOException {
        try {
            socket.shutdown(false, true);
        } catch (NotYetConnectedException notConnected) {
            throw notConnected("shutdown", notConnected);
        }
    }

    private static IOException notConnected(String call, NotYetConnectedException cause) {
        IOException failure = new NativeIoException(call, -Errno.ENOTCONN, false);
        failure.initCause(cause);
        return failure;
    }
}

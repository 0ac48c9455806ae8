// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

/** One end of a connection in a {@link FaultyHistory}: it sends a stream of bytes that begins with its number. */
interface HistoryEnd {

    /** Returns byte {@code position} of the stream of end {@code number}. */
    static byte byteAt(int number, int position) {
        return (byte) (position == 0 ? number : number * 37 + position * 7 + (position >> 8) * 11);
    }

    /** Returns the bytes from {@code position} on of the stream of end {@code number}. */
    static byte[] bytesAt(int number, int position, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = byteAt(number, position + i);
        }
        return bytes;
    }

    /** Tells whether it is connected, and neither has heard of any end nor caused one. */
    boolean isWell();

    /** Tells whether it has ended the connection or knows that it is broken, so that the other end is going to hear of it. */
    boolean isOver();

    /** Tells whether bytes that it has handed over are not with the network yet. */
    boolean isWriting();

    /** Returns how many bytes the other end has to get, unless it is told of an error. */
    int delivered();

    /** Judges a moment in which nothing is under way any more, before anything is torn down. */
    void judgeIdle();

    /** Judges after everything has been torn down. */
    void judgeEnd();
}

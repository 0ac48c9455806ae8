// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

/**
 * What one socket has moved so far: a copy of its numbers, made when {@link TcpSocket#counters()} was called.
 *
 * <p>The first three count for a connection, the others for a listener; what does not apply is 0. Each begins at 0 with the
 * state CONNECTED or LISTENING and stays readable when that state has ended, until the socket is CONNECTED or LISTENING
 * again. The numbers are read one after another: while the socket works they may be of slightly different moments, but
 * those that only grow never go back.
 *
 * @param bytesIn bytes that reads have given to the program; what was read ahead for it does not count before it is taken.
 *     It only grows
 * @param bytesOut bytes of writes that the operating system has taken, which says nothing about the peer. A write counts
 *     when all of it has been taken, a long one in parts of at most 256 KiB. It only grows
 * @param pendingBytes bytes of writes that were accepted and do not count as {@code bytesOut} yet, those of asynchronous
 *     writes that other threads have only just handed over included; 0 when the connection has ended, whatever became of them
 * @param queued connections that wait to be accepted, at most {@link TcpSocket#listenQueueSize()}; 0 when the listener has
 *     ended
 * @param accepted connections taken by {@link TcpSocket#accept()}, from the moment they were taken. It only grows
 * @param rejected connections that this side has reset: because the queue was full, or because the listener ended while they
 *     waited. A peer that gives up while it waits counts nowhere. It only grows
 */
public record SocketCounters(long bytesIn, long bytesOut, long pendingBytes, int queued, long accepted, long rejected) {

    /** What a socket has moved that has been neither CONNECTED nor LISTENING. */
    static final SocketCounters ZERO = new SocketCounters(0, 0, 0, 0, 0, 0);
}

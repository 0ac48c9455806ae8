// SPDX-License-Identifier: Apache-2.0
package io.tisocket.reliability.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;

/** What Linux tells of its connections, in {@code /proc/net/tcp} and {@code tcp6}. */
public final class Kernel {

    /** A socket of IPv6 may have a connection of IPv4. */
    private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));

    private Kernel() {}

    /** Returns how many bytes the end at {@code localPort} has sent and the end at {@code remotePort} has not acknowledged. */
    public static long unacknowledged(int localPort, int remotePort) throws IOException {
        return queues(localPort, remotePort)[0];
    }

    /** Returns how many bytes the end at {@code localPort} has received from {@code remotePort} and nobody has read. */
    public static long unread(int localPort, int remotePort) throws IOException {
        return queues(localPort, remotePort)[1];
    }

    /** Tells whether a connection or a listener has {@code localPort}, be it in TIME_WAIT. */
    public static boolean knows(int localPort) throws IOException {
        String local = String.format(":%04X", localPort);
        for (Path table : TABLES) {
            for (String line : Files.readAllLines(table)) {
                if (line.strip().split("\\s+", -1)[1].endsWith(local)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static long[] queues(int localPort, int remotePort) throws IOException {
        String local = String.format(":%04X", localPort);
        String remote = String.format(":%04X", remotePort);
        for (Path table : TABLES) {
            for (String line : Files.readAllLines(table)) {
                String[] cells = line.strip().split("\\s+", -1);
                if (cells[1].endsWith(local) && cells[2].endsWith(remote)) {
                    String[] queues = cells[4].split(":", -1);
                    return new long[] {Long.parseLong(queues[0], 16), Long.parseLong(queues[1], 16)};
                }
            }
        }
        throw new NoSuchElementException("no connection from " + local + " to " + remote);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.reliability.fault;

import io.tisocket.socket.AcceptedEvent;
import io.tisocket.socket.SocketLoop;
import io.tisocket.socket.TcpSocket;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A server for a process of its own, which, with an argument, has no descriptor left before it accepts for the first time in
 * its life. It says its port, and how many it has accepted; a line of input makes it give its descriptors back.
 */
final class Hoarder {

    private static final List<FileInputStream> HOARD = new ArrayList<>();

    /** Connections that took a descriptor which the runtime gave back after all was taken: it must not serve for all. */
    private static final List<TcpSocket> EARLY = new ArrayList<>();

    private static boolean hoarding;
    private static int accepted;

    private Hoarder() {}

    public static void main(String[] arguments) throws IOException {
        try (SocketLoop loop = SocketLoop.create()) {
            TcpSocket listener = loop.createTcp().host("127.0.0.1").listenQueueSize(1000);
            listener.onAccepted(Hoarder::accepted);
            listener.onError(event -> System.out.println("error " + event.code() + " " + event.error()));
            listener.listen();
            Thread input = new Thread(() -> freeOnInput(loop), "input");
            input.setDaemon(true);
            input.start();
            listener.accept();
            System.out.println("port " + listener.port());
            if (arguments.length > 0) {
                hoard();
            }
            loop.run();
        }
    }

    private static void hoard() throws IOException {
        hoarding = true;
        try {
            while (true) {
                HOARD.add(new FileInputStream("/dev/null"));
            }
        } catch (FileNotFoundException full) {
            System.out.println("full " + HOARD.size());
        }
    }

    /** The first line of input frees; the end of the input, which comes as well when the parent dies, ends the program. */
    private static void freeOnInput(SocketLoop loop) {
        try {
            boolean freed = false;
            for (int read = System.in.read(); read >= 0; read = System.in.read()) {
                if (read == '\n' && !freed) {
                    freed = true;
                    for (Closeable hoarded : HOARD) {
                        hoarded.close();
                    }
                    loop.execute(Hoarder::takeAll);
                }
            }
            loop.stop();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void accepted(AcceptedEvent event) {
        event.socket().accept();
        if (hoarding) {
            EARLY.add(event.inbound());
        } else {
            count(event.inbound());
        }
    }

    private static void takeAll() {
        hoarding = false;
        EARLY.forEach(Hoarder::count);
        EARLY.clear();
    }

    private static void count(TcpSocket inbound) {
        inbound.abort();
        accepted++;
        System.out.println("accepted " + accepted);
    }
}

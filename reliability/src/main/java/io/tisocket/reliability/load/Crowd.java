// SPDX-License-Identifier: Apache-2.0
package io.tisocket.reliability.load;

import io.tisocket.conformance.ScriptedPeer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The process of many peers that connect, say nothing until told to on standard input, and then want one echo each. */
final class Crowd {

    private Crowd() {}

    /** Arguments: the port, and how many. */
    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(arguments[0]);
        int count = Integer.parseInt(arguments[1]);
        List<ScriptedPeer> peers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            peers.add(ScriptedPeer.connectTo(port));
        }
        System.out.println("connected");
        if (System.in.read() < 0) {
            return;
        }
        for (int i = 0; i < count; i++) {
            peers.get(i).send(message(i));
        }
        int answered = 0;
        for (int i = 0; i < count; i++) {
            byte[] message = message(i);
            answered += Arrays.equals(peers.get(i).read(message.length).bytes(), message) ? 1 : 0;
        }
        System.out.println("answered " + answered);
        if (System.in.read() >= 0) {
            peers.forEach(ScriptedPeer::close);
        }
    }

    private static byte[] message(int sender) {
        return String.format("%64d", sender).getBytes(StandardCharsets.US_ASCII);
    }
}

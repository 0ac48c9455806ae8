// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

/** One reason for {@link SocketLoop#run()} not to end; taken or not, never twice. Loop thread only. Rule J4. */
final class Hold {

    private final SocketLoop loop;
    private boolean taken;

    Hold(SocketLoop loop) {
        this.loop = loop;
    }

    boolean isTaken() {
        return taken;
    }

    void set(boolean wanted) {
        if (wanted != taken) {
            taken = wanted;
            loop.holds(wanted ? 1 : -1);
        }
    }
}

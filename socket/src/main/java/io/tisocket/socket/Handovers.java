// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import java.util.ArrayDeque;
import java.util.Queue;

/** The connections that the listeners of one loop have taken, until {@code accepted} is called. Loop thread only. */
final class Handovers {

    private final SocketLoop loop;
    private final Hold hold;

    /** Taken and not ready, or behind one that is not. */
    private final Queue<Handover> preparing = new ArrayDeque<>();

    /** Those whose callbacks are due. */
    private final Queue<Handover> due = new ArrayDeque<>();

    Handovers(SocketLoop loop) {
        this.loop = loop;
        this.hold = new Hold(loop);
    }

    /** Reports {@code handover} in its turn: after those that were taken before, whichever is ready first. Rule A7. */
    void take(Handover handover) {
        preparing.add(handover);
        hold.set(true);
        handover.prepare(this::postReady);
    }

    private void postReady() {
        while (!preparing.isEmpty() && preparing.element().isReady()) {
            due.add(preparing.remove());
            loop.execute(() -> due.remove().report());
        }
        hold.set(!preparing.isEmpty());
    }

    /** Drops what nobody has been told of. */
    void close() {
        due.forEach(Handover::refuse);
        due.clear();
        preparing.forEach(Handover::refuse);
        preparing.clear();
    }
}

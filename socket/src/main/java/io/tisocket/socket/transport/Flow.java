// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

import io.tisocket.socket.simulation.Fault;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a simulated connection: what the operating systems at both ends hold and what is under way between them.
 *
 * <p>Everything arrives in the order in which it was sent, FIN and RST included. At most a fixed number of bytes fits in;
 * room comes back when the receiver takes bytes out.
 */
final class Flow {

    private final VirtualTime time;
    private final Dice dice;
    private final SimulatedWire sender;
    private final SimulatedWire receiver;
    private final ByteFifo arrived = new ByteFifo();

    /** Sent and not arrived, in order; moved one piece at a time into what has arrived. */
    private final ByteFifo underWay = new ByteFifo();

    private long lastArrival;
    private boolean roomWanted;
    private boolean finSent;
    private boolean finArrived;
    private boolean cut;

    Flow(VirtualTime time, Dice dice, SimulatedWire sender, SimulatedWire receiver) {
        this.time = time;
        this.dice = dice;
        this.sender = sender;
        this.receiver = receiver;
    }

    // ---- the sender's side ----

    /** Returns how many bytes can be sent now; when it is 0, {@link SimulatedWire#roomCame()} follows. */
    int room() {
        int room = dice.buffer() - underWay.size() - arrived.size();
        roomWanted = room <= 0;
        return Math.max(0, room);
    }

    /** Sends the next {@code count} bytes of {@code source}. */
    void send(ByteBuffer source, int count) {
        underWay.add(source, count);
        int left = count;
        while (left > 0) {
            int piece = dice.strikes(Fault.PARTIAL_READ) ? dice.part(left) : left;
            left -= piece;
            if (dice.strikes(Fault.RESET)) {
                time.at(arrival(), this::breakBoth);
            }
            time.at(arrival(), () -> arrive(piece));
        }
    }

    void sendFin() {
        if (!finSent) {
            finSent = true;
            time.at(arrival(), this::arriveFin);
        }
    }

    /** Sends RST after all that is under way. */
    void sendReset() {
        time.at(arrival(), this::arriveReset);
    }

    /** Takes back everything that has not arrived: it is lost on its way. */
    void cut() {
        cut = true;
        underWay.clear();
    }

    private long arrival() {
        long delay = dice.latency() + (dice.strikes(Fault.STALL) ? dice.stall() : 0);
        lastArrival = Math.max(lastArrival, time.now() + delay);
        return lastArrival;
    }

    // ---- the receiver's side ----

    private void arrive(int count) {
        if (cut) {
            return;
        }
        if (receiver.isClosed()) {
            // Nobody is there any more: the receiver's system answers with RST.
            cut();
            receiver.answerWithReset();
        } else {
            underWay.move(arrived, count);
            receiver.arrived();
        }
    }

    private void arriveFin() {
        if (!cut && !receiver.isClosed()) {
            finArrived = true;
            receiver.arrived();
        }
    }

    private void arriveReset() {
        if (!cut) {
            cut();
            receiver.broken(WireException.reset());
        }
    }

    private void breakBoth() {
        if (!cut) {
            WireException reason = WireException.reset();
            sender.cutBoth();
            receiver.broken(reason);
            sender.broken(reason);
        }
    }

    /** Returns how many bytes have arrived and were not taken. */
    int available() {
        return arrived.size();
    }

    /** Tells whether FIN has arrived and every byte before it was taken. */
    boolean isAtEnd() {
        return finArrived && arrived.size() == 0;
    }

    /** Moves {@code count} arrived bytes to {@code target}. */
    void take(ByteFifo target, int count) {
        arrived.move(target, count);
        if (roomWanted) {
            roomWanted = false;
            time.after(dice.latency(), sender::roomCame);
        }
    }

    /** Drops what has arrived. */
    void clear() {
        arrived.clear();
    }

    /** Returns what is between the two ends, for messages; null when nothing is. */
    @Nullable
    String describe() {
        return underWay.size() + arrived.size() == 0
                ? null
                : underWay.size() + " bytes under way and " + arrived.size() + " not read";
    }
}

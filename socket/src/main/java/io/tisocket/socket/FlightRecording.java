// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import io.tisocket.socket.transport.Arrival;
import jdk.jfr.FlightRecorder;
import org.jspecify.annotations.Nullable;

/**
 * Puts what happens to sockets into the recordings of the JDK's Flight Recorder, if there are any.
 *
 * <p>Until the first recording of the process begins, no event is made and no class of one is loaded. Without the module
 * {@code jdk.jfr} nothing is ever recorded.
 */
final class FlightRecording {

    private static final boolean AVAILABLE =
            ModuleLayer.boot().findModule("jdk.jfr").isPresent();

    private FlightRecording() {}

    /** An event of a close that goes on; a lambda that held the event as its own class would load it, recorded or not. */
    interface OfClose {
        void end(TcpSocket socket, int generation);
    }

    private static boolean isOn() {
        return AVAILABLE && FlightRecorder.isInitialized();
    }

    /** An attempt to connect begins. */
    static @Nullable JfrConnect connect() {
        if (!isOn()) {
            return null;
        }
        JfrConnect event = new JfrConnect();
        event.begin();
        return event;
    }

    /** The close of a connection or of a listener begins. */
    static @Nullable OfClose close() {
        if (!isOn()) {
            return null;
        }
        JfrClose event = new JfrClose();
        event.begin();
        return event;
    }

    /** A socket was aborted that was busy with something. */
    static void abort(TcpSocket socket, int generation) {
        if (isOn()) {
            JfrClose event = new JfrClose();
            event.aborted = true;
            event.end(socket, generation);
        }
    }

    /** A listener has taken a connection. */
    static void accept(TcpSocket listener, int generation, Arrival arrival) {
        if (isOn()) {
            new JfrAccept().happened(listener, generation, arrival);
        }
    }

    /** A socket has come to be in state ERROR. */
    static void error(TcpSocket socket, int generation, SocketFailedException failure) {
        if (isOn()) {
            new JfrError().happened(socket, generation, failure);
        }
    }

    /** A callback has kept its loop for too long. */
    static void slowCallback(SlowCallback slow) {
        if (isOn()) {
            new JfrSlowCallback().happened(slow);
        }
    }
}

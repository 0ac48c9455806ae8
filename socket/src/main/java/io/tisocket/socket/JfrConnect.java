// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import io.tisocket.socket.transport.AddressText;
import io.tisocket.socket.transport.Wire;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** In a recording: one attempt to connect, from {@code connect()} to its outcome. */
@Name("tisocket.Connect")
@Label("TCP Connect")
@Category("TiSocket")
@Description("An attempt to connect, from connect() to its outcome, looking up the host included")
@StackTrace(false)
final class JfrConnect extends Event {

    @Label("Host")
    @Description("As the program gave it")
    String host = "";

    @Label("Port")
    int port;

    @Label("Generation")
    @Description("Which of the connections and listeners of its socket it is")
    int generation;

    @Label("Outcome")
    @Description("connected, failed or aborted")
    String outcome = "";

    @Label("Remote Address")
    @Description("The address that was reached, with the port; empty if none was")
    String remoteAddress = "";

    @Label("Local Address")
    @Description("This end's address, with the port; empty if there is no connection")
    String localAddress = "";

    @Label("Error")
    @Description("The name of the error; empty unless the attempt failed")
    String error = "";

    @Label("Error Number")
    @Description("The number of the error, -1 for one without; 0 unless the attempt failed")
    int errorNumber;

    void connected(Endpoint endpoint, int generation, Wire wire) {
        if (shouldCommit()) {
            remoteAddress = AddressText.of(wire.remoteAddress());
            localAddress = AddressText.of(wire.localAddress());
            end(endpoint, generation, "connected");
        }
    }

    void failed(Endpoint endpoint, int generation, SocketErrorCode code) {
        error = code.name();
        errorNumber = code.number();
        end(endpoint, generation, "failed");
    }

    void aborted(Endpoint endpoint, int generation) {
        end(endpoint, generation, "aborted");
    }

    private void end(Endpoint endpoint, int generation, String outcome) {
        if (shouldCommit()) {
            this.host = endpoint.hostOrEmpty();
            this.port = endpoint.port();
            this.generation = generation;
            this.outcome = outcome;
            commit();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import io.tisocket.socket.transport.AddressText;
import io.tisocket.socket.transport.Arrival;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** In a recording: a listener has taken one connection. */
@Name("tisocket.Accept")
@Label("TCP Accept")
@Category("TiSocket")
@Description("A listener has taken a connection; its callback is due")
@StackTrace(false)
final class JfrAccept extends Event {

    @Label("Host")
    @Description("Of the listener")
    String host = "";

    @Label("Port")
    @Description("Of the listener")
    int port;

    @Label("Generation")
    @Description("Which of the connections and listeners of its socket the listener is")
    int generation;

    @Label("Remote Address")
    @Description("The peer's address, with the port")
    String remoteAddress = "";

    @Label("Queued")
    @Description("How many connections still wait")
    int queued;

    void happened(TcpSocket listener, int generation, Arrival arrival) {
        if (shouldCommit()) {
            this.host = listener.endpoint().hostOrEmpty();
            this.port = listener.port();
            this.generation = generation;
            this.remoteAddress = AddressText.of(arrival.remoteAddress());
            this.queued = listener.counters().queued();
            commit();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** In a recording: this side has closed a connection or a listener. */
@Name("tisocket.Close")
@Label("TCP Close")
@Category("TiSocket")
@Description("This side has closed a connection or a listener, or aborted whatever the socket was busy with")
@StackTrace(false)
final class JfrClose extends Event implements FlightRecording.OfClose {

    @Label("Host")
    @Description("As the socket has it: the peer's, or that of a listener")
    String host = "";

    @Label("Port")
    int port;

    @Label("Generation")
    @Description("Which of the connections and listeners of its socket it was")
    int generation;

    @Label("Aborted")
    @Description("By abort(), not by close()")
    boolean aborted;

    @Label("Bytes In")
    @DataAmount
    long bytesIn;

    @Label("Bytes Out")
    @DataAmount
    long bytesOut;

    @Label("Accepted")
    @Description("Connections that the listener had taken")
    long accepted;

    @Label("Rejected")
    @Description("Connections that the listener had reset, those that waited at the end included")
    long rejected;

    @Override
    public void end(TcpSocket socket, int generation) {
        if (shouldCommit()) {
            SocketCounters counters = socket.counters();
            this.host = socket.endpoint().hostOrEmpty();
            this.port = socket.port();
            this.generation = generation;
            this.bytesIn = counters.bytesIn();
            this.bytesOut = counters.bytesOut();
            this.accepted = counters.accepted();
            this.rejected = counters.rejected();
            commit();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import java.util.Objects;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** In a recording: a socket has come to be in state ERROR. */
@Name("tisocket.Error")
@Label("TCP Error")
@Category("TiSocket")
@Description("A socket has come to be in state ERROR, by a connect, a listen, a connection or a listener that failed")
@StackTrace(false)
final class JfrError extends Event {

    @Label("Host")
    @Description("As the socket has it: the peer's, or that of a listener")
    String host = "";

    @Label("Port")
    int port;

    @Label("Generation")
    @Description("Which of the connections and listeners of its socket it was")
    int generation;

    @Label("Error")
    @Description("The name of the error")
    String error = "";

    @Label("Error Number")
    @Description("The number of the error, -1 for one without")
    int errorNumber;

    @Label("Message")
    @Description("As the program reads it")
    String message = "";

    void happened(TcpSocket socket, int generation, SocketFailedException failure) {
        if (shouldCommit()) {
            this.host = socket.endpoint().hostOrEmpty();
            this.port = socket.port();
            this.generation = generation;
            this.error = failure.code().name();
            this.errorNumber = failure.code().number();
            this.message = Objects.requireNonNullElse(failure.getMessage(), "");
            commit();
        }
    }
}

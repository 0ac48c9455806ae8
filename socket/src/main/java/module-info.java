// SPDX-License-Identifier: Apache-2.0
/** TCP sockets with five states, for Java programs. */
module io.tisocket.socket {
    requires transitive io.tisocket.stream;
    requires static transitive org.jspecify;
    requires static jdk.jfr;
    requires io.netty.buffer;
    requires io.netty.common;
    requires io.netty.transport;
    requires io.netty.transport.classes.epoll;
    requires io.netty.transport.classes.kqueue;
    requires io.netty.transport.unix.common;

    exports io.tisocket.socket;
    exports io.tisocket.socket.simulation;
}

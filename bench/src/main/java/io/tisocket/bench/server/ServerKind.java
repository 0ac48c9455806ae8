// SPDX-License-Identifier: Apache-2.0
package io.tisocket.bench.server;

import java.io.IOException;
import java.util.Locale;

/** The servers that run on any supported JDK. */
enum ServerKind {
    NETTY_EPOLL {
        @Override
        BenchServer start(Mode mode) {
            return NettyServer.epoll(mode, 1);
        }
    },
    NETTY_EPOLL_2 {
        @Override
        BenchServer start(Mode mode) {
            return NettyServer.epoll(mode, 2);
        }
    },
    NETTY_NIO {
        @Override
        BenchServer start(Mode mode) {
            return NettyServer.nio(mode);
        }
    },
    VERTX {
        @Override
        BenchServer start(Mode mode) {
            return VertxServer.start(mode);
        }
    },
    TISOCKET {
        @Override
        BenchServer start(Mode mode) throws IOException {
            return TiSocketServer.start(mode, 1);
        }
    },
    TISOCKET_2 {
        @Override
        BenchServer start(Mode mode) throws IOException {
            return TiSocketServer.start(mode, 2);
        }
    };

    abstract BenchServer start(Mode mode) throws IOException;

    static ServerKind named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}

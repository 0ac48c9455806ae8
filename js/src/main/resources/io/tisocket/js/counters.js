// What a TCP socket has moved so far.
(function (internal, host) {
    'use strict';

    const { sockets } = host;
    const { TCP, nativeStream } = internal;

    const snapshot = (bytesIn, bytesOut, pendingBytes, queued, accepted, rejected) =>
        ({ bytesIn, bytesOut, pendingBytes, queued, accepted, rejected });

    internal.hidden(TCP.prototype, 'counters', function counters() {
        return sockets.counters(nativeStream(this), snapshot);
    });
})

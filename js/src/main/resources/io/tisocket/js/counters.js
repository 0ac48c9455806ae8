// What a TCP socket has moved so far.
(function (internal, host) {
    'use strict';

    const { sockets } = host;
    const { TCP, nativeStream } = internal;

    const snapshot = (bytesIn, bytesOut, pendingBytes, queued, accepted, rejected) =>
        ({ bytesIn, bytesOut, pendingBytes, queued, accepted, rejected });

    internal.hidden(TCP.prototype, 'counters', function counters() {
        const native = nativeStream(this);
        if (native === undefined || !(this instanceof TCP)) {
            throw new TypeError(`counters(): called on ${internal.show(this)}: a TCP socket is needed`);
        }
        return sockets.counters(native, snapshot);
    });
})

// Ti.Network and Ti.Network.Socket.
(function (internal) {
    'use strict';

    const Socket = internal.namespace('Ti.Network.Socket');
    const Network = internal.namespace('Ti.Network');
    const states = ['INITIALIZED', 'CONNECTED', 'LISTENING', 'CLOSED', 'ERROR'];

    states.forEach((name, index) => {
        internal.constants(Socket, { [name]: index + 1 });
        internal.constants(Network, { [`SOCKET_${name}`]: index + 1 });
    });

    const createTCP = (options) => internal.createTCP(options);
    internal.methods(Socket, { createTCP });
    internal.methods(Network, { createTCP, encodeURIComponent, decodeURIComponent });

    internal.constants(Network, {
        TCP: 1,
        NETWORK_NONE: 0,
        NETWORK_WIFI: 1,
        NETWORK_MOBILE: 2,
        NETWORK_LAN: 3,
        NETWORK_UNKNOWN: 4,
        PROGRESS_UNKNOWN: -1,
        online: true,
        networkType: 3,
        networkTypeName: 'LAN'
    });
    for (const name of ['online', 'networkType', 'networkTypeName']) {
        internal.accessor(Network, name);
    }
})

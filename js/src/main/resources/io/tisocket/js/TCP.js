// Ti.Network.Socket.TCP.
(function (internal, host) {
    'use strict';

    const { sockets } = host;
    const { show } = internal;

    // As they are now, whatever a script makes of them later.
    const { keys } = Object;
    const { min, trunc } = Math;
    const number = Number;
    const { isInteger } = Number;

    const CHUNK = 65536;
    const MAX_TIMEOUT = 8.64e12; // a hundred thousand days

    /** Returns the port that a Number or a numeric String stands for. */
    function portOf(value, least, call) {
        const legal = least === 0 ? '1 to 65535, or 0 or none for a free one' : '1 to 65535';
        if (value === undefined || value === null) {
            if (least === 0) {
                return 0;
            }
            throw new Error(`${call}: no port is set: ${legal}`);
        }
        const isNumber = typeof value === 'number' || (typeof value === 'string' && /^\s*\d+\s*$/.test(value));
        const port = isNumber ? number(value) : NaN;
        if (!isInteger(port) || port < least || port > 65535) {
            throw new Error(`${call}: port ${show(value)} is not legal: ${legal}`);
        }
        return port;
    }

    function hostOf(value, call) {
        if (value === undefined || value === null) {
            return null;
        }
        if (typeof value !== 'string') {
            throw new Error(`${call}: host ${show(value)} is not legal: a name, an IPv4 or an IPv6 address`);
        }
        return value;
    }

    /** Returns a timeout in milliseconds; none is 0. */
    function timeoutOf(value, call) {
        if (value === undefined || value === null) {
            return 0;
        }
        const isNumber = typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');
        const timeout = isNumber ? number(value) : NaN;
        if (timeout !== timeout) {
            throw new Error(`${call}: timeout ${show(value)} is not legal: milliseconds, 0 or less for none`);
        }
        return timeout <= 0 || timeout > MAX_TIMEOUT ? 0 : timeout;
    }

    /** Returns how many connections may wait; what is no number is the default, which Java reads from 0. */
    function queueSizeOf(value) {
        const size = trunc(number(value));
        return size >= 1 ? min(size, 2147483647) : 0;
    }

    /** Told of what sockets report and when they begin, once a promise was asked for; looked at often, so there from the start. */
    internal.settle = undefined;
    internal.promises ??= undefined;

    class TCP extends internal.IOStream {
        #native;
        #host;
        #port;
        #timeout;
        #listenQueueSize;
        #options;
        #connected;
        #error;
        #accepted;
        #closed;
        #read;

        constructor(native) {
            super(native);
            this.#native = native;
        }

        static create(options) {
            const socket = new TCP(undefined);
            socket.#become(sockets.create(socket));
            socket.#assign(options, settable);
            return socket;
        }

        static {
            sockets.callbacks(
                (socket) => {
                    internal.settle?.connected(socket);
                    try {
                        socket.#call(socket.#connected, { socket });
                    } finally {
                        socket.#deliver();
                    }
                },
                (socket, native, options) => {
                    const inbound = new TCP(native);
                    sockets.attach(native, inbound);
                    inbound.#host = sockets.host(native);
                    inbound.#port = sockets.port(native);
                    inbound.#timeout = options.timeout;
                    inbound.#assign(options, settableOnInbound);
                    const event = { socket, inbound };
                    internal.hidden(event, 'connector', inbound);
                    internal.settle?.accepted(socket, inbound);
                    try {
                        socket.#call(socket.#accepted, event);
                    } finally {
                        inbound.#deliver();
                    }
                },
                (socket, error, code) => {
                    internal.settle?.failed(socket, error, code);
                    socket.#call(socket.#error, { socket, error, errorCode: code, code, success: false });
                },
                (socket) => {
                    internal.settle?.closed(socket);
                    socket.#call(socket.#closed, { socket });
                });
        }

        #become(native) {
            this.#native = native;
            internal.replaceStream(this, native);
        }

        /** Sets properties and callbacks; what would hide a method or is read-only is left out. */
        #assign(options, own) {
            const names = keys(options);
            for (let i = 0; i < names.length; i++) {
                const name = names[i];
                const value = options[name];
                if (name === 'read') {
                    this.#read = value;
                } else if (!(name in TCP.prototype)) {
                    this[name] = value; // no setter is inherited, and many of them take less than as definitions
                } else if (own[name]) {
                    this[name] = value;
                }
            }
        }

        #call(callback, event) {
            if (typeof callback === 'function') {
                callback.call(this, event);
            }
        }

        /** Hands what arrives to the function `read` of the options, if there is one. */
        #deliver() {
            const read = this.#read;
            if (typeof read === 'function' && this.isReadable()) {
                internal.pump(this.#native, CHUNK, true, (native) => {
                    const buffer = internal.buffer(native);
                    read.call(this, { socket: this, data: buffer.toBlob(), buffer });
                }, () => {});
            }
        }

        get apiName() {
            return 'Ti.Network.Socket.TCP';
        }

        get state() {
            return sockets.state(this.#native);
        }

        get host() {
            return this.#host;
        }

        set host(value) {
            if (this.#mayChange('host')) {
                this.#host = value;
            }
        }

        get port() {
            return this.#port;
        }

        set port(value) {
            if (this.#mayChange('port')) {
                this.#port = value;
            }
        }

        get timeout() {
            return this.#timeout;
        }

        set timeout(value) {
            if (this.#mayChange('timeout')) {
                this.#timeout = value;
            }
        }

        #mayChange(name) {
            const refusal = sockets.refusal(this.#native);
            if (refusal !== null) {
                internal.Ti.API.error(`${name} is not changed: ${refusal}`);
            }
            return refusal === null;
        }

        get listenQueueSize() {
            return this.#listenQueueSize;
        }

        set listenQueueSize(value) {
            this.#listenQueueSize = value;
        }

        get options() {
            return this.#options;
        }

        set options(value) {
            this.#options = value;
        }

        get connected() {
            return this.#connected;
        }

        set connected(value) {
            this.#connected = value;
        }

        get error() {
            return this.#error;
        }

        set error(value) {
            this.#error = value;
        }

        get accepted() {
            return this.#accepted;
        }

        set accepted(value) {
            this.#accepted = value;
        }

        get closed() {
            return this.#closed;
        }

        set closed(value) {
            this.#closed = value;
        }

        isConnected() {
            return sockets.state(this.#native) === 2;
        }

        connect() {
            this.#prepare(1, 'connect()');
            sockets.connect(this.#native);
            this.#begun();
        }

        listen() {
            this.#prepare(0, 'listen()');
            sockets.listen(this.#native);
            this.#begun();
            this.#host ??= sockets.host(this.#native);
            this.#port = sockets.port(this.#native);
        }

        #begun() {
            internal.promises?.forget(this);
            internal.settle?.begun(this);
        }

        /** Hands the properties to Java, in the only state in which they can have changed. */
        #prepare(leastPort, call) {
            if (this.secure) {
                throw new Error(`${call}: secure is not supported; nothing was sent in the clear`);
            }
            sockets.queueSize(this.#native, queueSizeOf(this.#listenQueueSize));
            if (sockets.refusal(this.#native) === null) {
                if (leastPort === 1 && (this.#host === undefined || this.#host === null)) {
                    throw new Error(`${call}: no host is set: a name, an IPv4 or an IPv6 address`);
                }
                const port = portOf(this.#port, leastPort, call);
                const timeout = timeoutOf(this.#timeout, call);
                const native = sockets.prepare(this.#native, hostOf(this.#host, call), port, timeout);
                if (native !== this.#native) {
                    this.#become(native);
                }
            }
        }

        accept(options) {
            const chosen = internal.copied(options);
            sockets.accept(this.#native, timeoutOf(chosen.timeout, 'accept()'), chosen);
        }

        close() {
            sockets.close(this.#native);
        }
    }

    internal.properties(TCP, ['host', 'port', 'timeout', 'listenQueueSize', 'options', 'state']);
    for (const name of ['connected', 'error', 'accepted', 'closed']) {
        internal.accessor(TCP.prototype, name);
    }
    internal.conceal(TCP, 'TCP');
    internal.TCP = TCP;

    const settable = Object.create(null);
    for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(TCP.prototype))) {
        settable[name] = property.set !== undefined;
    }

    const settableOnInbound = { __proto__: null, ...settable, host: false, port: false, timeout: false };

    internal.lazy(TCP.prototype, { connections: ['connectAsync', 'acceptAsync', 'connections', Symbol.asyncIterator] });
    internal.lazy(TCP.prototype, { counters: ['counters'] });

    internal.createTCP = function (options) {
        if (options !== undefined && options !== null && !internal.isObject(options)) {
            throw new TypeError(`createTCP(): ${show(options)}: an object of properties and callbacks`);
        }
        return TCP.create(options ?? {});
    };
})

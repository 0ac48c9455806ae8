// Promises over sockets: a connect, and one connection after the other, each accepted when somebody asks for it.
(function (internal, host) {
    'use strict';

    const { pull, sockets } = host;
    const { TCP, nativeStream } = internal;
    const { failure, signalOf, wait } = internal.promises;

    const CONNECTED = 2;
    const LISTENING = 3;
    const CLOSED = 4;
    const ERROR = 5;

    /**
     * Per socket, once a promise was asked for: `accepts` wait in the order of their calls; `inbound` is the connection that
     * arrived for somebody who had given up, and goes to the next.
     */
    const records = new internal.SafeWeakMap();

    function recordOf(socket) {
        let record = records.get(socket);
        if (record === undefined) {
            record = { connect: undefined, accepts: [], flagged: false, inbound: undefined };
            records.set(socket, record);
        }
        return record;
    }

    async function connectAsync(given) {
        const signal = signalOf(given, 'connectAsync()');
        const record = recordOf(this);
        const list = [];
        return wait(list, signal, (waiter) => {
            this.connect();
            record.connect = waiter;
        }, () => {
            record.connect = undefined;
            pull.abort(nativeStream(this));
        });
    }

    /** Flags the listener for the first of those who wait, unless it is. */
    function acceptNext(listener, record) {
        if (record.inbound !== undefined && record.accepts.length > 0) {
            const { inbound } = record;
            record.inbound = undefined;
            record.accepts[0].resolve(inbound);
        }
        while (record.accepts.length > 0 && !record.flagged) {
            const [waiter] = record.accepts;
            try {
                listener.accept(waiter.options);
                record.flagged = true;
            } catch (refused) {
                waiter.reject(refused); // and the next has its turn
            }
        }
    }

    async function acceptAsync(given) {
        const signal = signalOf(given, 'acceptAsync()');
        const record = recordOf(this);
        const chosen = internal.copied(given);
        delete chosen.signal;
        return wait(record.accepts, signal, (waiter) => {
            waiter.options = chosen;
            if (record.flagged && sockets.state(nativeStream(this)) !== LISTENING) {
                record.flagged = false;
            }
            acceptNext(this, record);
        }, () => {});
    }

    async function* connections(given) {
        let isFirst = true;
        let closedHere = false;
        try {
            for (;;) {
                if (!isFirst && this.state === CLOSED) {
                    closedHere = true;
                    return;
                }
                isFirst = false;
                let inbound;
                try {
                    inbound = await acceptAsync.call(this, given);
                } catch (thrown) {
                    closedHere = this.state === CLOSED;
                    if (closedHere && thrown.closed) {
                        return;
                    }
                    throw thrown;
                }
                yield inbound;
            }
        } finally {
            if (!closedHere && this.state === LISTENING) {
                this.close();
            }
        }
    }

    const isIn = (socket, state) => sockets.state(nativeStream(socket)) === state;

    /** Rejects all who wait. */
    function reject(record, error) {
        const { connect, accepts } = record;
        record.connect = undefined;
        connect?.reject(error);
        accepts.slice().forEach((waiter) => waiter.reject(error));
        forget(record);
    }

    function closed(record) {
        const error = failure('the socket was closed', -1);
        internal.hidden(error, 'closed', true);
        reject(record, error);
    }

    /**
     * What sockets report, told before the script's own callback is. A socket may have begun anew by then: what is told is then
     * of the life before, whose promises were settled when this one began.
     */
    internal.settle = {
        /** A socket connects or listens, perhaps again. */
        begun(socket) {
            const record = records.get(socket);
            if (record !== undefined) {
                closed(record);
            }
        },

        connected(socket) {
            const record = records.get(socket);
            const waiter = record?.connect;
            if (waiter !== undefined && isIn(socket, CONNECTED)) {
                record.connect = undefined;
                waiter.resolve(socket);
            }
        },

        accepted(socket, inbound) {
            const record = records.get(socket);
            if (record === undefined || !record.flagged) {
                return;
            }
            record.flagged = false;
            if (record.accepts.length > 0) {
                record.accepts[0].resolve(inbound);
                acceptNext(socket, record);
            } else {
                record.inbound = inbound;
            }
        },

        failed(socket, error, code) {
            const record = records.get(socket);
            if (record !== undefined && isIn(socket, ERROR)) {
                reject(record, failure(error, code));
            }
        },

        closed(socket) {
            const record = records.get(socket);
            if (record !== undefined && isIn(socket, CLOSED)) {
                closed(record);
            }
        }
    };

    /** A connection that nobody came for ends with its listener. */
    function forget(record) {
        record.flagged = false;
        if (record.inbound !== undefined) {
            pull.abort(nativeStream(record.inbound));
            record.inbound = undefined;
        }
    }

    const functions = { connectAsync, acceptAsync, connections };
    for (const name of Object.keys(functions)) {
        internal.hidden(TCP.prototype, name, functions[name]);
    }
    internal.hidden(TCP.prototype, Symbol.asyncIterator, function () {
        return this.state === LISTENING ? this.connections() : this.chunks();
    });
})

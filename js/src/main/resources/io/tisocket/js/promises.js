// Promises over streams: one read under way at a time, one chunk in hand.
(function (internal, host) {
    'use strict';

    const { pull, streams } = host;
    const { IOStream, nativeStream } = internal;

    const CHUNK = 65536;
    const CONNECTED = 2;
    const CLOSED = 4;

    /**
     * Per stream, once a promise was asked for: `reads` wait in the order of their calls; `chunk` is what arrived for somebody
     * who had given up, and goes to the next.
     */
    const records = new internal.SafeWeakMap();

    function recordOf(stream, call) {
        need(stream, call);
        let record = records.get(stream);
        if (record === undefined) {
            record = { reads: [], reading: false, chunk: undefined };
            records.set(stream, record);
        }
        return record;
    }

    /** Returns the handle of the stream that a function was called on. */
    function need(stream, call) {
        const native = nativeStream(stream);
        if (native === undefined) {
            throw new TypeError(`${call}: called on ${internal.show(stream)}: a stream is needed`);
        }
        return native;
    }

    function failure(message, code) {
        const error = new Error(message);
        error.code = code;
        error.errorCode = code;
        return error;
    }

    function signalOf(options, call) {
        const signal = internal.isObject(options) ? options.signal : undefined;
        if (signal === undefined || signal === null) {
            return undefined;
        }
        if (!internal.isAbortSignal?.(signal)) {
            throw new TypeError(`${call}: signal is ${internal.show(signal)}: an AbortSignal is needed`);
        }
        signal.throwIfAborted();
        return signal;
    }

    /** Returns someone who waits, in `list` until told; when the signal aborts, `giveUp` is called and the promise rejected. */
    function wait(list, signal, begin, giveUp) {
        return new Promise((resolve, reject) => {
            const waiter = {
                resolve(value) {
                    leave();
                    resolve(value);
                },
                reject(error) {
                    leave();
                    reject(error);
                }
            };
            const abort = () => {
                waiter.reject(signal.reason);
                giveUp();
            };
            function leave() {
                signal?.removeEventListener('abort', abort);
                const index = list.indexOf(waiter);
                if (index >= 0) {
                    list.splice(index, 1);
                }
            }
            list.push(waiter);
            signal?.addEventListener('abort', abort);
            try {
                begin(waiter);
            } catch (refused) {
                waiter.reject(refused);
            }
        });
    }

    const nothing = () => {};

    // ---- reading ----

    function options(given, call) {
        const chosen = typeof given === 'number' || typeof given === 'string' ? { max: given } : given ?? {};
        const max = internal.numeric(chosen.max ?? CHUNK, `${call}: max`);
        if (max < 1) {
            throw new RangeError(`${call}: max is ${max}: 1 or more`);
        }
        return { max, signal: signalOf(chosen, call) };
    }

    /** Starts the read that the first of those who wait needs, unless one is under way. */
    function readNext(stream, record) {
        if (stream instanceof internal.TCP && stream.state !== CONNECTED) {
            record.chunk = undefined; // of a connection that is over
        }
        while (record.reads.length > 0 && record.chunk !== undefined) {
            record.reads[0].resolve(slice(record, record.reads[0].max));
        }
        if (record.reads.length === 0 || record.reading) {
            return;
        }
        record.reading = true;
        pull.readChunk(nativeStream(stream), record.reads[0].max, (native, bytes, error, code) => {
            record.reading = false;
            const waiter = record.reads[0];
            if (error !== undefined) {
                record.reads.slice().forEach((each) => each.reject(failure(error, code)));
                return;
            }
            if (waiter === undefined) {
                record.chunk = bytes > 0 ? internal.buffer(native) : undefined;
            } else if (bytes > waiter.max) {
                record.chunk = internal.buffer(native);
            } else {
                waiter.resolve(bytes < 0 ? null : internal.buffer(native));
            }
            readNext(stream, record);
        });
    }

    /** Takes at most `max` bytes of what is left. */
    function slice(record, max) {
        const whole = record.chunk;
        if (whole.length <= max) {
            record.chunk = undefined;
            return whole;
        }
        record.chunk = whole.clone(max);
        return whole.clone(0, max);
    }

    async function readAsync(given) {
        const { max, signal } = options(given, 'readAsync()');
        const record = recordOf(this, 'readAsync()');
        return wait(record.reads, signal, (waiter) => {
            waiter.max = max;
            readNext(this, record);
        }, nothing);
    }

    // ---- writing and closing ----

    function bytesOf(data) {
        const native = internal.nativeBuffer(data) ?? internal.blobBytes(data);
        if (native !== undefined) {
            return native;
        }
        if (typeof data === 'string') {
            return host.buffers.ofText(data, 'utf8');
        }
        const isView = ArrayBuffer.isView(data);
        if (isView || data instanceof ArrayBuffer) {
            const bytes = isView ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : new Uint8Array(data);
            const copy = host.buffers.allocate(bytes.length);
            bytes.forEach((byte, index) => host.buffers.set(copy, index, byte));
            return copy;
        }
        throw new TypeError(`writeAsync(): ${internal.show(data)}: a Buffer, a Blob, a String or a typed array is needed`);
    }

    const writers = [];

    async function writeAsync(data, given) {
        const signal = signalOf(given, 'writeAsync()');
        const native = need(this, 'writeAsync()');
        const bytes = bytesOf(data);
        return wait(writers, signal, (waiter) => {
            streams.writeAllAsync(native, bytes, (count, error, code) => {
                if (error === undefined) {
                    waiter.resolve(count);
                } else {
                    waiter.reject(failure(error, code));
                }
            });
        }, () => giveUp(this));
    }

    /** Ends what cannot be undone in part: of a socket the connection, of another stream nothing. */
    function giveUp(stream) {
        if (stream instanceof internal.TCP) {
            pull.abort(nativeStream(stream));
        }
    }

    async function closeAsync() {
        need(this, 'closeAsync()');
        if (this.isWritable()) {
            // Behind all earlier writes; what they wait for is waited for here and does not block.
            await writeAsync.call(this, '');
        }
        this.close();
    }

    async function* chunks(given) {
        const { max, signal } = options(given, 'chunks()');
        let ended = false;
        try {
            for (;;) {
                let chunk;
                try {
                    chunk = await readAsync.call(this, { max, signal });
                } catch (thrown) {
                    ended = !signal?.aborted;
                    if (ended && this.state === CLOSED) {
                        return; // closed here while waiting
                    }
                    throw thrown;
                }
                if (chunk === null) {
                    ended = true;
                    return;
                }
                yield chunk;
                if (this.state === CLOSED) {
                    ended = true;
                    return;
                }
            }
        } finally {
            if (!ended) {
                await closeQuietly(this);
            }
        }
    }

    async function closeQuietly(stream) {
        try {
            await closeAsync.call(stream);
        } catch (notOpen) {
            // Closed or failed already.
        }
    }

    /** What was read for nobody is no longer there when a socket begins anew. */
    function forget(stream) {
        const record = records.get(stream);
        if (record !== undefined) {
            record.chunk = undefined;
        }
    }

    const functions = { readAsync, writeAsync, closeAsync, chunks };
    for (const name of Object.keys(functions)) {
        internal.hidden(IOStream.prototype, name, functions[name]);
    }
    internal.hidden(IOStream.prototype, Symbol.asyncIterator, function () { return this.chunks(); });
    internal.promises = { failure, signalOf, wait, forget };
})

// Ti.IOStream: what sockets, buffer streams, blob streams and file streams have in common.
(function (internal, host) {
    'use strict';

    const { streams } = host;
    const { nativeBuffer, number, show } = internal;

    /*
     * Every message passes here, often interpreted: then a call costs as much as a dozen operators, and leaving a function
     * before its end as much as ten calls. Hence few calls, and results only as last statements.
     */

    /** Returns the event of a read or write; both generations of its fields. */
    const ioEvent = (source, buffer, bytesProcessed, error, code) => (error === undefined
        ? { source, buffer, bytesProcessed, success: true, code: 0, errorState: 0, errorDescription: '' }
        : { source, buffer, bytesProcessed, success: false, code, error, errorState: 1, errorDescription: error });
    internal.ioEvent = ioEvent;

    /** Throws for arguments that are none of (buffer), (buffer, callback), (buffer, offset, length[, callback]). */
    function refuse(call, ...values) {
        while (values.length > 0 && (values[values.length - 1] ?? undefined) === undefined) {
            values.pop(); // trailing undefined and null count as missing
        }
        const count = values.length;
        const last = values[count - 1];
        const shapes = `${call}(buffer[, offset, length][, callback])`;
        if (count === 2 || count === 4) {
            throw new TypeError(`${shapes}: argument ${count} is ${show(last)}: a function is needed`);
        }
        throw new TypeError(`${shapes}: called with ${count} arguments${typeof last === 'function' ? ', the last a function' : ''}`);
    }

    function needBuffer(native, buffer, call) {
        if (native === undefined) {
            throw new TypeError(`${call}(): ${show(buffer)} is no Buffer`);
        }
        return native;
    }

    function needStream(stream, call) {
        throw new TypeError(`Ti.Stream.${call}(): the first argument is ${show(stream)}: a stream is needed`);
    }

    const reporter = (stream, buffer, callback) => (bytes, error, code) => {
        callback.call(stream, ioEvent(stream, buffer, bytes, error, code));
    };

    /** Reads from `stream` as the shape of the other arguments tells. */
    function read(stream, buffer, second, third, fourth, fifth) {
        const native = IOStream.native(stream) ?? needStream(stream, 'read');
        const into = nativeBuffer(buffer) ?? needBuffer(undefined, buffer, 'read');
        if ((fifth ?? undefined) !== undefined) {
            return refuse('read', buffer, second, third, fourth, fifth);
        } else if ((second ?? third ?? fourth ?? undefined) === undefined) {
            return streams.readAny(native, into);
        } else if (typeof second === 'function' && (third ?? fourth ?? undefined) === undefined) {
            streams.readAnyAsync(native, into, reporter(stream, buffer, second));
            return 0;
        } else if (typeof fourth === 'function') {
            streams.readAsync(native, into, number(second, 'read(): offset'), number(third, 'read(): length'),
                reporter(stream, buffer, fourth));
            return 0;
        } else if (typeof third !== 'function' && (third ?? undefined) !== undefined && (fourth ?? undefined) === undefined) {
            return streams.read(native, into, number(second, 'read(): offset'), number(third, 'read(): length'));
        } else {
            return refuse('read', buffer, second, third, fourth);
        }
    }

    /** Writes to `stream` as the shape of the other arguments tells; first the one that servers use for every message. */
    function write(stream, buffer, second, third, fourth, fifth) {
        const native = IOStream.native(stream) ?? needStream(stream, 'write');
        const bytes = nativeBuffer(buffer) ?? needBuffer(internal.blobBytes(buffer), buffer, 'write');
        if (typeof second === 'function' && (third ?? fourth ?? fifth ?? undefined) === undefined) {
            streams.writeAllAsync(native, bytes, (bytesProcessed, error, code) => {
                second.call(stream, error === undefined ? {
                    source: stream, buffer, bytesProcessed, success: true, code: 0, errorState: 0, errorDescription: ''
                } : ioEvent(stream, buffer, bytesProcessed, error, code));
            });
            return 0;
        } else if ((fifth ?? undefined) !== undefined) {
            return refuse('write', buffer, second, third, fourth, fifth);
        } else if ((second ?? third ?? fourth ?? undefined) === undefined) {
            return streams.writeAll(native, bytes);
        } else if (typeof fourth === 'function') {
            streams.writeAsync(native, bytes, number(second, 'write(): offset'), number(third, 'write(): length'),
                reporter(stream, buffer, fourth));
            return 0;
        } else if (typeof third !== 'function' && (third ?? undefined) !== undefined && (fourth ?? undefined) === undefined) {
            return streams.write(native, bytes, number(second, 'write(): offset'), number(third, 'write(): length'));
        } else {
            return refuse('write', buffer, second, third, fourth);
        }
    }

    class IOStream extends internal.TiProxy {
        #native;

        constructor(native) {
            super();
            this.#native = native;
        }

        static native(value) {
            return typeof value === 'object' && value !== null && #native in value ? value.#native : undefined;
        }

        /** Lets a socket that was never used become another one. */
        static replace(stream, native) {
            stream.#native = native;
        }

        read(buffer, second, third, fourth, fifth) {
            return read(this, buffer, second, third, fourth, fifth);
        }

        write(buffer, second, third, fourth, fifth) {
            return write(this, buffer, second, third, fourth, fifth);
        }

        isReadable() {
            return streams.isReadable(this.#native);
        }

        isWritable() {
            return streams.isWritable(this.#native);
        }

        isWriteable() {
            return streams.isWritable(this.#native);
        }

        close() {
            streams.close(this.#native);
        }
    }
    internal.conceal(IOStream, 'IOStream');
    internal.lazy(IOStream.prototype, {
        promises: ['readAsync', 'writeAsync', 'closeAsync', 'chunks', Symbol.asyncIterator]
    });

    /** Returns the bytes of a Blob as the handle of a buffer. */
    internal.blobBytes = function (value) {
        const native = internal.nativeBlob(value);
        return native === undefined ? undefined : host.blobs.toBuffer(native);
    };

    /** Makes a kind of stream whose only own member is its name. */
    internal.streamClass = function (apiName) {
        const name = apiName.split('.').pop();
        const Kind = {
            [name]: class extends IOStream {
                get apiName() {
                    return apiName;
                }
            }
        }[name];
        internal.conceal(Kind, name);
        return Kind;
    };

    internal.IOStream = IOStream;
    internal.nativeStream = IOStream.native;
    internal.replaceStream = IOStream.replace;
    internal.readStream = read;
    internal.writeStream = write;
})

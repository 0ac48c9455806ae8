// Ti.IOStream: what sockets, buffer streams, blob streams and file streams have in common.
(function (internal, host) {
    'use strict';

    const { streams, buffers } = host;
    const { nativeBuffer, number, show } = internal;

    /** Returns the event of a read or write; both generations of its fields. */
    function ioEvent(source, buffer, bytesProcessed, error, code) {
        if (error === undefined) {
            return { source, buffer, bytesProcessed, success: true, code: 0, errorState: 0, errorDescription: '' };
        }
        return {
            source, buffer, bytesProcessed, success: false, code, error, errorState: 1, errorDescription: error
        };
    }
    internal.ioEvent = ioEvent;

    /** Returns how many of four arguments were given: trailing undefined and null count as missing. */
    function countOf(a, b, c, d) {
        if (d !== undefined && d !== null) {
            return 4;
        }
        if (c !== undefined && c !== null) {
            return 3;
        }
        return b !== undefined && b !== null ? 2 : (a !== undefined && a !== null ? 1 : 0);
    }

    /** Throws for arguments that are none of (buffer), (buffer, callback), (buffer, offset, length[, callback]). */
    function refuse(call, count, last) {
        const shapes = `${call}(buffer[, offset, length][, callback])`;
        if (count === 2 || count === 4) {
            throw new TypeError(`${shapes}: argument ${count} is ${show(last)}: a function is needed`);
        }
        throw new TypeError(`${shapes}: called with ${count} arguments${typeof last === 'function' ? ', the last a function' : ''}`);
    }

    function need(native, buffer, call) {
        if (native === undefined) {
            throw new TypeError(`${call}(): ${show(buffer)} is no Buffer`);
        }
        return native;
    }

    class IOStream extends internal.TiProxy {
        #native;

        constructor(native) {
            super();
            this.#native = native;
        }

        static native(value) {
            return internal.isObject(value) && #native in value ? value.#native : undefined;
        }

        /** Lets a socket that was never used become another one. */
        static replace(stream, native) {
            stream.#native = native;
        }

        read(buffer, second, third, fourth) {
            const count = arguments.length > 4 ? arguments.length : countOf(buffer, second, third, fourth);
            const native = need(nativeBuffer(buffer), buffer, 'read');
            if (count === 2 && typeof second === 'function') {
                this.#readAsync(buffer, native, 0, buffers.length(native), second);
                return 0;
            }
            if (count === 4 && typeof fourth === 'function') {
                this.#readAsync(buffer, native, number(second, 'read(): offset'), number(third, 'read(): length'), fourth);
                return 0;
            }
            if (count === 3 && typeof third !== 'function') {
                return streams.read(
                    this.#native, native, number(second, 'read(): offset'), number(third, 'read(): length'));
            }
            if (count !== 1) {
                refuse('read', count, arguments[count - 1]);
            }
            return streams.read(this.#native, native, 0, buffers.length(native));
        }

        write(buffer, second, third, fourth) {
            const count = arguments.length > 4 ? arguments.length : countOf(buffer, second, third, fourth);
            const native = nativeBuffer(buffer) ?? need(internal.blobBytes(buffer), buffer, 'write');
            if (count === 2 && typeof second === 'function') {
                streams.writeAllAsync(this.#native, native,
                    (bytes, error, code) => second.call(this, ioEvent(this, buffer, bytes, error, code)));
                return 0;
            }
            if (count === 4 && typeof fourth === 'function') {
                streams.writeAsync(this.#native, native,
                    number(second, 'write(): offset'), number(third, 'write(): length'),
                    (bytes, error, code) => fourth.call(this, ioEvent(this, buffer, bytes, error, code)));
                return 0;
            }
            if (count === 3 && typeof third !== 'function') {
                return streams.write(
                    this.#native, native, number(second, 'write(): offset'), number(third, 'write(): length'));
            }
            if (count !== 1) {
                refuse('write', count, arguments[count - 1]);
            }
            return streams.write(this.#native, native, 0, buffers.length(native));
        }

        #readAsync(buffer, native, offset, length, callback) {
            streams.readAsync(this.#native, native, offset, length,
                (bytes, error, code) => callback.call(this, ioEvent(this, buffer, bytes, error, code)));
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
    internal.readStream = IOStream.prototype.read;
    internal.writeStream = IOStream.prototype.write;
})

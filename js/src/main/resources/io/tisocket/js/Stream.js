// Ti.Stream: what can be done with any stream; buffer streams and blob streams.
(function (internal, host) {
    'use strict';

    const { streams } = host;
    const { Boolean } = globalThis; // as it is now, whatever a script makes of it later
    const { Buffer, ioEvent, nativeStream, number, show } = internal;
    const Stream = internal.namespace('Ti.Stream');

    internal.constants(Stream, { MODE_READ: 0, MODE_WRITE: 1, MODE_APPEND: 2 });

    const BufferStream = internal.streamClass('Ti.BufferStream');
    const BlobStream = internal.streamClass('Ti.BlobStream');

    function need(value, what) {
        const native = nativeStream(value);
        if (native === undefined) {
            throw new TypeError(`${what} is ${show(value)}: a stream is needed`);
        }
        return native;
    }

    /** Throws unless the number of arguments, trailing undefined and null not counted, is one of two. */
    function count(values, few, many, call) {
        let given = values.length;
        while (given > 0 && (values[given - 1] === undefined || values[given - 1] === null)) {
            given--;
        }
        if (given !== few && given !== many) {
            throw new TypeError(`${call}: ${given} arguments, ${few} or ${many} are needed`);
        }
        return given;
    }

    function chunkSize(value, call) {
        const size = number(value, `${call}: maxChunkSize`);
        if (size < 1) {
            throw new RangeError(`${call}: maxChunkSize is ${size}: 1 or more`);
        }
        return size;
    }

    /** Hands a stream over chunk by chunk: `onChunk(buffer, bytes)`, then `onEnd(error, code)`. */
    internal.pump = function (native, maxChunkSize, isAsync, onChunk, onEnd) {
        if (isAsync) {
            streams.pumpAsync(native, maxChunkSize, onChunk, onEnd);
        } else {
            streams.pump(native, maxChunkSize, onChunk, onEnd);
        }
    };

    function pump(source, handler, maxChunkSize, isAsync) {
        count(arguments, 3, 4, 'Ti.Stream.pump()');
        const native = need(source, 'Ti.Stream.pump(): inputStream');
        internal.fn(handler, 'Ti.Stream.pump(): the handler');
        let total = 0;
        internal.pump(native, chunkSize(maxChunkSize, 'Ti.Stream.pump()'), Boolean(isAsync),
            (chunk, bytesProcessed) => {
                handler.call(source, {
                    source,
                    buffer: new Buffer(chunk),
                    bytesProcessed,
                    totalBytesProcessed: total += bytesProcessed,
                    success: true,
                    code: 0,
                    errorState: 0,
                    errorDescription: ''
                });
            },
            (error, code) => {
                const event = ioEvent(source, internal.emptyBuffer(), -1, error, code);
                event.totalBytesProcessed = total;
                handler.call(source, event);
            });
    }

    internal.emptyBuffer = () => internal.buffer(host.buffers.allocate(0));

    internal.methods(Stream, {
        createStream(options) {
            if (!internal.isObject(options)) {
                throw new TypeError(`createStream(): ${show(options)}: an object of source and mode is needed`);
            }
            const { source } = options;
            const mode = number(options.mode, 'createStream(): mode');
            const buffer = internal.nativeBuffer(source);
            if (buffer !== undefined) {
                return new BufferStream(streams.ofBuffer(buffer, mode));
            }
            const blob = internal.nativeBlob(source);
            if (blob !== undefined) {
                return new BlobStream(streams.ofBlob(blob, mode));
            }
            throw new TypeError(`createStream(): source is ${show(source)}: a Buffer or a Blob is needed`);
        },

        read: internal.readStream,

        write: internal.writeStream,

        readAll(stream, buffer, callback) {
            const native = need(stream, 'Ti.Stream.readAll(): the first argument');
            if (count(arguments, 1, 3, 'Ti.Stream.readAll()') === 1) {
                return internal.buffer(streams.readAll(native));
            }
            const into = internal.nativeBuffer(buffer);
            if (into === undefined) {
                throw new TypeError(`Ti.Stream.readAll(): ${show(buffer)} is no Buffer`);
            }
            internal.fn(callback, 'Ti.Stream.readAll(): the callback');
            streams.readAllAsync(native, into,
                (bytes, error, code) => callback.call(stream, ioEvent(stream, buffer, bytes, error, code)));
            return undefined;
        },

        writeStream(fromStream, toStream, maxChunkSize, callback) {
            const call = 'Ti.Stream.writeStream()';
            const given = count(arguments, 3, 4, call);
            const from = need(fromStream, `${call}: inputStream`);
            const to = need(toStream, `${call}: outputStream`);
            const size = chunkSize(maxChunkSize, call);
            if (given === 3) {
                return streams.copy(from, to, size);
            }
            internal.fn(callback, `${call}: the callback`);
            streams.copyAsync(from, to, size, (bytes, error, code) => {
                const { source, buffer, ...fields } = ioEvent(undefined, undefined, bytes, error, code);
                callback.call(fromStream, { fromStream, toStream, ...fields });
            });
            return 0;
        },

        pump
    });
})

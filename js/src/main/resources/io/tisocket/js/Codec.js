// Ti.Codec: numbers and text to bytes and back.
(function (internal, host) {
    'use strict';

    const { buffers } = host;
    const { numeric, show } = internal;
    const Codec = internal.namespace('Ti.Codec');

    internal.constants(Codec, {
        CHARSET_ASCII: 'ascii',
        CHARSET_ISO_LATIN_1: 'latin1',
        CHARSET_UTF8: 'utf8',
        CHARSET_UTF16: 'utf16',
        CHARSET_UTF16BE: 'utf16be',
        CHARSET_UTF16LE: 'utf16le',
        TYPE_BYTE: 'byte',
        TYPE_SHORT: 'short',
        TYPE_INT: 'int',
        TYPE_LONG: 'long',
        TYPE_FLOAT: 'float',
        TYPE_DOUBLE: 'double',
        BIG_ENDIAN: 0,
        LITTLE_ENDIAN: 1,
        nativeByteOrder: buffers.nativeOrder()
    });

    const given = (value) => value !== undefined && value !== null;

    function options(values, call) {
        if (!internal.isObject(values)) {
            throw new TypeError(`${call}: ${show(values)}: an object is needed`);
        }
        return values;
    }

    function buffer(value, what) {
        const native = internal.nativeBuffer(value);
        if (native === undefined) {
            throw new TypeError(`${what} is ${show(value)}: a Buffer is needed`);
        }
        return native;
    }

    function text(value, what) {
        if (typeof value !== 'string') {
            throw new TypeError(`${what} is ${show(value)}: a String is needed`);
        }
        return value;
    }

    const position = (value, what) => (given(value) ? numeric(value, what) : 0);
    const order = (value) => (given(value) ? internal.byteOrder(value) : buffers.nativeOrder());
    const charset = (value, what) => (given(value) ? text(value, what) : 'utf8');

    internal.methods(Codec, {
        getNativeByteOrder() {
            return Codec.nativeByteOrder;
        },

        encodeNumber(values) {
            const { source, dest, type, position: at, byteOrder } = options(values, 'encodeNumber()');
            if (typeof source !== 'number') {
                throw new TypeError(`encodeNumber(): source is ${show(source)}: a Number is needed`);
            }
            return buffers.encodeNumber(source, buffer(dest, 'encodeNumber(): dest'),
                text(type, 'encodeNumber(): type'), position(at, 'encodeNumber(): position'), order(byteOrder));
        },

        decodeNumber(values) {
            const { source, type, position: at, byteOrder } = options(values, 'decodeNumber()');
            return buffers.decodeNumber(buffer(source, 'decodeNumber(): source'),
                text(type, 'decodeNumber(): type'), position(at, 'decodeNumber(): position'), order(byteOrder));
        },

        encodeString(values) {
            const call = 'encodeString()';
            const { source, dest, destPosition, sourcePosition, sourceLength, charset: name } = options(values, call);
            const all = text(source, `${call}: source`);
            const from = position(sourcePosition, `${call}: sourcePosition`);
            const count = given(sourceLength) ? numeric(sourceLength, `${call}: sourceLength`) : all.length - from;
            return buffers.encodeString(buffers.section(all, from, count), buffer(dest, `${call}: dest`),
                position(destPosition, `${call}: destPosition`), charset(name, `${call}: charset`));
        },

        decodeString(values) {
            const call = 'decodeString()';
            const { source, position: at, length, charset: name } = options(values, call);
            const native = buffer(source, `${call}: source`);
            const from = position(at, `${call}: position`);
            const count = given(length) ? numeric(length, `${call}: length`) : buffers.length(native) - from;
            return buffers.decodeString(native, from, count, charset(name, `${call}: charset`));
        }
    });
})

// Ti.Buffer: bytes whose number can change, read and written as b[i].
(function (internal, host) {
    'use strict';

    const { buffers } = host;
    const { numeric, isObject, show } = internal;

    // As they are now, whatever a script makes of them later.
    const { keys } = Object;
    const { get, set } = Reflect;

    /** Returns the handle of the Buffer that a call needs. */
    function sourceOf(value, call) {
        const native = Buffer.native(value);
        if (native === undefined) {
            throw new TypeError(`${call}: ${show(value)} is no Buffer`);
        }
        return native;
    }

    /** Throws when a call lacks an argument. */
    function need(count, values, call) {
        if (values.length < count) {
            throw new TypeError(`${call}: ${values.length} arguments, at least ${count} are needed`);
        }
    }

    const given = (value) => value !== undefined && value !== null;

    /** Tells whether a key is a number as JavaScript writes it, such as 1.5 and 1e+21: never a property of the script's own. */
    const isNumeric = (key) => `${Number(key)}` === key;

    /** Per buffer that a script has made: from what. Most buffers are chunks of a stream. */
    const origins = new internal.SafeWeakMap();

    /** Keeps what a buffer was made from, or is said to be made from: the bytes stay as they are. */
    function describe(buffer, value, type, byteOrder) {
        origins.set(buffer, { value, type, byteOrder });
        return buffer;
    }

    /** A proxy by its prototype, see below: one is made for every chunk, and a superclass would double the price. */
    class Buffer {
        #native;

        constructor(native) {
            this.#native = native;
        }

        static native(value) {
            return typeof value === 'object' && value !== null && #native in value ? value.#native : undefined;
        }

        get apiName() {
            return 'Ti.Buffer';
        }

        get length() {
            return buffers.length(this.#native);
        }

        set length(value) {
            buffers.resize(this.#native, numeric(value, 'Buffer.length'));
        }

        get value() {
            return origins.get(this)?.value;
        }

        set value(value) {
            describe(this, value, this.type, origins.get(this)?.byteOrder);
        }

        get type() {
            return origins.get(this)?.type;
        }

        set type(value) {
            describe(this, this.value, typeOf(value, 'Buffer.type'), origins.get(this)?.byteOrder);
        }

        get byteOrder() {
            return origins.get(this)?.byteOrder ?? buffers.nativeOrder();
        }

        set byteOrder(value) {
            describe(this, this.value, this.type, given(value) ? order(value) : undefined);
        }

        append(source, sourceOffset, sourceLength) {
            need(1, arguments, 'append()');
            const native = sourceOf(source, 'append()');
            const offset = given(sourceOffset) ? numeric(sourceOffset, 'append(): sourceOffset') : 0;
            const length = given(sourceLength)
                ? numeric(sourceLength, 'append(): sourceLength') : buffers.length(native) - offset;
            return buffers.append(this.#native, native, offset, length);
        }

        insert(source, offset, sourceOffset, sourceLength) {
            need(2, arguments, 'insert()');
            const native = sourceOf(source, 'insert()');
            const at = numeric(offset, 'insert(): offset');
            const from = given(sourceOffset) ? numeric(sourceOffset, 'insert(): sourceOffset') : 0;
            const length = given(sourceLength)
                ? numeric(sourceLength, 'insert(): sourceLength') : buffers.length(native) - from;
            return buffers.insert(this.#native, native, at, from, length);
        }

        copy(source, offset, sourceOffset, sourceLength) {
            need(1, arguments, 'copy()');
            const native = sourceOf(source, 'copy()');
            const at = given(offset) ? numeric(offset, 'copy(): offset') : 0;
            const from = given(sourceOffset) ? numeric(sourceOffset, 'copy(): sourceOffset') : 0;
            const length = given(sourceLength)
                ? numeric(sourceLength, 'copy(): sourceLength') : buffers.length(native) - from;
            return buffers.copy(this.#native, native, at, from, length);
        }

        clone(offset, length) {
            const whole = !given(offset) && !given(length);
            const from = given(offset) ? numeric(offset, 'clone(): offset') : 0;
            const count = given(length) ? numeric(length, 'clone(): length') : buffers.length(this.#native) - from;
            const copy = new Buffer(buffers.range(this.#native, from, count));
            const origin = origins.get(this);
            return describe(copy, whole ? origin?.value : undefined, origin?.type, origin?.byteOrder);
        }

        fill(byte, offset, length) {
            need(1, arguments, 'fill()');
            const value = numeric(byte, 'fill(): the byte');
            const from = given(offset) ? numeric(offset, 'fill(): offset') : 0;
            const count = given(length) ? numeric(length, 'fill(): length') : buffers.length(this.#native) - from;
            buffers.fill(this.#native, value, from, count);
        }

        clear() {
            buffers.fill(this.#native, 0, 0, buffers.length(this.#native));
        }

        release() {
            buffers.release(this.#native);
        }

        toString() {
            return buffers.text(this.#native);
        }

        toBlob() {
            return internal.blob(buffers.toBlob(this.#native));
        }

        /** Reads a property that neither a buffer nor Buffer.prototype has: b[i], or one that every proxy has. */
        static get(target, key, receiver) {
            if (typeof key === 'string' && `${key | 0}` === key && #native in receiver) {
                const value = buffers.get(receiver.#native, key | 0);
                return value < 0 ? undefined : value;
            } else {
                return get(target, key, receiver);
            }
        }

        /** Writes such a property: b[i], or one of the script's own. */
        static set(target, key, value, receiver) {
            if (typeof key === 'string' && `${key | 0}` === key && #native in receiver) {
                if (typeof value !== 'number') {
                    throw new TypeError(`byte ${key} = ${show(value)}: a number is needed`);
                }
                if (!buffers.set(receiver.#native, key | 0, value | 0)) {
                    throw new RangeError(`byte ${key} of a buffer of ${receiver.length} bytes`);
                }
                return true;
            } else if (typeof key === 'string' && isNumeric(key) && #native in receiver) {
                throw new RangeError(`byte ${key} of a buffer of ${receiver.length} bytes`);
            } else {
                return set(target, key, value, receiver);
            }
        }
    }

    internal.properties(Buffer, ['length', 'value', 'type', 'byteOrder']);
    internal.conceal(Buffer, 'Buffer');

    /*
     * Methods and accessors are found on Buffer.prototype. Only what is not found there goes one step further, to a proxy
     * that sees a key together with the buffer it is meant for. A buffer itself stays an ordinary object.
     */
    Object.setPrototypeOf(Buffer.prototype,
        new Proxy(Object.create(internal.TiProxy.prototype), { get: Buffer.get, set: Buffer.set }));

    function order(value) {
        if (value !== 0 && value !== 1) {
            throw new RangeError(`byteOrder is ${show(value)}: Ti.Codec.BIG_ENDIAN (0) or LITTLE_ENDIAN (1)`);
        }
        return value;
    }

    function typeOf(value, what) {
        if (given(value) && typeof value !== 'string') {
            throw new TypeError(`${what} is ${show(value)}: one of Ti.Codec.CHARSET_… or TYPE_…`);
        }
        return value ?? undefined;
    }

    function encoded(value, type, byteOrder) {
        if (typeof value === 'number') {
            if (typeof type !== 'string') {
                throw new TypeError('createBuffer(): a Number needs a type, one of Ti.Codec.TYPE_…');
            }
            return buffers.ofNumber(value, type, byteOrder ?? buffers.nativeOrder());
        }
        if (typeof value === 'string') {
            return buffers.ofText(value, type ?? 'utf8');
        }
        throw new TypeError(`createBuffer(): value is ${show(value)}: a String or a Number is needed`);
    }

    function create(options) {
        const value = options.value ?? options.data;
        const type = typeOf(options.type, 'createBuffer(): type');
        const byteOrder = given(options.byteOrder) ? order(options.byteOrder) : undefined;
        const length = given(options.length) ? numeric(options.length, 'createBuffer(): length') : undefined;
        if (length !== undefined && length < 0) {
            throw new RangeError(`createBuffer(): length is ${length}: 0 or more`);
        }
        if (value === undefined) {
            return describe(new Buffer(buffers.allocate(length ?? 0)), undefined, type, byteOrder);
        }
        const native = encoded(value, type, byteOrder);
        const needed = buffers.length(native);
        if (length !== undefined && length < needed) {
            throw new RangeError(`createBuffer(): length is ${length}, the value has ${needed} bytes`);
        }
        if (length !== undefined) {
            buffers.resize(native, length);
        }
        return describe(new Buffer(native), value, type, byteOrder);
    }

    const isProxy = internal.isProxy;
    internal.isProxy = (value) => isProxy(value) || Buffer.native(value) !== undefined;
    internal.Buffer = Buffer;
    internal.buffer = (native) => new Buffer(native);
    internal.nativeBuffer = Buffer.native;
    internal.byteOrder = order;

    internal.methods(internal.Ti, {
        createBuffer(options) {
            if (options !== undefined && !isObject(options)) {
                throw new TypeError(`createBuffer(): ${show(options)}: an object of length, value, type, byteOrder`);
            }
            const buffer = create(options ?? {});
            const names = keys(options ?? {});
            for (let i = 0; i < names.length; i++) {
                const name = names[i];
                if (name !== 'data' && !(name in Buffer.prototype) && !isNumeric(name)) {
                    buffer[name] = options[name];
                }
            }
            return buffer;
        }
    });
})

// structuredClone: a copy of a value with all that it holds, cycles included.
(function (internal) {
    'use strict';

    const errors = { Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };

    function refuse(value) {
        const error = new Error(`structuredClone(): ${internal.show(value)} cannot be copied`);
        error.name = 'DataCloneError';
        throw error;
    }

    /** Makes what a value becomes, still without what it holds. */
    function shell(value, copy) {
        if (internal.isProxy?.(value) || value instanceof Promise || value instanceof WeakMap || value instanceof WeakSet) {
            return refuse(value);
        }
        if (value instanceof Date) {
            return new Date(value.getTime());
        }
        if (value instanceof RegExp) {
            return new RegExp(value.source, value.flags);
        }
        if (value instanceof ArrayBuffer) {
            return value.slice(0);
        }
        if (ArrayBuffer.isView(value)) {
            const length = value instanceof DataView ? value.byteLength : value.length;
            return new value.constructor(copy(value.buffer), value.byteOffset, length);
        }
        if (value instanceof Map || value instanceof Set) {
            return value instanceof Map ? new Map() : new Set();
        }
        if (value instanceof Error) {
            const error = Object.create((errors[value.name] ?? Error).prototype);
            for (const name of ['message', 'stack']) {
                if (Object.hasOwn(value, name)) {
                    internal.hidden(error, name, copy(value[name]));
                }
            }
            return error;
        }
        if (value instanceof Number || value instanceof String || value instanceof Boolean) {
            return Object(value.valueOf());
        }
        return Array.isArray(value) ? new Array(value.length) : {};
    }

    /** Sets a property of its own, also one called `__proto__`. */
    function own(target, name, value) {
        Object.defineProperty(target, name, { __proto__: null, value, writable: true, enumerable: true, configurable: true });
    }

    function fill(target, value, copy) {
        if (value instanceof Map) {
            value.forEach((item, key) => target.set(copy(key), copy(item)));
        } else if (value instanceof Set) {
            value.forEach((item) => target.add(copy(item)));
        } else if (value instanceof Error) {
            if (Object.hasOwn(value, 'cause')) {
                internal.hidden(target, 'cause', copy(value.cause));
            }
        } else if (Array.isArray(value) || Object.prototype.toString.call(value) === '[object Object]') {
            Object.keys(value).forEach((name) => own(target, name, copy(value[name])));
        }
    }

    function structuredClone(root) {
        const copies = new Map();
        function copy(value) {
            if (typeof value === 'function' || typeof value === 'symbol') {
                refuse(value);
            }
            if (!internal.isObject(value)) {
                return value;
            }
            if (!copies.has(value)) {
                const target = shell(value, copy);
                copies.set(value, target);
                fill(target, value, copy);
            }
            return copies.get(value);
        }
        return copy(root);
    }

    internal.hidden(globalThis, 'structuredClone', structuredClone);
})

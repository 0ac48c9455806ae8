// What the Java program around a script gives it: plain objects and functions, whose failures are errors of JavaScript.
(function (internal) {
    'use strict';

    const isPrimitive = (value) => value === null || (typeof value !== 'object' && typeof value !== 'function');
    const unwrap = (value) => internal.nativeBuffer(value) ?? internal.nativeBlob(value) ?? value;

    /**
     * Returns what Java makes the script's objects with.
     *
     * @param adopt turns an object of Java into what the script is to see
     * @param message returns the message of an exception of Java
     */
    internal.embedding = function (adopt, message) {
        function guarded(call) {
            let result;
            try {
                result = call();
            } catch (thrown) {
                throw thrown instanceof Error || isPrimitive(thrown) || !isForeign(thrown)
                    ? thrown : new Error(message(thrown));
            }
            return isPrimitive(result) ? result : adopt(result);
        }

        const isForeign = (value) => !(value instanceof Object) || Object.getPrototypeOf(value) === null;

        return {
            define(name, value) {
                internal.hidden(globalThis, name, value);
            },
            buffer: internal.buffer,
            blob: internal.blob,
            list: () => [],
            push: (list, item) => void list.push(item),
            record: () => ({}),
            put: (record, name, value) => void (record[name] = value),
            method(record, object, name) {
                record[name] = { [name]: (...values) => guarded(() => object[name](...values.map(unwrap))) }[name];
            },
            field(record, object, name) {
                Object.defineProperty(record, name, {
                    get: () => guarded(() => object[name]),
                    set: (value) => guarded(() => { object[name] = unwrap(value); }),
                    enumerable: true,
                    configurable: true
                });
            }
        };
    };
})

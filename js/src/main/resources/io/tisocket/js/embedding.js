// What the Java program around a script gives it: plain objects and functions, whose failures are errors of JavaScript.
(function (internal) {
    'use strict';

    const isPrimitive = (value) => value === null || (typeof value !== 'object' && typeof value !== 'function');
    const unwrap = (value) => internal.nativeBuffer(value) ?? internal.nativeBlob(value) ?? value;

    /**
     * Returns what Java makes the script's objects with.
     *
     * @param adopt turns an object of Java into what the script is to see
     * @param message returns the message of an exception of Java, null for what a script has thrown
     */
    internal.embedding = function (adopt, message) {
        function guarded(call) {
            let result;
            try {
                result = call();
            } catch (thrown) {
                // An exception of Java is an instance of Error too, so only Java can tell.
                const text = isPrimitive(thrown) ? null : message(thrown);
                throw text === null ? thrown : new Error(text);
            }
            return isPrimitive(result) ? result : adopt(result);
        }

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

// What arguments may be, and how they and classes are shown.
(function (internal) {
    'use strict';

    const MAX_INT = 2147483647;

    // What a script does to the language later must not reach what the prelude does with it.
    const { keys, defineProperty, getOwnPropertyDescriptor, setPrototypeOf } = Object;
    const { ownKeys } = Reflect;
    const { trunc } = Math;
    const number = Number;

    /** Names a value in a message. */
    internal.show = function (value) {
        if (typeof value === 'string') {
            return value.length > 60 ? `'${value.slice(0, 60)}…'` : `'${value}'`;
        }
        if (typeof value === 'function') {
            return 'a function';
        }
        if (typeof value === 'object' && value !== null) {
            return Array.isArray(value) ? 'an array' : 'an object';
        }
        return typeof value === 'symbol' ? 'a symbol' : `${value}`;
    };

    /** Returns a number as an integer that Java can take; its fraction is cut off. */
    function integer(value, what) {
        if (value !== value) {
            throw new TypeError(`${what} is NaN: a number is needed`);
        }
        const whole = trunc(value);
        if (whole > MAX_INT || whole < -MAX_INT) {
            throw new RangeError(`${what} is ${value}: at most ${MAX_INT}`);
        }
        return whole + 0;
    }

    /** Returns the integer that a Number stands for. */
    internal.number = function (value, what) {
        if (typeof value !== 'number') {
            throw new TypeError(`${what} is ${internal.show(value)}: a number is needed`);
        }
        return integer(value, what);
    };

    /** Returns the integer that a Number, or a String of one, stands for. */
    internal.numeric = function (value, what) {
        if (typeof value === 'string' && value.trim() !== '') {
            return integer(number(value), what);
        }
        return internal.number(value, what);
    };

    /** Returns a class like Map, whose methods are those of now, whatever a script does to Map.prototype. */
    function safe(Class) {
        const Safe = class extends Class {};
        for (const key of ownKeys(Class.prototype)) {
            defineProperty(Safe.prototype, key, getOwnPropertyDescriptor(Class.prototype, key));
        }
        setPrototypeOf(Safe.prototype, null);
        return Safe;
    }
    internal.SafeMap = safe(Map);
    internal.SafeWeakMap = safe(WeakMap);

    internal.isObject = (value) => typeof value === 'object' && value !== null;

    /**
     * Returns the properties of an object as one without a prototype; what is no object has none. Property by property: as a
     * spread the engine makes a shape for each, and two objects of 100000 properties fill 256 MiB.
     */
    internal.copied = function (value) {
        const copy = { __proto__: null };
        if (internal.isObject(value)) {
            const names = keys(value);
            for (let i = 0; i < names.length; i++) {
                copy[names[i]] = value[names[i]];
            }
        }
        return copy;
    };

    internal.fn = function (value, what) {
        if (typeof value !== 'function') {
            throw new TypeError(`${what} is ${internal.show(value)}: a function is needed`);
        }
        return value;
    };

    /** Makes `constructor` of a class a function that scripts can name, compare and use with instanceof, but not call. */
    internal.conceal = function (Class, name) {
        const visible = {
            [name]: function () {
                throw new TypeError(`${name} cannot be constructed: use the create method of its namespace`);
            }
        }[name];
        defineProperty(visible, 'prototype', { __proto__: null, value: Class.prototype });
        internal.hidden(Class.prototype, 'constructor', visible);
        defineProperty(Class.prototype, Symbol.toStringTag, { __proto__: null, value: name, configurable: true });
    };
})

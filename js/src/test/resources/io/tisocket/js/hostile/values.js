// SPDX-License-Identifier: Apache-2.0
// Values that no careful script passes. `random(n)` returns an integer from 0 to n - 1; `pool` holds objects of the Ti namespace.
module.exports = function (random, pool, port) {
    'use strict';

    const pick = (list) => list[random(list.length)];
    const fail = (what) => () => { throw new Error(`hostile ${what}`); };

    const PRIMITIVES = [
        undefined, null, true, false, 0, -0, 1, -1, 2, 7, 0.5, -0.5, NaN, Infinity, -Infinity, 255, 256, 65535, 65536, 2147483647,
        2147483648, -2147483648, -2147483649, 4294967295, 4294967296, 9007199254740991, 9007199254740992, 1e308, 5e-324, -1e308,
        0n, 1n, -1n, 18446744073709551616n, Symbol('hostile'), Symbol.iterator, Symbol.toPrimitive
    ];
    const STRINGS = [
        '', ' ', 'a', '0', '1', '-1', '1e3', '0x10', 'NaN', '\0', '\uD800', 'x\uDC00y', '\uFEFF', '\u{1F600}', '__proto__', 'constructor',
        'prototype', 'toString', 'then', 'length', 'x'.repeat(300), 'y'.repeat(100000), '..', '../..', '../../etc/passwd', '/etc/passwd',
        'file:///etc/passwd', 'file:', 'file://%', './x.js', 'x/', '/', 'node_modules', '127.0.0.1', '0.0.0.0', '::', '::1', '[::1]', '[',
        '1.2.3.4.5', 'a b', 'utf8', 'utf16', 'latin1', 'byte', 'int', 'long', 'double', 'abort', 'change', 'utf-8', '%s%d%*d%.*f%9$s',
        '%99999999999d', '%.99999999999f', '%1000000000s', '%c%c', 'short', String(port), '====', 'QUJD', '{"a":', '$1', '#'
    ];
    const KEYS = [
        'host', 'port', 'timeout', 'connected', 'error', 'accepted', 'closed', 'read', 'listenQueueSize', 'options', 'secure', 'value',
        'data', 'length', 'type', 'byteOrder', 'source', 'dest', 'position', 'destPosition', 'sourcePosition', 'sourceLength', 'charset',
        'mode', 'signal', 'max', 'stream', 'fatal', 'ignoreBOM', 'view', 'id', 'title', 'message', 'state', 'apiName', 'toString', 'toJSON',
        '__proto__', 'constructor', 'then', 'prototype', '0', '1', 'getHost', 'write', 'close', 'handleEvent', 'aborted', 'reason'
    ];

    /** Every trap throws, or lies. */
    function traps(answer) {
        const handler = {};
        for (const trap of Object.getOwnPropertyNames(Reflect)) {
            if (random(3) > 0) {
                handler[trap] = answer(trap);
            }
        }
        return handler;
    }

    const LIES = [
        () => true, () => false, () => null, () => ({}), () => ['a', 'b'], () => undefined, () => 2147483648, () => 'lie',
        () => ({ value: 1, configurable: true }), () => [Symbol('lie')]
    ];
    const target = () => pick([{}, [], function () {}, new Map(), pick(pool)]) ?? {};

    function revoked(of) {
        const { proxy, revoke } = Proxy.revocable(of, {});
        revoke();
        return proxy;
    }

    function cyclic() {
        const cycle = { list: [] };
        cycle.self = cycle;
        cycle.list.push(cycle, [cycle]);
        return cycle;
    }

    function deep() {
        let nest = {};
        for (let i = 0; i < 20000; i++) {
            nest = i % 2 === 0 ? { nest } : [nest];
        }
        return nest;
    }

    /** Options whose properties are as hostile, some of them getters that throw or that answer something else each time. */
    function options(depth) {
        const bag = random(8) === 0 ? Object.create(null) : {};
        for (let i = random(6); i >= 0; i--) {
            const get = [fail('getter'), () => any(depth + 1)][random(2)];
            const property = random(4) === 0
                ? { get, set: fail('setter') } : { value: any(depth + 1), writable: true };
            Object.defineProperty(bag, pick(KEYS), { ...property, enumerable: true, configurable: true });
        }
        return bag;
    }

    const bytes = (length) => Uint8Array.from({ length }, () => random(256));

    const MAKERS = [
        () => ({}), () => [], () => [1, , 3], () => Object.create(null), () => Object.freeze({ value: 'x', length: 3 }), cyclic, deep,
        () => new Proxy(target(), traps((trap) => fail(`trap ${trap}`))),
        () => new Proxy(target(), traps(() => pick(LIES))),
        () => revoked({}), () => revoked(function () {}), () => revoked([]),
        () => ({ length: pick([-1, NaN, 1e4, 2 ** 32, 2 ** 53, '3', { valueOf: fail('valueOf') }]), 0: any(3) }),
        () => ({ toString: fail('toString'), valueOf: fail('valueOf') }),
        () => ({ [Symbol.toPrimitive]: pick([fail('toPrimitive'), () => ({}), () => Symbol('p'), () => 1n, () => 1, () => 'p']) }),
        () => ({ toString: () => ({}), valueOf: () => ({}) }), () => ({ toJSON: pick([fail('toJSON'), () => 1n, cyclic]) }),
        () => ({ then: pick([fail('then'), (resolve) => resolve(any(2)), (resolve, reject) => reject(any(2)), 1]) }),
        () => ({ get then() { throw new Error('hostile then'); } }),
        () => ({ [Symbol.iterator]: pick([fail('iterator'), () => ({ next: fail('next') }), () => ({}), () => [][Symbol.iterator](), 1]) }),
        () => ({ get [Symbol.toStringTag]() { throw new Error('hostile tag'); }, get constructor() { throw new Error('hostile constructor'); } }),
        () => new Date(NaN), () => new Date(8.64e15), () => /(a+)+$/, () => new Map([[1, cyclic()]]), () => new Set([NaN]), () => new WeakMap(),
        () => bytes(random(100)), () => bytes(10).buffer, () => new DataView(new ArrayBuffer(5), 2), () => new Float64Array(3),
        () => new BigInt64Array(2), () => structuredDetached(), () => Promise.resolve(any(2)), () => new Error('hostile'),
        () => Object.assign(Object.create(Error.prototype), { stack: 7, message: {} }), () => new String('boxed'), () => new Number(3),
        () => function* () { yield 1; }, () => class Hostile {}, () => async () => any(2), () => Reflect, () => Math, () => (() => pick(pool)),
        () => fail('callback'), () => function () { return this; }, () => re(), () => re(),
        () => Object.create(pick(pool) ?? null), () => Object.assign(Object.create(Object.getPrototypeOf(pick(pool) ?? {})), {}),
        () => withPrototype(pick(pool), null), () => new (function Odd() {})(), () => Symbol.prototype, () => Object(1n), () => Object(Symbol('o'))
    ];

    function structuredDetached() {
        const buffer = new ArrayBuffer(8);
        return buffer.transfer === undefined ? buffer : (buffer.transfer(), new Uint8Array(buffer.detached ? 0 : buffer));
    }

    function withPrototype(object, prototype) {
        return random(20) === 0 && object ? Object.setPrototypeOf(object, prototype) : {};
    }

    /** A function that calls back into whatever object of the pool there is. */
    let depth = 0;
    function re() {
        return function reenter() {
            if (depth < 3) {
                depth++;
                try {
                    module.exports.reenter?.();
                } finally {
                    depth--;
                }
            }
            return random(4) === 0 ? undefined : any(2);
        };
    }

    function any(level = 0) {
        const kind = random(level > 2 ? 5 : 10);
        return kind < 3 ? pick(PRIMITIVES)
            : kind < 5 ? pick(STRINGS)
                : kind < 7 ? pick(pool)
                    : kind < 8 ? options(level) : pick(MAKERS)();
    }

    return { any, options, pick, STRINGS, KEYS };
};

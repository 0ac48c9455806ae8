// SPDX-License-Identifier: Apache-2.0
// Every function that a script can reach from some objects: as a member, as getter or setter, on a prototype. Objects in
// `skipped` are left out.
module.exports = function (roots, skipped) {
    'use strict';

    const STANDARD = new Set([Object.prototype, Function.prototype, Array.prototype, Promise.prototype, Error.prototype]);
    const seen = new Set(skipped);
    const found = [];

    const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';

    function read(holder, key, receiver) {
        try {
            return Reflect.get(holder, key, receiver);
        } catch (refused) {
            return undefined;
        }
    }

    function add(path, fn, receiver) {
        if (typeof fn === 'function' && !seen.has(fn)) {
            found.push({ path, fn, receiver });
        }
    }

    /** Looks at a holder of members: an object or one of its prototypes; `receiver` is the object itself. */
    function members(path, holder, receiver) {
        for (const key of Reflect.ownKeys(holder)) {
            const name = `${path}.${String(key)}`;
            const property = Object.getOwnPropertyDescriptor(holder, key);
            if (property === undefined) {
                continue;
            }
            add(`get ${name}`, property.get, receiver);
            add(`set ${name}`, property.set, receiver);
            const value = property.get === undefined ? property.value : read(holder, key, receiver);
            add(name, value, receiver);
            if (isObject(value)) {
                visit(name, value);
            }
        }
    }

    function visit(path, object) {
        if (seen.has(object) || STANDARD.has(object) || object === globalThis || path.length > 200) {
            return;
        }
        seen.add(object);
        members(path, object, object);
        for (let next = Object.getPrototypeOf(object); next !== null && !STANDARD.has(next); next = Object.getPrototypeOf(next)) {
            if (typeof object === 'function' && Object.hasOwn(globalThis, next.name ?? '')) {
                break;
            }
            if (!seen.has(next)) {
                seen.add(next);
                members(`${path}(${read(next, 'constructor', next)?.name})`, next, object);
            }
        }
    }

    for (const [path, object] of Object.entries(roots)) {
        add(path, object, undefined);
        try {
            visit(path, object);
        } catch (refused) {
            // A proxy or a getter that is hostile itself.
        }
    }
    return found;
};

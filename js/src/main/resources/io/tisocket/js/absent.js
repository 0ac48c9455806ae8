// Namespaces of Titanium that need a device: they can be listened to in vain, and whatever else is asked of them fails.
(function (internal) {
    'use strict';

    /** What people and JSON ask any object for. */
    const QUIET = new Set(['then', 'inspect', 'nodeType', 'tagName', 'length', 'size']);

    function refuse(namespace, name) {
        if (typeof name === 'symbol' || QUIET.has(name)) {
            return undefined;
        }
        throw new Error(`${namespace}.${name} is not supported: TiSocket has no ${namespace}`);
    }

    for (const name of internal.absent) {
        const namespace = internal.namespace(`Ti.${name}`, true);
        const known = Object.getPrototypeOf(namespace);
        Object.setPrototypeOf(namespace, new Proxy(known, {
            get: (target, key, receiver) => (key in target ? Reflect.get(target, key, receiver) : refuse(`Ti.${name}`, key))
        }));
    }
})

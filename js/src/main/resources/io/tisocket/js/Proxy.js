// What all objects of the Ti namespace have in common.
(function (internal) {
    'use strict';

    // As they are now, whatever a script makes of them later.
    const { String } = globalThis;
    const { keys } = Object;
    const { apply } = Reflect;
    const { concat, filter, indexOf } = Array.prototype;

    const isPrimitive = (value) => value === null || (typeof value !== 'object' && typeof value !== 'function');

    /** Tells whether JSON can show a value without meeting other proxies or cycles: primitives, and lists of them. */
    function isFlat(value) {
        if (typeof value === 'bigint' || typeof value === 'function' || typeof value === 'symbol') {
            return false;
        }
        return isPrimitive(value)
            || (!internal.isProxy(value) && Object.values(value).every((item) => isPrimitive(item) && typeof item !== 'bigint'));
    }

    /** Per proxy, once one was added: the listeners of each event. Few proxies have any, and buffers are many. */
    const listeners = new internal.SafeWeakMap();

    const listenersOf = (proxy, name) => listeners.get(proxy)?.get(String(name)) ?? [];

    class TiProxy {
        #isProxy;

        static is(value) {
            return typeof value === 'object' && value !== null && #isProxy in value;
        }

        addEventListener(name, listener) {
            internal.fn(listener, 'addEventListener(): the listener');
            if (!listeners.has(this)) {
                listeners.set(this, new internal.SafeMap());
            }
            listeners.get(this).set(String(name), apply(concat, listenersOf(this, name), [listener]));
        }

        removeEventListener(name, listener) {
            const known = listenersOf(this, name);
            const index = apply(indexOf, known, [listener]);
            if (index >= 0) {
                listeners.get(this).set(String(name), apply(filter, known, [(other, i) => i !== index]));
            }
        }

        /** Calls the listeners of an event in the order in which they were added, within this call. */
        fireEvent(name, data) {
            const known = listenersOf(this, name);
            if (known.length > 0) {
                const event = { ...data, type: String(name), source: this };
                for (let i = 0; i < known.length; i++) {
                    known[i].call(this, event);
                }
            }
        }

        hasListeners(name) {
            return listenersOf(this, name).length > 0;
        }

        applyProperties(properties) {
            if (internal.isObject(properties)) {
                const names = keys(properties);
                for (let i = 0; i < names.length; i++) {
                    this[names[i]] = properties[names[i]];
                }
            }
        }

        get apiName() {
            return 'Ti.Proxy';
        }

        toString() {
            return `[object ${this.constructor.name}]`;
        }

        toJSON() {
            return internal.snapshot(this);
        }
    }

    internal.TiProxy = TiProxy;
    internal.isProxy = TiProxy.is;

    /** Per prototype: the properties that toJSON and inspect show beside the script's own. */
    const shown = new internal.SafeMap();

    function shownOn(prototype) {
        for (let next = prototype; next !== null; next = Object.getPrototypeOf(next)) {
            if (shown.has(next)) {
                return shown.get(next);
            }
        }
        return [];
    }

    /** Gives a class `getX()` and `setX()` beside the accessors named, and shows their values in JSON. */
    internal.properties = function (Class, names) {
        shown.set(Class.prototype, [...shownOn(Class.prototype), ...names]);
        for (const name of names) {
            internal.accessor(Class.prototype, name);
        }
    };

    internal.accessor = function (target, name) {
        const suffix = name[0].toUpperCase() + name.slice(1);
        const get = { [`get${suffix}`]() { return this[name]; } }[`get${suffix}`];
        internal.hidden(target, `get${suffix}`, get);
        const descriptor = Object.getOwnPropertyDescriptor(target, name);
        if (descriptor !== undefined && (descriptor.set !== undefined || descriptor.writable)) {
            const set = { [`set${suffix}`](value) { this[name] = value; } }[`set${suffix}`];
            internal.hidden(target, `set${suffix}`, set);
        }
    };

    /** Returns a plain object of what a proxy holds, which JSON can always show. */
    internal.snapshot = function (proxy) {
        const plain = {};
        for (const name of [...shownOn(Object.getPrototypeOf(proxy)), ...Object.keys(proxy)]) {
            const value = proxy[name];
            if (value !== undefined && isFlat(value)) {
                plain[name] = value;
            }
        }
        return plain;
    };

    const parent = new internal.SafeWeakMap();
    Object.defineProperty(TiProxy.prototype, 'bubbleParent', {
        get() { return parent.get(this) ?? true; },
        set(value) { parent.set(this, Boolean(value)); },
        configurable: true
    });
    internal.accessor(TiProxy.prototype, 'bubbleParent');
    internal.accessor(TiProxy.prototype, 'apiName');
    internal.conceal(TiProxy, 'Proxy');
})

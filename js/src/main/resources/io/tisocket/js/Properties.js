// Ti.App.Properties: what a program wants to find again when it is started the next time.
(function (internal, host) {
    'use strict';

    const Properties = internal.namespace('Ti.App.Properties');

    /** Values as JSON has them, by name; read when they are first needed. */
    let known;
    let storing = false;

    function all() {
        if (known === undefined) {
            known = new Map(Object.entries(stored()));
        }
        return known;
    }

    function stored() {
        const text = host.properties.load();
        if (text === null) {
            return {};
        }
        try {
            const values = JSON.parse(text);
            return internal.isObject(values) ? values : {};
        } catch (damaged) {
            internal.Ti.API.error(`Ti.App.Properties: what was stored cannot be read and counts as empty: ${damaged.message}`);
            return {};
        }
    }

    /** Stores everything, once, when the code that is running has returned. */
    function changed(property) {
        if (!storing) {
            storing = true;
            queueMicrotask(() => {
                storing = false;
                host.properties.store(JSON.stringify(Object.fromEntries(all())));
            });
        }
        Properties.fireEvent('change', { property });
    }

    function set(name, value) {
        const key = String(name);
        if (value === undefined || value === null) {
            remove(key);
        } else if (JSON.stringify(all().get(key)) !== JSON.stringify(value)) {
            // A copy, so that later changes to an object do not reach what is stored.
            all().set(key, JSON.parse(JSON.stringify(value)));
            changed(key);
        }
    }

    function remove(name) {
        if (all().delete(String(name))) {
            changed(String(name));
        }
    }

    function get(name, fallback, convert) {
        const value = all().get(String(name));
        if (value === undefined) {
            return fallback === undefined ? null : fallback;
        }
        const converted = convert(value);
        return converted === undefined ? fallback ?? null : converted;
    }

    const copy = (value) => JSON.parse(JSON.stringify(value));
    const numeric = (value) => (Number.isNaN(Number(value)) || typeof value === 'object' ? undefined : Number(value));

    /** Per kind: what is stored of a value given, and what is read of a value stored; undefined where that has no meaning. */
    const kinds = {
        String: [String, (value) => (typeof value === 'object' ? JSON.stringify(value) : String(value))],
        Int: [(value) => Math.trunc(Number(value)) || 0, (value) => (numeric(value) === undefined ? undefined : Math.trunc(numeric(value)))],
        Double: [(value) => Number(value) || 0, numeric],
        Bool: [Boolean, (value) => (value === 'false' || value === '0' ? false : Boolean(value))],
        List: [(value) => Array.from(value), (value) => (Array.isArray(value) ? copy(value) : undefined)],
        Object: [copy, (value) => (internal.isObject(value) ? copy(value) : undefined)]
    };
    for (const kind of Object.keys(kinds)) {
        const [toStore, toRead] = kinds[kind];
        internal.methods(Properties, {
            [`get${kind}`]: (name, fallback) => get(name, fallback, toRead),
            [`set${kind}`]: (name, value) => set(name, value === undefined || value === null ? null : toStore(value))
        });
    }
    internal.methods(Properties, {
        hasProperty: (name) => all().has(String(name)),
        removeProperty: remove,
        listProperties: () => [...all().keys()],
        removeAllProperties() {
            [...all().keys()].forEach(remove);
        }
    });
})

// What few scripts use is made when it is first asked for: every start is faster by that.
(function (internal) {
    'use strict';

    const loaded = new Set();

    /** Gives `target` properties that load files, which define them; `target` may be a prototype. */
    function lazy(target, names, ...files) {
        const isNamespace = internal.isProxy(target);
        const load = () => {
            names.forEach((name) => delete target[name]);
            for (const file of files.filter((name) => !loaded.has(name))) {
                loaded.add(file);
                internal.load(file);
            }
        };
        for (const name of names) {
            Object.defineProperty(target, name, {
                get() {
                    load();
                    return this[name];
                },
                set(value) {
                    Object.defineProperty(this, name, {
                        value, writable: true, enumerable: this !== target || isNamespace, configurable: true
                    });
                },
                enumerable: isNamespace,
                configurable: true
            });
        }
    }

    const { Ti } = internal;
    lazy(globalThis, ['AbortController', 'AbortSignal'], 'abort');
    lazy(globalThis, ['TextEncoder', 'TextDecoder'], 'encoding');
    lazy(String, ['format', 'formatDecimal', 'formatDate', 'formatTime'], 'format');
    lazy(Ti, ['Filesystem'], 'Filesystem');
    lazy(Ti, ['Platform'], 'Platform');
    lazy(Ti, ['UI'], 'UI');
    lazy(Ti, ['Utils'], 'Utils');
    lazy(Ti.App, ['Properties'], 'Properties');
    lazy(internal.IOStream.prototype, ['readAsync', 'writeAsync', 'closeAsync', 'chunks', Symbol.asyncIterator], 'promises');
    lazy(internal.TCP.prototype, ['connectAsync', 'acceptAsync', 'connections', Symbol.asyncIterator], 'promises', 'connections');
    lazy(internal.TCP.prototype, ['counters'], 'counters');
})

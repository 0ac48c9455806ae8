// Which file of the prelude defines what. A file is loaded when something of it is first asked for, by a script or by another
// file: a start takes as long as what the script uses, not as long as all there is. docs/decisions/0010-start.md
(function (load, hasFloat16) {
    'use strict';

    // As they are now, whatever a script makes of them later.
    const { create, defineProperty, getOwnPropertyDescriptor, keys } = Object;

    /** The file of each name on `internal`, but for those asked for with ?. because their file need not be loaded for that. */
    const fileOf = {
        __proto__: null,
        show: 'values', number: 'values', numeric: 'values', isObject: 'values', copied: 'values', fn: 'values', conceal: 'values',
        SafeMap: 'values', SafeWeakMap: 'values',
        error: 'errors', describe: 'errors', report: 'errors', rejected: 'errors',
        inspect: 'inspect', line: 'line', fill: 'fill',
        TiProxy: 'Proxy', properties: 'Proxy', accessor: 'Proxy', snapshot: 'Proxy',
        Ti: 'Ti', namespace: 'Ti',
        blob: 'Blob', nativeBlob: 'Blob',
        Buffer: 'Buffer', buffer: 'Buffer', nativeBuffer: 'Buffer', byteOrder: 'Buffer',
        ioEvent: 'IOStream', blobBytes: 'IOStream', streamClass: 'IOStream', IOStream: 'IOStream', nativeStream: 'IOStream',
        replaceStream: 'IOStream', readStream: 'IOStream', writeStream: 'IOStream',
        pump: 'Stream', emptyBuffer: 'Stream',
        TCP: 'TCP', createTCP: 'TCP',
        promises: 'promises',
        embedding: 'embedding',
        exported: 'packages'
    };

    /** What files define for each other. A name that is missing is asked of the prototype, and is here afterwards. */
    const internal = create(new Proxy(fileOf, {
        get(files, name) {
            if (files[name] === undefined) {
                return undefined;
            }
            use(files[name]);
            return internal[name];
        }
    }));

    const loaded = create(null);
    const announced = [];

    /** What the file that is being loaded must leave alone: the script has replaced or deleted it meanwhile. */
    let kept = [];

    function use(file) {
        if (file in loaded) {
            return;
        }
        const before = kept;
        kept = [];
        // Loops over arrays count, here and below: how an array is gone through is the script's to change.
        for (let i = 0; i < announced.length; i++) {
            const place = announced[i];
            if (place.file === file && getOwnPropertyDescriptor(place.target, place.name)?.get !== place.get) {
                kept[kept.length] = place;
            }
        }
        try {
            load(file, internal);
        } finally {
            kept = before;
        }
        loaded[file] = true;
    }

    function define(target, name, descriptor) {
        for (let i = 0; i < kept.length; i++) {
            const place = kept[i];
            if (place.target === target && place.name === name) {
                return;
            }
        }
        defineProperty(target, name, descriptor);
    }

    function announce(file, target, name, enumerable, writable) {
        const get = function () {
            use(file);
            return this[name];
        };
        const set = function (value) {
            defineProperty(this, name, {
                __proto__: null, value, writable: true, enumerable: enumerable || this !== target, configurable: true
            });
        };
        defineProperty(target, name, { __proto__: null, get, set: writable ? set : undefined, enumerable, configurable: true });
        announced[announced.length] = { file, target, name, get };
    }

    /** Gives `target`, which may be a prototype, properties that load the files which define them. */
    internal.lazy = function (target, files, { enumerable = false, writable = true } = {}) {
        const names = keys(files);
        for (let i = 0; i < names.length; i++) {
            const file = names[i];
            for (let j = 0; j < files[file].length; j++) {
                announce(file, target, files[file][j], enumerable, writable);
            }
        }
    };

    /** Defines constants: enumerable, never writable. */
    internal.constants = function (target, values) {
        const names = keys(values);
        for (let i = 0; i < names.length; i++) {
            const name = names[i];
            define(target, name, { __proto__: null, value: values[name], enumerable: true, writable: false, configurable: false });
        }
    };

    /** Defines methods of a namespace: enumerable and, so that tests can replace them, writable. */
    internal.methods = function (target, functions) {
        const names = keys(functions);
        for (let i = 0; i < names.length; i++) {
            const name = names[i];
            define(target, name, { __proto__: null, value: functions[name], enumerable: true, writable: true, configurable: true });
        }
    };

    internal.hidden = function (target, name, value) {
        define(target, name, { __proto__: null, value, enumerable: false, writable: true, configurable: true });
    };

    internal.lazy(globalThis, { Ti: ['Ti', 'Titanium'] }, { enumerable: true, writable: false });
    internal.lazy(globalThis, {
        console: ['console', 'alert'],
        modules: ['require', 'module', 'exports', '__filename', '__dirname', 'global'],
        abort: ['AbortController', 'AbortSignal'],
        encoding: ['TextEncoder', 'TextDecoder'],
        base64: ['atob', 'btoa'],
        clone: ['structuredClone'],
        Locale: ['L']
    });
    internal.lazy(globalThis, {
        timers: ['setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'clearInterval', 'clearImmediate', 'queueMicrotask']
    }, { enumerable: true });
    internal.lazy(Error.prototype, { errors: ['toJSON'] });
    internal.lazy(String, { format: ['format', 'formatCurrency', 'formatDecimal', 'formatDate', 'formatTime'] });

    if (!hasFloat16) {
        // There they would end in an error that no script can catch.
        delete Math.f16round;
        delete globalThis.Float16Array;
        delete DataView.prototype.getFloat16;
        delete DataView.prototype.setFloat16;
    }

    // Nobody can ask for the report of a rejection, so it is the one thing that cannot wait.
    Graal.setUnhandledPromiseRejectionHandler((reason) => internal.rejected(reason));
    delete globalThis.Graal;
    return (name) => internal[name];
})
